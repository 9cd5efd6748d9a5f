package io.seakeep.breaker;

import io.seakeep.Tick;

/**
 * What there is to judge on a tick while the breaker is closed.
 *
 * @param counts what ended since the tick before and is evidence
 * @param answers how many attempts the dependency answered in whatever way since the tick before
 * @param window the counts of this tick and those before it
 * @param calmSinceNanos since when the breaker is closed and the process has not stood still, or when it will have settled
 */
record Observation(Tick tick, Counts counts, long answers, CountWindow window, long calmSinceNanos) {

    long nowNanos() {
        return tick.nowNanos();
    }

    boolean isPaused() {
        return tick.pausedNanos() > 0;
    }

    /** Whether all that is in the tracker's window ended while the breaker was closed and the process ran. */
    boolean isWindowCalm() {
        return nowNanos() - calmSinceNanos >= tick.window().spanNanos();
    }
}
