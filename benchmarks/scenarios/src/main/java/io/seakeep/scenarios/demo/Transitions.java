package io.seakeep.scenarios.demo;

import io.seakeep.SeakeepEvent;
import io.seakeep.SeakeepListener;
import io.seakeep.breaker.BreakerTransition;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what the breaker did and when. */
final class Transitions implements SeakeepListener {

    private final Course course;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Transitions(Course course) {
        this.course = course;
    }

    @Override
    public void onEvent(SeakeepEvent event) {
        if (event instanceof BreakerTransition transition) {
            double seconds = (System.nanoTime() - course.startNanos()) / 1e9;
            lines.add(String.format(
                    Locale.ROOT,
                    "%6.1f s  %-10s -> %-10s %s%s",
                    seconds,
                    transition.from(),
                    transition.to(),
                    transition.reason(),
                    transition.mode() == io.seakeep.Mode.OBSERVE ? " (observed only)" : ""));
        }
    }

    List<String> lines() {
        return lines;
    }
}
