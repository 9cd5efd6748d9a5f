package io.seakeep.scenarios.demo;

import java.util.List;

/** The result as a person reads it, within 79 columns. */
final class ResultTable {

    private static final String ROW = "%-15s%8s%7s%8s%8s%8s%6s%6s%7s%6s%n";

    private final List<Phase> phases;
    private final List<Side> sides;

    ResultTable(List<Phase> phases, List<Side> sides) {
        this.phases = phases;
        this.sides = sides;
    }

    String render() {
        StringBuilder text = new StringBuilder(6_000)
                .append(String.format(ROW, "", "", "", "", "good", "in 1 s", "p50", "p99", "p99.9", "heard"))
                .append(String.format(ROW, "", "reached", "failed", "refused", "%", "%", "ms", "ms", "ms", "ms"))
                .append("-".repeat(Paragraph.WIDTH))
                .append(System.lineSeparator());
        for (int phase = 0; phase < phases.size(); phase++) {
            text.append(String.format(
                    "%s, %d calls: %s%n",
                    phases.get(phase).name(),
                    sides.get(0).score(phase).calls(),
                    phases.get(phase).what()));
            for (Side side : sides) {
                text.append(row(phase, side));
            }
        }
        return text.toString();
    }

    private static String row(int phase, Side side) {
        Score score = side.score(phase);
        return String.format(
                ROW,
                "  " + side.name(),
                side.reached(phase),
                score.failed(),
                score.refused(),
                Numbers.share(score.goodPercent()),
                Numbers.share(score.inTimePercent()),
                Numbers.millis(score.goodMillis(0.5)),
                Numbers.millis(score.goodMillis(0.99)),
                Numbers.millis(score.goodMillis(0.999)),
                Numbers.millis(score.endedMillis(0.99)));
    }
}
