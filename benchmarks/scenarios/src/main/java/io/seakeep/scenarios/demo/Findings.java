package io.seakeep.scenarios.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the table says, in words made from its numbers, and what it does not say. */
final class Findings {

    private static final int INDENT = 2;

    /** Calls that are sent later than this say more of the machine than of the dependency. */
    private static final double LATE_MILLIS = 20;

    private final List<Phase> phases;
    private final Side plain;
    private final Side guarded;

    Findings(List<Phase> phases, Side plain, Side guarded) {
        this.phases = phases;
        this.plain = plain;
        this.guarded = guarded;
    }

    List<String> lines(OpenLoop load) {
        List<String> texts = new ArrayList<>();
        texts.add(gain());
        if (guarded.board().sum(Score::refused) > 0) {
            texts.add(spared());
        }
        if (guarded.score(phases.size() - 1).refused() > 0) {
            texts.add(price());
        }
        texts.add(method(load));
        long open = plain.board().open() + guarded.board().open();
        if (open > 0) {
            texts.add(open + " calls had not ended when this was printed; they stand only under calls.");
        }
        texts.add(
                "Not to be seen here: how much you would gain. One machine ran everything, one dependency failed in one "
                        + "way for a minute, and the breaker's times are short, so that a minute is enough.");
        return texts.stream()
                .flatMap(text -> Paragraph.of("- " + text, INDENT).stream())
                .toList();
    }

    private String gain() {
        return String.format(
                "Of %d calls, %d had a good answer within a second without Seakeep, and %d with it.",
                guarded.board().sum(Score::calls),
                plain.board().sum(Score::inTime),
                guarded.board().sum(Score::inTime));
    }

    private String spared() {
        int worst = 0;
        for (int phase = 1; phase < phases.size(); phase++) {
            if (guarded.score(phase).refused() > guarded.score(worst).refused()) {
                worst = phase;
            }
        }
        Score score = guarded.score(worst);
        return String.format(
                "Most was refused in the phase \"%s\": %d of %d calls, of which 99 %% knew within %s ms; %d reached the "
                        + "dependency, and %d of the other client's.",
                phases.get(worst).name(),
                score.refused(),
                score.calls(),
                Numbers.millis(score.refusedMillis(0.99)),
                guarded.reached(worst),
                plain.reached(worst));
    }

    private String price() {
        int last = phases.size() - 1;
        return String.format(
                "The price: %d calls were refused in the phase \"%s\", by a breaker that lets calls back in little by little. "
                        + "A refused call is lost, unless its caller has something else to do. A slow tail it leaves alone.",
                guarded.score(last).refused(), phases.get(last).name());
    }

    private static String method(OpenLoop load) {
        return String.format(
                Locale.ROOT,
                "Times count from when a call was due in a schedule that waits for nobody; 99 %% of the calls were sent at most "
                        + "%s ms after that%s.",
                Numbers.millis(load.latenessMillis(0.99)),
                load.latenessMillis(0.99) > LATE_MILLIS
                        ? ". That is late: the machine was busy with other things, and the tails show it"
                        : "");
    }
}
