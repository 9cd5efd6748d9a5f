package io.seakeep.breaker;

import java.util.concurrent.TimeUnit;

/**
 * When the first attempt of a run of failures began, and of which run, in one long: 22 bits that number the run as in {@link RunWord}, and 42
 * bits of milliseconds. It is written after the run has begun, by the thread whose attempt began it; so who reads it may find an older
 * run's, and then does not know. If that thread is so late that it overwrites a newer run's, the next attempt that failed takes its own beginning
 * for the run's: that is too late, never too early.
 */
final class RunStart {

    static final long NONE = -1;

    private static final int MILLIS_BITS = 42;
    private static final long MILLIS_MASK = (1L << MILLIS_BITS) - 1;

    private RunStart() {}

    /** @param nanos since the phase began; an attempt may have begun before it */
    static long of(long word, long nanos) {
        long millis = Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos));
        return (RunWord.run(word) << MILLIS_BITS) | (millis & MILLIS_MASK);
    }

    /** Whether it says when that run began. */
    static boolean isOf(long start, long word) {
        return start >>> MILLIS_BITS == RunWord.run(word);
    }

    /** Whether that run began so long ago, at {@code nanos} since the phase began; false if it is not known. */
    static boolean isOlder(long start, long word, long ageNanos, long nanos) {
        return isOf(start, word) && nanos - TimeUnit.MILLISECONDS.toNanos(start & MILLIS_MASK) >= ageNanos;
    }
}
