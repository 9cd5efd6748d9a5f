// What a scenario's results say, made ready to be drawn.

const data = JSON.parse(document.getElementById("data").textContent);
const measures = new Map(data.measures.map((measure) => [measure.name, measure]));

const CHARTS = [
  { chart: "LOAD", title: "Load", unit: "a second", none: "no load" },
  { chart: "LATENCY", title: "Latency", unit: "ms, logarithmic", none: "no latency" },
  { chart: "BREAKER", title: "Circuit breaker", unit: "", none: "no breaker" },
  { chart: "LIMIT", title: "Limit", unit: "calls at once", none: "no limit" },
];

/** More points than a small chart has room for say nothing more. */
const MOST_POINTS = 400;

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const THINNING = {
  LOAD: mean,
  LATENCY: (values) => Math.max(...values),
  BREAKER: (values) => Math.min(...values),
  LIMIT: mean,
};

/** Fewer values, each of so many steps. */
function thinned(values, steps, chart) {
  if (steps === 1) {
    return values;
  }
  const fewer = [];
  for (let from = 0; from < values.length; from += steps) {
    const some = values.slice(from, from + steps).filter((value) => value !== null);
    fewer.push(some.length === 0 ? null : THINNING[chart](some));
  }
  return fewer;
}

function totalSeconds(scenario) {
  return Math.max(0, ...scenario.clients.flatMap((client) =>
    client.series.map((series) => series.values.length * client.stepSeconds)));
}

/** The lines of one chart of one client: each with its measure, a step in seconds and values. */
function linesOf(client, chart) {
  return [...measures.values()].filter((measure) => measure.chart === chart).flatMap((measure) => {
    const series = client.series.find((candidate) => candidate.measure === measure.name);
    if (!series || series.values.every((value) => value === null || (chart === "LATENCY" && value <= 0))) {
      return [];
    }
    const steps = Math.ceil(series.values.length / MOST_POINTS);
    return [{ measure, stepSeconds: client.stepSeconds * steps, values: thinned(series.values, steps, chart) }];
  }).filter((line) => line.measure.name !== "HEDGES" || line.values.some((value) => value > 0));
}

/** One range for all clients, so that they can be compared. */
function rangeOf(chart, linesByClient) {
  const values = linesByClient.flat().flatMap((line) => line.values).filter((value) => value !== null);
  switch (chart) {
    case "BREAKER":
      return { min: 0, max: 1 };
    case "LATENCY": {
      const positive = values.filter((value) => value > 0);
      return decades(Math.min(...positive), Math.max(...positive));
    }
    default:
      return { min: 0, max: roundUp(values.reduce((most, value) => Math.max(most, value), 1e-9)) };
  }
}

function decades(least, most) {
  const min = 10 ** Math.floor(Math.log10(least));
  return { min, max: Math.max(10 * min, 10 ** Math.ceil(Math.log10(most) - 1e-9)) };
}

/** Of the calls that were offered, the share that was useful: step by step, and of all. */
function usefulShare(client) {
  const of = (name) => client.series.find((series) => series.measure === name)?.values;
  const offered = of("OFFERED");
  const useful = of("USEFUL");
  if (!offered || !useful) {
    return null;
  }
  const steps = Math.ceil(offered.length / 90);
  const total = (values) => values.reduce((sum, value) => sum + (value ?? 0), 0);
  const fewerOffered = thinned(offered, steps, "LOAD");
  const fewerUseful = thinned(useful, steps, "LOAD");
  return {
    stepSeconds: client.stepSeconds * steps,
    values: fewerOffered.map((calls, step) => (calls > 0 ? Math.min(1, fewerUseful[step] / calls) : null)),
    overall: total(offered) > 0 ? Math.min(1, total(useful) / total(offered)) : null,
  };
}

const isOurs = (client) => client === data.ours;
const held = (scenario) => scenario.checks.every((check) => check.held);
