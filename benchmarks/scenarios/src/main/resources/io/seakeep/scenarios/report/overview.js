// All scenarios at a glance.

function fillFacts() {
  const { run, machine } = data;
  const facts = [
    ["Command", element("code", {}, run.program + run.arguments)],
    ["Seed", `${run.seed}`],
    ["Length", run.length === "QUICK" ? "quick: as little of each as still shows it" : "full"],
    ["Took", duration(run.seconds)],
    ["Seakeep", machine.seakeep],
    ["JDK", machine.java],
    ["Machine", `${machine.processors} processors, ${machine.system}`],
  ].filter(([, fact]) => fact);
  document.getElementById("facts").append(...facts.flatMap(([name, fact]) =>
    [element("div", {}, element("dt", {}, name), element("dd", {}, fact))]));
}

function verdictInto(place, all, good, what) {
  place.classList.add(all === good ? "held" : "broken");
  place.textContent = all === good ? `✓ ${all === 1 ? "the one" : `all ${all}`} ${what} held` : `✗ ${all - good} of ${all} ${what} did not hold`;
}

function fillOverview() {
  const checks = data.scenarios.flatMap((scenario) => scenario.checks);
  verdictInto(document.getElementById("overall"), checks.length, checks.filter((check) => check.held).length,
    `checks of ${data.scenarios.length} scenario${data.scenarios.length === 1 ? "" : "s"}`);
  const names = [...new Set(data.scenarios.flatMap((scenario) => scenario.clients.map((client) => client.client)))];
  const head = element("tr", {}, element("th", { scope: "col" }, "Scenario"), element("th", { scope: "col" }, "Verdict"),
    ...names.map((name) => element("th", { scope: "col", class: isOurs(name) ? "ours" : "" }, name)));
  document.getElementById("overview-table").append(
    element("thead", {}, head),
    element("tbody", {}, ...data.scenarios.map((scenario) => overviewRow(scenario, names))));
}

function overviewRow(scenario, names) {
  const good = scenario.checks.filter((check) => check.held).length;
  const all = scenario.checks.length;
  return element("tr", {},
    element("th", { scope: "row" },
      element("a", { href: `#${scenario.story.name}` }, scenario.story.name), element("span", {}, scenario.story.title)),
    element("td", { class: good === all ? "held" : "broken" }, `${good === all ? "✓" : "✗"}\u00a0${good}/${all}`),
    ...names.map((name) => sparkCell(scenario, name)));
}

function sparkCell(scenario, name) {
  const client = scenario.clients.find((candidate) => candidate.client === name);
  const share = client && usefulShare(client);
  const cell = element("td", { class: isOurs(name) ? "ours" : "" });
  if (!share) {
    cell.append(NONE);
    return cell;
  }
  const known = share.values.filter((value) => value !== null);
  const spark = element("div", {
    class: "spark",
    role: "img",
    "aria-label": `at least ${percent(Math.min(...known))} of the calls useful, ${percent(known.at(-1) ?? null)} at the end`,
  });
  cell.append(element("div", { class: "glance" }, spark, element("span", {}, percent(share.overall))));
  chartIn(spark, () => sparkOption(share, scenario, isOurs(name) ? "accent" : "other"));
  return cell;
}

function sparkOption(share, scenario, colourName) {
  const hidden = { show: false, type: "value", min: 0 };
  return {
    grid: { left: 0, right: 0, top: 2, bottom: 1 },
    xAxis: { ...hidden, max: totalSeconds(scenario) },
    yAxis: { ...hidden, max: 1 },
    series: [{
      type: "line",
      symbol: "none",
      silent: true,
      data: share.values.map((value, step) => [(step + 0.5) * share.stepSeconds, value]),
      lineStyle: { width: 1.25, color: colour(colourName) },
      areaStyle: { color: colour(colourName), opacity: 0.22 },
    }],
  };
}
