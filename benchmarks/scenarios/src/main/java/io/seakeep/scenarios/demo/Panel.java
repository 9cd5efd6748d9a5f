package io.seakeep.scenarios.demo;

import io.seakeep.scenarios.demo.Score.Ending;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Progress for a person: lines that stay in place on a terminal of 80 columns and 24 rows. */
final class Panel implements Display {

    private static final String LABEL = "  %-28s";
    private static final String STRIP_LABEL = "  %-14s";
    private static final String CELL = "%16s";
    private static final int NOTES = 3;
    private static final int NOTE_WIDTH = 99;

    /** What a call of that second has come to is known when its caller has lost patience. */
    private static final double KNOWN_AFTER_SECONDS = Known.PATIENCE.toMillis() / 1e3;

    private static final List<Row> CALLS = List.of(
            new Row("good within 1 s, per s", now -> Numbers.whole(now.rate(Ending.GOOD))),
            new Row("good, but later, per s", now -> Numbers.whole(now.rate(Ending.LATE))),
            new Row("failed, per s", now -> Numbers.whole(now.rate(Ending.FAILED))),
            new Row("refused at once, per s", now -> Numbers.whole(now.rate(Ending.REFUSED))),
            new Row("p50 / p99 of the good, ms", now -> now.millis(0.5) + " / " + now.millis(0.99)),
            new Row("callers waiting now", now -> Long.toString(now.side.board().open())),
            new Row("requests sent, per s", now -> Numbers.whole(now.sent)));
    private static final List<Row> POLICIES = List.of(
            new Row("breaker", now -> now.stance.breaker()),
            new Row("limit at once", now -> Numbers.whole(now.stance.limit())),
            new Row("timeout, ms", now -> Numbers.whole(now.stance.timeoutMillis())),
            new Row("retries so far", now -> Numbers.whole(now.stance.retries())),
            new Row("hedges so far: sent, won", Now::hedges),
            new Row("hedge after, ms", now -> Numbers.whole(now.stance.hedgeMillis())));

    private final PrintStream out;
    private final Strip strip;
    private final Course course;
    private final List<Side> sides;
    private final List<Rate> sent;
    private final Diary diary;
    private int linesShown;

    Panel(PrintStream out, Charset charset, Course course, List<Side> sides, Diary diary) {
        this.out = out;
        this.strip = new Strip(charset);
        this.course = course;
        this.sides = sides;
        this.sent = sides.stream().map(side -> new Rate()).toList();
        this.diary = diary;
    }

    private record Row(String label, Function<Now, String> cell) {

        String of(List<Now> sides) {
            return row(label, sides.stream().map(cell).toList());
        }
    }

    /** One side at this moment. */
    private record Now(Side side, Recent.View view, Stance stance, double sent) {

        double rate(Ending ending) {
            return view.rate(ending);
        }

        String millis(double quantile) {
            return Numbers.whole(view.millis(quantile));
        }

        String hedges() {
            return Double.isNaN(stance.hedges())
                    ? Numbers.whole(Double.NaN)
                    : Numbers.whole(stance.hedges()) + ", " + Numbers.whole(stance.hedgesWon());
        }
    }

    @Override
    public Duration period() {
        return Duration.ofMillis(250);
    }

    @Override
    public void show(long nowNanos) {
        List<String> lines = lines(nowNanos);
        StringBuilder frame = new StringBuilder(4_000).append(Ansi.NO_WRAP).append(Ansi.up(linesShown));
        lines.forEach(line -> frame.append(line).append(Ansi.CLEAR_REST_OF_LINE).append(System.lineSeparator()));
        out.print(frame.append(Ansi.WRAP));
        out.flush();
        linesShown = lines.size();
    }

    @Override
    public void showEnd(long nowNanos) {
        show(nowNanos);
    }

    private List<String> lines(long nowNanos) {
        double elapsed = course.secondsAt(nowNanos);
        List<String> lines = new ArrayList<>();
        lines.add(title(nowNanos, elapsed));
        lines.add(String.format(STRIP_LABEL, "good in 1 s") + phaseNames());
        for (Side side : sides) {
            lines.add(String.format(STRIP_LABEL, side.name())
                    + strip.draw(side.board().seconds(), (int) (elapsed - KNOWN_AFTER_SECONDS)));
        }
        lines.add(Ansi.BOLD + row("", sides.stream().map(Side::name).toList()) + Ansi.PLAIN);
        List<Now> now = now(nowNanos);
        CALLS.forEach(row -> lines.add(row.of(now)));
        lines.add("");
        POLICIES.forEach(row -> lines.add(row.of(now)));
        List<String> notes = diary.since(Math.max(0, diary.size() - NOTES));
        for (int i = 0; i < NOTES; i++) {
            lines.add(i < notes.size() ? Paragraph.clipped(notes.get(i), NOTE_WIDTH) : "");
        }
        return lines;
    }

    private String title(long nowNanos, double elapsed) {
        double total = course.total().toMillis() / 1e3;
        Phase phase = course.phaseAt(nowNanos);
        return String.format(
                Locale.ROOT,
                "  %2.0f of %.0f s   %s",
                elapsed,
                total,
                elapsed < total
                        ? Ansi.BOLD + phase.name() + Ansi.PLAIN + ": " + phase.what()
                        : "over; waiting for the last answers");
    }

    /** Each where it begins, a column for a second. */
    private String phaseNames() {
        StringBuilder names = new StringBuilder();
        for (Phase phase : course.phases()) {
            int width = (int) Math.max(1, phase.duration().toSeconds());
            names.append(String.format("%-" + width + "." + width + "s", phase.name()));
        }
        return names.toString();
    }

    private List<Now> now(long nowNanos) {
        List<Now> now = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            Side side = sides.get(i);
            now.add(new Now(
                    side,
                    side.board().recent().look(nowNanos),
                    side.client().stance(),
                    sent.get(i).look(nowNanos, side.server().reached())));
        }
        return now;
    }

    private static String row(String label, List<String> cells) {
        StringBuilder row = new StringBuilder(String.format(LABEL, label));
        cells.forEach(cell -> row.append(String.format(CELL, cell)));
        return row.toString();
    }
}
