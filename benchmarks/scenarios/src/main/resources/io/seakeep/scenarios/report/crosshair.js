// One moment in all charts of a scenario, by pointer or by arrow keys, with what was the case then.

function crosshairOver(matrix, cards, scenario, spoken) {
  const total = totalSeconds(scenario);
  const unit = timeUnit(total);
  const step = Math.max(...cards.flatMap((card) => card.lines.map((line) => line.stepSeconds)));
  let second = null;

  function show(newSecond) {
    second = newSecond;
    cards.forEach((card) => showIn(card));
  }

  function showIn(card) {
    const room = card.place.clientWidth - FRAME.left - FRAME.right;
    card.hair.hidden = second === null;
    card.reading.replaceChildren();
    if (second !== null) {
      card.hair.style.left = `${card.place.offsetLeft + FRAME.left + room * (second / total)}px`;
      card.reading.append(time(second, unit), ...card.lines.map((line) => element(
        "span", { style: { color: `var(--${LOOKS[line.measure.name].colour})` } }, readingOf(line))));
    }
  }

  function readingOf(line) {
    const value = line.values[Math.min(line.values.length - 1, Math.floor(second / line.stepSeconds))];
    if (line.measure.name === "BREAKER" && value !== null) {
      return value === 1 ? "closed" : value === 0 ? "open" : percent(value);
    }
    return compact(value);
  }

  function say() {
    spoken.textContent = `At ${time(second, unit)}: ` + cards.filter((card) => card.chart === "LOAD").map((card) =>
      `${card.client}: ${card.lines.map((line) => `${line.measure.words} ${readingOf(line)}`).join(", ")}`).join(". ");
  }

  matrix.addEventListener("pointermove", (event) => {
    const card = cards.find((candidate) => candidate.figure.contains(event.target));
    if (card) {
      const box = card.place.getBoundingClientRect();
      const share = (event.clientX - box.left - FRAME.left) / (box.width - FRAME.left - FRAME.right);
      show(share < 0 || share > 1 ? null : share * total);
    }
  });
  matrix.addEventListener("pointerleave", () => show(null));
  matrix.addEventListener("blur", () => show(null));
  matrix.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") {
      show(null);
    } else if (steps && event.shiftKey) {
      matrix.scrollBy({ left: steps * 260 });
      event.preventDefault();
    } else if (steps) {
      const wide = Math.max(step, step * Math.round(total / step / 60));
      show(Math.min(total, Math.max(0, (second ?? 0) + steps * wide)));
      say();
      event.preventDefault();
    }
  });
}
