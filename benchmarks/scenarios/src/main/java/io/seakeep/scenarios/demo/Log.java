package io.seakeep.scenarios.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Progress where nobody watches: a line every two seconds, under a heading. */
final class Log implements Display {

    private final PrintStream out;
    private final Course course;
    private final List<Side> sides;
    private final Supplier<String> breaker;
    private boolean isHeaded;

    Log(PrintStream out, Course course, List<Side> sides, Supplier<String> breaker) {
        this.out = out;
        this.course = course;
        this.sides = sides;
        this.breaker = breaker;
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(2);
    }

    /** The first time shows what the columns are, for there is nothing else to show yet. */
    @Override
    public void show(long nowNanos) {
        if (!isHeaded) {
            heading();
            sides.forEach(side -> side.board().recent().look(nowNanos));
            return;
        }
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%4.0f s  %-15s",
                course.secondsAt(nowNanos),
                course.phaseAt(nowNanos).name()));
        for (Side side : sides) {
            Recent.View view = side.board().recent().look(nowNanos);
            line.append(String.format(
                    "%7s %6s %7s ",
                    Numbers.share(view.successPercent()),
                    Numbers.whole(view.p99Millis()),
                    side.board().open()));
        }
        out.println(line.append(' ').append(breaker.get()));
    }

    @Override
    public void showEnd(long nowNanos) {
        // A line came a moment ago, and it was on a line of its own.
    }

    private void heading() {
        StringBuilder names = new StringBuilder(" ".repeat(23));
        StringBuilder columns = new StringBuilder("  time  phase          ");
        for (Side side : sides) {
            names.append(String.format("%21s ", side.board().client()));
            columns.append(String.format("%7s %6s %7s ", "good %", "p99 ms", "waiting"));
        }
        out.println(names.toString().stripTrailing());
        out.println(columns + " breaker");
        isHeaded = true;
    }
}
