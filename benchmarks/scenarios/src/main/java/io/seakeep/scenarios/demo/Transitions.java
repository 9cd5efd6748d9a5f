package io.seakeep.scenarios.demo;

import io.seakeep.Mode;
import io.seakeep.SeakeepEvent;
import io.seakeep.SeakeepListener;
import io.seakeep.breaker.BreakerTransition;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what the breaker did, when and why. */
final class Transitions implements SeakeepListener {

    private static final int INDENT = 12;

    private final Course course;
    private final List<Transition> seen = new CopyOnWriteArrayList<>();

    Transitions(Course course) {
        this.course = course;
    }

    private record Transition(long nanos, BreakerTransition event) {}

    @Override
    public void onEvent(SeakeepEvent event) {
        if (event instanceof BreakerTransition transition) {
            seen.add(new Transition(System.nanoTime(), transition));
        }
    }

    /** In the order in which they came, broken to fit a terminal. */
    List<String> lines() {
        return seen.stream()
                .flatMap(transition -> Paragraph.of(describe(transition), INDENT).stream())
                .toList();
    }

    private String describe(Transition transition) {
        BreakerTransition event = transition.event();
        return String.format(
                Locale.ROOT,
                "  %5.1f s   %s -> %s%s: %s",
                course.secondsAt(transition.nanos()),
                event.from(),
                event.to(),
                event.mode() == Mode.OBSERVE ? " (observed only)" : "",
                event.reason());
    }
}
