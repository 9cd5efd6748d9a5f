package io.seakeep.scenarios.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the table says, in words made from its numbers, and what it does not say. */
final class Findings {

    private static final int INDENT = 2;

    /** Shares nearer to each other than this, in percent, are as good as the same in so few calls. */
    private static final double ALIKE = 1;

    /** Calls that are sent later than this say more of the machine than of the dependency. */
    private static final double LATE_MILLIS = 20;

    private final List<Phase> phases;
    private final List<Side> others;
    private final Side ours;

    Findings(List<Phase> phases, List<Side> others, Side ours) {
        this.phases = phases;
        this.others = others;
        this.ours = ours;
    }

    List<String> lines(OpenLoop load) {
        List<String> texts = new ArrayList<>();
        texts.add(inTime());
        others.forEach(other -> texts.add(beside(other)));
        phasesWithTails().forEach(phase -> texts.add(tail(phase)));
        texts.add(extras());
        if (ours.board().sum(Score::refused) > 0) {
            texts.add(spared());
        }
        if (all().stream().anyMatch(side -> side.score(phases.size() - 1).refused() > 0)) {
            texts.add(price());
        }
        texts.add(method(load));
        long open = all().stream().mapToLong(side -> side.board().open()).sum();
        if (open > 0) {
            texts.add(open + " calls had not ended when this was printed; they stand only among the calls.");
        }
        texts.add(
                "Not to be seen here: how much you would gain. One machine ran everything, one dependency failed in the "
                        + "ways that were chosen, for seconds, and the times of both breakers are short, so that a minute "
                        + "is enough.");
        return texts.stream()
                .flatMap(text -> Paragraph.of("- " + text, INDENT).stream())
                .toList();
    }

    private List<Side> all() {
        List<Side> all = new ArrayList<>(others);
        all.add(ours);
        return all;
    }

    private String inTime() {
        return String.format(
                "Of %d calls of each client these had a good answer within a second: %s.",
                ours.board().sum(Score::calls),
                each(side -> Long.toString(side.board().sum(Score::inTime))));
    }

    private String each(Function<Side, String> figure) {
        return all().stream()
                .map(side -> side.name() + " " + figure.apply(side))
                .collect(Collectors.joining(", "));
    }

    /** Where each of the two did better, by what is of use to callers. */
    private String beside(Side other) {
        List<String> more = new ArrayList<>();
        List<String> fewer = new ArrayList<>();
        List<String> alike = new ArrayList<>();
        for (int phase = 0; phase < phases.size(); phase++) {
            double here = ours.score(phase).inTimePercent();
            double there = other.score(phase).inTimePercent();
            String name = "\"" + phases.get(phase).name() + "\"";
            if (Math.abs(here - there) < ALIKE) {
                alike.add(name);
            } else {
                (here > there ? more : fewer)
                        .add(String.format("%s (%s to %s %%)", name, Numbers.share(here), Numbers.share(there)));
            }
        }
        String comparison = Stream.of(list("more in ", more), list("fewer in ", fewer), list("as many in ", alike))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return String.format("%s beside %s, in time: %s.", ours.name(), other.name(), comparison);
    }

    private static String list(String how, List<String> phases) {
        return phases.isEmpty() ? "" : how + String.join(", ", phases);
    }

    private List<Integer> phasesWithTails() {
        return IntStream.range(0, phases.size())
                .filter(phase -> phases.get(phase).behaviour().tailShare() > 0)
                .boxed()
                .toList();
    }

    private String tail(int phase) {
        return String.format(
                "In \"%s\" one good answer in a hundred took longer than so many ms: %s.",
                phases.get(phase).name(),
                each(side -> Numbers.millis(side.score(phase).goodMillis(0.99))));
    }

    private String extras() {
        return "Sent besides first attempts: "
                + all().stream().map(Findings::extras).collect(Collectors.joining("; ")) + ".";
    }

    private static String extras(Side side) {
        Stance stance = side.client().stance();
        String retries = Double.isNaN(stance.retries()) ? "nothing" : Numbers.whole(stance.retries()) + " retries";
        String hedges = Double.isNaN(stance.hedges())
                ? ""
                : ", " + Numbers.whole(stance.hedges()) + " hedges, of which " + Numbers.whole(stance.hedgesWon())
                        + " were the answer";
        return side.name() + " " + retries + hedges;
    }

    private String spared() {
        int worst = 0;
        for (int phase = 1; phase < phases.size(); phase++) {
            if (ours.score(phase).refused() > ours.score(worst).refused()) {
                worst = phase;
            }
        }
        int phase = worst;
        Score score = ours.score(phase);
        return String.format(
                "%s refused most in \"%s\": %d of %d calls, 99 %% of them within %s ms. A refused call is lost, unless its caller has "
                        + "something else to do. Requests that reached the dependency in that phase: %s.",
                ours.name(),
                phases.get(phase).name(),
                score.refused(),
                score.calls(),
                Numbers.millis(score.refusedMillis(0.99)),
                each(side -> Long.toString(side.reached(phase))));
    }

    private String price() {
        int last = phases.size() - 1;
        return String.format(
                "In \"%s\" so many calls were refused still: %s. The breaker of %s lets calls back in little by little, which a "
                        + "dependency that is well at once has no need of.",
                phases.get(last).name(),
                each(side -> Long.toString(side.score(last).refused())),
                ours.name());
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
