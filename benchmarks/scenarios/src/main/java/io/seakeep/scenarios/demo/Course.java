package io.seakeep.scenarios.demo;

import java.time.Duration;
import java.util.List;

/** Which phase it is at what time. Safe for use by many threads. */
final class Course {

    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final List<Phase> phases;
    private volatile long startNanos = NOT_BEGUN;

    Course(List<Phase> phases) {
        this.phases = List.copyOf(phases);
    }

    /** The first phase begins now; until here everything was preparation. */
    void begin() {
        startNanos = System.nanoTime();
    }

    List<Phase> phases() {
        return phases;
    }

    boolean hasBegun() {
        return startNanos != NOT_BEGUN;
    }

    long startNanos() {
        return startNanos;
    }

    long endNanos() {
        return startNanos + total().toNanos();
    }

    Duration total() {
        return phases.stream().map(Phase::duration).reduce(Duration.ZERO, Duration::plus);
    }

    double secondsAt(long nowNanos) {
        return (nowNanos - startNanos) / 1e9;
    }

    Phase phaseAt(long nowNanos) {
        return phases.get(at(nowNanos));
    }

    /** The phase's index: the first one's before the course has begun, and the last one's for what is on its way at the end. */
    int at(long nowNanos) {
        if (!hasBegun()) {
            return 0;
        }
        long elapsed = nowNanos - startNanos;
        for (int i = 0; i < phases.size(); i++) {
            elapsed -= phases.get(i).duration().toNanos();
            if (elapsed < 0) {
                return i;
            }
        }
        return phases.size() - 1;
    }
}
