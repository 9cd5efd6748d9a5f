// How long calls took, by percentile: on a scale on which each nine takes as much room as the one before.

/** Colours and strokes for clients, in the order in which they stand beside each other; ours stands out. */
const STROKES = [
  { colour: "client-1", line: "solid" },
  { colour: "client-2", line: "dashed" },
  { colour: "client-3", line: "dotted" },
  { colour: "client-4", line: "dashed" },
  { colour: "client-5", line: "dotted" },
];

function strokeOf(clients, name) {
  if (isOurs(name)) {
    return { colour: "accent", line: "solid", width: 3 };
  }
  const others = clients.map((client) => client.client).filter((client) => !isOurs(client));
  return { width: 2, ...STROKES[others.indexOf(name) % STROKES.length] };
}

const oneIn = (share) => 1 / (1 - share);

/** 10 is the 90th, 100 the 99th. */
function percentileWords(rarity) {
  const nines = Math.round(Math.log10(rarity));
  return nines === 0 ? "0\u00a0%" : `${(100 - 100 / 10 ** nines).toFixed(Math.max(0, nines - 2))}\u00a0%`;
}

function percentileOption(scenario, width) {
  const clients = scenario.clients.filter((client) => client.percentiles.length > 0);
  const points = clients.flatMap((client) => client.percentiles).filter((point) => point.millis > 0);
  const text = { color: colour("muted"), fontSize: 11 };
  const axis = {
    type: "log",
    axisLine: { lineStyle: { color: colour("rule") } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colour("grid") } },
  };
  return {
    grid: { left: 52, right: 18, top: 12, bottom: 28 },
    textStyle: { fontFamily: "inherit" },
    xAxis: {
      ...axis,
      min: 1,
      max: oneIn(Math.max(...points.map((point) => point.share))) * 1.0001,
      axisLabel: { ...text, showMaxLabel: false, formatter: percentileWords },
    },
    yAxis: {
      ...axis,
      ...decades(Math.min(...points.map((point) => point.millis)), Math.max(...points.map((point) => point.millis))),
      axisLabel: { ...text, formatter: compact },
    },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: colour("card"),
      borderColor: colour("rule"),
      textStyle: { color: colour("ink"), fontSize: 12 },
      axisPointer: { lineStyle: { color: colour("muted") } },
      formatter: (entries) => tooltip(entries),
    },
    series: clients.map((client) => percentileSeries(client, strokeOf(scenario.clients, client.client))),
  };
}

function percentileSeries(client, stroke) {
  return {
    type: "line",
    name: client.client,
    z: isOurs(client.client) ? 3 : 2,
    symbol: "none",
    data: client.percentiles.filter((point) => point.millis > 0).map((point) => [oneIn(point.share), point.millis]),
    lineStyle: { width: stroke.width, type: stroke.line, color: colour(stroke.colour) },
    itemStyle: { color: colour(stroke.colour) },
  };
}

function tooltip(entries) {
  const share = 1 - 1 / entries[0].value[0];
  const lines = entries.map((entry) => element("div", {},
    element("b", { style: { color: entry.color } }, withUnit(short4(entry.value[1]), "ms")), ` ${entry.seriesName}`));
  return element("div", {}, element("div", {}, `${Number((100 * share).toPrecision(6))} % within`), ...lines);
}

function percentilesInWords(scenario) {
  return scenario.clients.map((client) => {
    const at = (share) => client.percentiles.find((point) => point.share === share)?.millis ?? null;
    return `${client.client}: half within ${withUnit(short4(at(0.5)), "ms")}, 99 % within ${withUnit(short4(at(0.99)), "ms")}`;
  }).join(". ");
}
