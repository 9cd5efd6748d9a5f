package io.seakeep.scenarios.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Progress for a person: a few lines that stay in place on a terminal. */
final class Panel implements Display {

    private static final int BAR = 30;
    private static final String ROW = "  %-10s %8s %11s %10s %9s %8s %11s";
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintStream out;
    private final Course course;
    private final List<Side> sides;
    private final Supplier<String> breaker;
    private int linesShown;

    Panel(PrintStream out, Course course, List<Side> sides, Supplier<String> breaker) {
        this.out = out;
        this.course = course;
        this.sides = sides;
        this.breaker = breaker;
    }

    @Override
    public Duration period() {
        return Duration.ofMillis(250);
    }

    @Override
    public void show(long nowNanos) {
        List<String> lines = lines(nowNanos);
        StringBuilder frame = new StringBuilder(1_000).append(NO_WRAP);
        if (linesShown > 0) {
            frame.append("\u001b[").append(linesShown).append('A');
        }
        lines.forEach(line -> frame.append(line).append(CLEAR_REST).append(System.lineSeparator()));
        out.print(frame.append(WRAP));
        out.flush();
        linesShown = lines.size();
    }

    @Override
    public void showEnd(long nowNanos) {
        show(nowNanos);
    }

    private List<String> lines(long nowNanos) {
        double total = course.total().toMillis() / 1e3;
        double elapsed = course.secondsAt(nowNanos);
        int filled = (int) (Math.min(1, elapsed / total) * BAR);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "  %s%s %3.0f of %.0f s   %s",
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                elapsed,
                total,
                elapsed < total ? course.phaseAt(nowNanos).name() : "over; waiting for the last answers"));
        lines.add("");
        lines.add(String.format(ROW, "", "good/s", "refused/s", "failed/s", "good %", "p99 ms", "in flight"));
        for (Side side : sides) {
            lines.add(row(side.board(), nowNanos));
        }
        lines.add("  breaker    " + breaker.get());
        return lines;
    }

    private static String row(Scoreboard board, long nowNanos) {
        Recent.View view = board.recent().look(nowNanos);
        return String.format(
                ROW,
                board.client(),
                Numbers.whole(view.good()),
                Numbers.whole(view.refused()),
                Numbers.whole(view.failed()),
                Numbers.share(view.successPercent()),
                Numbers.millis(view.p99Millis()),
                board.open());
    }
}
