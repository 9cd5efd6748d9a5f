// Small charts over time.

/** How each measure looks: the same wherever it is drawn. */
const LOOKS = {
  OFFERED: { colour: "offered", dash: [5, 3], width: 1.5 },
  SENT: { colour: "sent", width: 1.5 },
  USEFUL: { colour: "useful", width: 2, area: 0.16 },
  FAILED: { colour: "failed", width: 1.5 },
  HEDGES: { colour: "hedged", dash: [2, 2], width: 1.5 },
  P50: { colour: "p50", width: 1.5 },
  P99: { colour: "p99", width: 1.75 },
  P999: { colour: "p999", width: 1.75 },
  TIMEOUT: { colour: "ink", dash: [5, 3], width: 1.25 },
  HEDGE_DELAY: { colour: "hedged", dash: [2, 2], width: 1.5 },
  BREAKER: { colour: "state", width: 1.25, area: 0.22, step: "middle" },
  LIMIT: { colour: "state", width: 1.75, step: "middle" },
};

const FRAME = { left: 40, right: 10, top: 8, bottom: 20 };
const PHASE_LETTER_PIXELS = 6;

function timeOption(chart, lines, range, scenario, width) {
  const total = totalSeconds(scenario);
  return {
    grid: { ...FRAME, containLabel: false },
    xAxis: timeAxis(total, width),
    yAxis: valueAxis(chart, range),
    series: [shading(scenario.story.phases, total, width), ...lines.map(lineSeries)],
    textStyle: { fontFamily: "inherit" },
  };
}

function timeAxis(total, width) {
  const unit = timeUnit(total);
  const interval = timeStep(total, Math.max(2, Math.floor(width / 64)));
  return {
    type: "value",
    min: 0,
    max: total,
    interval,
    axisLabel: {
      color: colour("muted"),
      fontSize: 10,
      margin: 6,
      showMaxLabel: total % interval === 0,
      alignMaxLabel: "right",
      formatter: (second) => (second === 0 ? `0\u00a0${unit.word}` : compact(second / unit.seconds)),
    },
    axisLine: { lineStyle: { color: colour("rule") } },
    axisTick: { show: false },
    splitLine: { show: false },
  };
}

function valueAxis(chart, range) {
  const axis = {
    min: range.min,
    max: range.max,
    axisLabel: { color: colour("muted"), fontSize: 10, margin: 6, formatter: compact },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colour("grid") } },
  };
  switch (chart) {
    case "LATENCY":
      return { ...axis, type: "log" };
    case "BREAKER":
      return {
        ...axis,
        type: "value",
        interval: 1,
        axisLabel: { ...axis.axisLabel, formatter: (state) => (state === 1 ? "closed" : "open") },
      };
    default:
      return { ...axis, type: "value", interval: range.max / 2 };
  }
}

function lineSeries(line) {
  const look = LOOKS[line.measure.name];
  const lonely = (step) => line.values[step - 1] == null && line.values[step + 1] == null;
  return {
    type: "line",
    name: line.measure.words,
    step: look.step ?? false,
    data: line.values.map((value, step) => ({
      value: [(step + 0.5) * line.stepSeconds, value],
      symbol: value !== null && lonely(step) ? "circle" : "none",
    })),
    symbolSize: 3,
    showSymbol: true,
    showAllSymbol: true,
    silent: true,
    lineStyle: { width: look.width, type: look.dash ?? "solid", color: colour(look.colour) },
    itemStyle: { color: colour(look.colour) },
    areaStyle: look.area ? { color: colour(look.colour), opacity: look.area } : undefined,
  };
}

/** What is wrong when, behind everything; a name is written where it fits, its number in the key otherwise. */
function shading(phases, total, width) {
  const pixels = (width - FRAME.left - FRAME.right) / Math.max(total, 1e-9);
  return {
    type: "line",
    data: [],
    silent: true,
    markArea: {
      silent: true,
      label: { show: true, position: "insideTop", color: colour("muted"), fontSize: 10, distance: 2 },
      itemStyle: { color: colour("phase") },
      data: phases.map((phase, index) => {
        const room = (phase.toSecond - phase.fromSecond) * pixels;
        const fits = phase.name.length * PHASE_LETTER_PIXELS < room;
        return [
          { xAxis: phase.fromSecond, name: fits ? phase.name : `${index + 1}` },
          { xAxis: Math.max(phase.toSecond, phase.fromSecond + 2 / pixels) },
        ];
      }),
    },
  };
}

/** The chart in words, for those who cannot see it. */
function inWords(client, title, lines) {
  const parts = lines.map((line) => {
    const known = line.values.filter((value) => value !== null);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    const unit = line.measure.unit;
    return `${line.measure.words} ${compact(least)} to ${withUnit(compact(most), unit)}, at the end ${compact(line.values.at(-1))}`;
  });
  return `${title} with ${client}: ${parts.join("; ")}`;
}
