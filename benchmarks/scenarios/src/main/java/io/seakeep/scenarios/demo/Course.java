package io.seakeep.scenarios.demo;

import java.util.List;

/** Which phase it is at what time. */
final class Course {

    private final List<Phase> phases;
    private volatile long startNanos;
    private volatile boolean begun;

    Course(List<Phase> phases) {
        this.phases = List.copyOf(phases);
        this.startNanos = System.nanoTime();
    }

    /** The first phase begins now; until here everything was preparation. */
    void begin() {
        startNanos = System.nanoTime();
        begun = true;
    }

    List<Phase> phases() {
        return phases;
    }

    long startNanos() {
        return startNanos;
    }

    long totalNanos() {
        return phases.stream().mapToLong(phase -> phase.duration().toNanos()).sum();
    }

    /** The phase's index: the first one's before the course has begun, the last one's when all are over, for what is still on its way. */
    int at(long nowNanos) {
        if (!begun) {
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
