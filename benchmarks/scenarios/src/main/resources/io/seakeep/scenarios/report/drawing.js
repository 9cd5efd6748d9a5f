// When charts are drawn: as they come into view, and again in other colours.

const awaited = new Map();
const drawn = new Map();

const inView = new IntersectionObserver((entries) => {
  entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target));
}, { rootMargin: "600px" });

const resized = new ResizeObserver((entries) => {
  entries.forEach((entry) => drawn.get(entry.target)?.redraw());
});

/** Has a chart drawn there once it can be seen, by what the function says of it at that width. */
function chartIn(place, optionAt) {
  awaited.set(place, optionAt);
  inView.observe(place);
}

function draw(place) {
  const optionAt = awaited.get(place);
  if (!optionAt) {
    return;
  }
  awaited.delete(place);
  inView.unobserve(place);
  const chart = echarts.init(place, null, { renderer: "svg" });
  let width = 0;
  const redraw = () => {
    if (place.clientWidth !== width) {
      width = place.clientWidth;
      chart.resize({ silent: true });
      recolour();
    }
  };
  const recolour = () => chart.setOption({ animation: false, ...optionAt(width) }, { notMerge: true });
  chart.on("finished", () => { place.dataset.drawn = ""; });
  drawn.set(place, { chart, redraw, recolour });
  redraw();
  resized.observe(place);
}

function drawAll() {
  [...awaited.keys()].forEach(draw);
}

function startDrawing() {
  themeListeners.push(() => drawn.forEach(({ recolour }) => recolour()));
  addEventListener("beforeprint", () => {
    setTheme("light");
    drawAll();
    drawn.forEach(({ redraw, chart }) => {
      redraw();
      chart.getZr().flush();
    });
  });
  addEventListener("afterprint", () => setTheme(remembered()));
  if (location.hash === "#draw-all") {
    drawAll();
  }
}
