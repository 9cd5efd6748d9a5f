package io.seakeep.scenarios.demo;

import io.seakeep.scenarios.demo.Scoreboard.Score;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Shows how it goes: a few lines that stay in place on a terminal, and a line every few seconds elsewhere. */
final class Progress {

    private static final long TERMINAL_PERIOD_NANOS = 250_000_000L;
    private static final long PLAIN_PERIOD_NANOS = 4_000_000_000L;
    private static final int BAR = 30;

    private final PrintStream out;
    private final Course course;
    private final List<ResultTable.Side> sides;
    private final boolean terminal;
    private long shownNanos;
    private boolean shown;

    Progress(PrintStream out, Course course, List<ResultTable.Side> sides) {
        this.out = out;
        this.course = course;
        this.sides = sides;
        this.terminal = isTerminal();
        this.shownNanos = course.startNanos() - PLAIN_PERIOD_NANOS;
    }

    private static boolean isTerminal() {
        String term = System.getenv("TERM");
        return System.console() != null && term != null && !term.equals("dumb") && System.getenv("CI") == null;
    }

    void showIfDue(String state) {
        long now = System.nanoTime();
        if (now - shownNanos < (terminal ? TERMINAL_PERIOD_NANOS : PLAIN_PERIOD_NANOS)) {
            return;
        }
        shownNanos = now;
        List<String> lines = terminal ? panel(now, state) : List.of(line(now, state));
        if (terminal && shown) {
            out.print("\u001b[" + lines.size() + "A");
        }
        lines.forEach(line -> out.println(terminal ? line + "\u001b[K" : line));
        out.flush();
        shown = true;
    }

    private List<String> panel(long now, String state) {
        double done = Math.min(1, (double) (now - course.startNanos()) / course.totalNanos());
        int filled = (int) (done * BAR);
        return List.of(
                String.format(
                        Locale.ROOT,
                        "  [%s%s] %3.0f s   dependency: %s",
                        "#".repeat(filled),
                        ".".repeat(BAR - filled),
                        (now - course.startNanos()) / 1e9,
                        phase(now).name()),
                side(now, sides.get(0), ""),
                side(now, sides.get(1), "   breaker " + state));
    }

    private String side(long now, ResultTable.Side side, String more) {
        Score score = side.board().of(course.at(now));
        return String.format(
                Locale.ROOT,
                "  %-10s useful %5d of %5d   refused %5d   p99 %7.1f ms   waiting %5d%s",
                side.board().client(),
                score.useful(),
                score.calls(),
                score.refused(),
                Double.isNaN(score.quantileMillis(0.99)) ? 0 : score.quantileMillis(0.99),
                side.board().open(),
                more);
    }

    private String line(long now, String state) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%4.0f s  %-15s",
                (now - course.startNanos()) / 1e9,
                phase(now).name()));
        for (ResultTable.Side side : sides) {
            Score score = side.board().of(course.at(now));
            text.append(String.format(
                    Locale.ROOT,
                    " | %s %d/%d useful, %d waiting",
                    side.board().client(),
                    score.useful(),
                    score.calls(),
                    side.board().open()));
        }
        return text.append(" | breaker ").append(state).toString();
    }

    private Phase phase(long now) {
        return course.phases().get(course.at(now));
    }
}
