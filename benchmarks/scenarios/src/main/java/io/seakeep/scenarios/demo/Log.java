package io.seakeep.scenarios.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Progress where nobody watches: a line every two seconds under a heading, and one for what a breaker does. */
final class Log implements Display {

    private final PrintStream out;
    private final Course course;
    private final List<Side> sides;
    private final Diary diary;
    private int notesShown;
    private boolean isHeaded;

    Log(PrintStream out, Course course, List<Side> sides, Diary diary) {
        this.out = out;
        this.course = course;
        this.sides = sides;
        this.diary = diary;
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
        notes();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%3.0f s %-10s",
                course.secondsAt(nowNanos),
                course.phaseAt(nowNanos).name()));
        for (Side side : sides) {
            Recent.View view = side.board().recent().look(nowNanos);
            line.append(String.format(
                    "%8s%6s%6s ",
                    Numbers.share(view.inTimePercent()),
                    Numbers.whole(view.millis(0.99)),
                    side.board().open()));
        }
        out.println(line.toString().stripTrailing());
    }

    @Override
    public void showEnd(long nowNanos) {
        notes();
    }

    private void notes() {
        List<String> notes = diary.since(notesShown);
        notes.forEach(note -> out.println(Paragraph.clipped(note, Paragraph.WIDTH)));
        notesShown += notes.size();
    }

    private void heading() {
        StringBuilder names = new StringBuilder(" ".repeat(16));
        StringBuilder columns = new StringBuilder(String.format("%5s %-10s", "time", "phase"));
        for (Side side : sides) {
            names.append(String.format("%20s ", side.name()));
            columns.append(String.format("%8s%6s%6s ", "in 1 s %", "p99", "open"));
        }
        out.println(names.toString().stripTrailing());
        out.println(columns.toString().stripTrailing());
        isHeaded = true;
    }
}
