package io.seakeep.scenarios.demo;

import io.seakeep.scenarios.demo.Scoreboard.Score;
import java.util.List;
import java.util.Locale;

/** The result as a person reads it. */
final class ResultTable {

    private static final String ROW = "%-15s %-10s %6s %8s %8s %8s %8s %9s %9s %9s%n";

    private final List<Phase> phases;

    ResultTable(List<Phase> phases) {
        this.phases = phases;
    }

    /** One client's column of the result: its calls and what reached its dependency. */
    record Side(Scoreboard board, DegradingServer server) {}

    String render(List<Side> sides) {
        StringBuilder text = new StringBuilder(2_000);
        text.append(String.format(
                ROW,
                "phase",
                "client",
                "calls",
                "reached",
                "failed",
                "refused",
                "success",
                "p50 ms",
                "p99 ms",
                "p99.9 ms"));
        text.append("-".repeat(100)).append(System.lineSeparator());
        for (int phase = 0; phase < phases.size(); phase++) {
            String name = phases.get(phase).name();
            for (Side side : sides) {
                text.append(row(name, phase, side));
                name = "";
            }
        }
        return text.toString();
    }

    private static String row(String name, int phase, Side side) {
        Score score = side.board().of(phase);
        return String.format(
                ROW,
                name,
                side.board().client(),
                score.calls(),
                side.server().reached(phase),
                score.failed() + score.open(),
                score.refused(),
                score.calls() == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.1f %%", 100.0 * score.useful() / score.calls()),
                millis(score.quantileMillis(0.5)),
                millis(score.quantileMillis(0.99)),
                millis(score.quantileMillis(0.999)));
    }

    private static String millis(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, value < 99.5 ? "%.1f" : "%.0f", value);
    }
}
