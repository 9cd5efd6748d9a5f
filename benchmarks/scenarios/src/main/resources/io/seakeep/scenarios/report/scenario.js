// One scenario: what happens, what had to come out, and what did.

function scenarioSection(scenario, index) {
  const { copy, slots } = instance("scenario");
  const { story, clients, checks } = scenario;
  copy.id = story.name;
  slots.name.textContent = `${String(index + 1).padStart(2, "0")} · ${story.name}`;
  slots.title.textContent = story.title;
  slots.happens.textContent = story.happens;
  slots.source.textContent = story.source;
  slots.again.textContent = `${data.run.program}${scenario.replay}`;
  verdictInto(slots.verdict, checks.length, checks.filter((check) => check.held).length, "checks");
  slots.checks.append(...checks.map(checkItem));
  fillPhases(slots.phases, scenario);
  if (clients.length === 0) {
    slots.matrix.remove();
    copy.querySelector(".below").remove();
    return copy;
  }
  fillMatrix(slots.matrix, slots.spoken, scenario);
  fillPercentiles(slots, scenario);
  slots.figures.append(figuresTable(clients));
  return copy;
}

function checkItem(check) {
  return element("li", { class: check.held ? "held" : "broken" },
    element("span", { class: "mark", role: "img", "aria-label": check.held ? "held" : "did not hold" }, check.held ? "✓" : "✗"),
    element("span", {}, check.says), element("strong", {}, check.found));
}

function fillPhases(place, scenario) {
  const unit = timeUnit(totalSeconds(scenario));
  place.append(...scenario.story.phases.map((phase) => element("li", {},
    `${phase.name} `, element("span", {}, `${compact(phase.fromSecond / unit.seconds)} – ${time(phase.toSecond, unit)}`))));
}

function fillMatrix(matrix, spoken, scenario) {
  const cards = [];
  matrix.style.setProperty("--clients", scenario.clients.length);
  matrix.setAttribute("aria-label", `${scenario.story.title}: charts over time, moved through with the arrow keys`);
  for (const { chart, title, unit, none } of CHARTS) {
    const linesByClient = scenario.clients.map((client) => linesOf(client, chart));
    if (linesByClient.every((lines) => lines.length === 0)) {
      continue;
    }
    matrix.append(rowHead(title, unit, linesByClient));
    const range = rangeOf(chart, linesByClient);
    scenario.clients.forEach(({ client }, index) => {
      const lines = linesByClient[index];
      const card = chartCard(client, chart, lines.length === 0 ? none : "");
      matrix.append(card.figure);
      if (lines.length > 0) {
        card.place.setAttribute("aria-label", inWords(client, title, lines));
        chartIn(card.place, (width) => timeOption(chart, lines, range, scenario, width));
        cards.push({ ...card, client, chart, lines });
      }
    });
  }
  if (cards.length > 0) {
    crosshairOver(matrix, cards, scenario, spoken);
  }
}

function rowHead(title, unit, linesByClient) {
  const shown = new Set(linesByClient.flat().map((line) => line.measure.name));
  const legend = shown.size < 2 ? [] : [...shown].map((name) => element("li", {}, swatch(LOOKS[name]), measures.get(name).words));
  return element("div", { class: "row-head" },
    element("h3", {}, title, " ", element("small", {}, unit)), element("ul", { class: "legend" }, ...legend));
}

function swatch({ colour: name, dash, line, width }) {
  const style = line ?? (dash ? (dash[0] > 2 ? "dashed" : "dotted") : "solid");
  return element("i", { style: { "border-top": `${Math.max(2, width)}px ${style} var(--${name})` } });
}

function chartCard(client, chart, none) {
  const place = element("div", { class: `chart ${chart.toLowerCase()}` });
  const reading = element("span", { class: "reading", "aria-hidden": "true" });
  const hair = element("div", { class: "hair", hidden: "" });
  if (none) {
    place.append(element("p", { class: "none" }, none));
  } else {
    place.setAttribute("role", "img");
  }
  const figure = element("figure", { class: isOurs(client) ? "card ours" : "card" },
    element("figcaption", {}, element("b", {}, client), reading), place, hair);
  return { figure, place, reading, hair };
}

function fillPercentiles(slots, scenario) {
  if (scenario.clients.every((client) => client.percentiles.length === 0)) {
    slots.percentiles.remove();
    return;
  }
  slots.clients.append(...scenario.clients.map(({ client }) =>
    element("li", {}, swatch(strokeOf(scenario.clients, client)), client)));
  slots["percentile-chart"].setAttribute("role", "img");
  slots["percentile-chart"].setAttribute("aria-label", percentilesInWords(scenario));
  chartIn(slots["percentile-chart"], (width) => percentileOption(scenario, width));
}

/** With a bar under each number, as long as it is great beside the greatest of its row. */
function figuresTable(clients) {
  const head = element("tr", {}, element("td"), ...clients.map(({ client }) =>
    element("th", { scope: "col", class: isOurs(client) ? "ours" : "" }, client)));
  const rows = clients[0].figures.map(({ name }) => {
    const figures = clients.map((client) => client.figures.find((figure) => figure.name === name));
    const greatest = Math.max(...figures.map((figure) => Math.abs(figure?.value ?? 0)));
    return element("tr", {}, element("th", { scope: "row" }, name), ...figures.map((figure, index) => element("td",
      { class: isOurs(clients[index].client) ? "ours" : "" },
      withUnit(short4(figure?.value), figure?.unit ?? ""),
      element("i", { style: { width: `${greatest > 0 ? (100 * Math.abs(figure?.value ?? 0)) / greatest : 0}%` } }))));
  });
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
}
