// Numbers and times for people to read.

const NONE = "–";

/** With about four digits, as in the tables of the terminal. */
function short4(number) {
  if (number === null || number === undefined) {
    return NONE;
  }
  const size = Math.abs(number);
  const decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
  return number.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** Where there is little room. */
function compact(number) {
  return number === null || number === undefined
    ? NONE
    : number.toLocaleString("en", { notation: "compact", maximumSignificantDigits: 3 });
}

function withUnit(text, unit) {
  return text === NONE || unit === "" ? text : `${text}\u00a0${unit}`;
}

function percent(share) {
  return share === null ? NONE : `${compact(100 * share)}\u00a0%`;
}

const TIME_UNITS = [
  { seconds: 86400, word: "d" },
  { seconds: 3600, word: "h" },
  { seconds: 60, word: "min" },
  { seconds: 1, word: "s" },
];

/** The unit that times of a run so long are told in. */
function timeUnit(totalSeconds) {
  return TIME_UNITS.find((unit) => totalSeconds >= 3 * unit.seconds) ?? TIME_UNITS.at(-1);
}

function time(second, unit) {
  return `${compact(second / unit.seconds)}\u00a0${unit.word}`;
}

const ROUND_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 300, 600, 1200, 1800]
  .concat([1, 2, 3, 6, 12, 24, 48, 72, 96, 168, 336].map((hours) => 3600 * hours));

/** Between ticks of time, so that there are no more than that many. */
function timeStep(totalSeconds, most) {
  return ROUND_STEPS.find((step) => totalSeconds / step <= most) ?? totalSeconds;
}

/** The least round number from there up. */
function roundUp(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((digit) => digit * power).find((round) => round >= number * 0.9999);
}

function duration(seconds) {
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
