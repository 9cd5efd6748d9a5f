package io.seakeep.breaker;

import io.seakeep.Durations;

/**
 * How many attempts ended during a time, and how many of them badly.
 *
 * @param attempts those that ended in a success, a failure or a timeout; nothing else is evidence
 * @param failures those of them that failed or timed out
 * @param spanNanos the time in which they ended
 */
record Counts(long attempts, long failures, long spanNanos) {

    static final Counts NONE = new Counts(0, 0, 0);

    /** The share that failed, or zero when there is nothing. */
    double failureRate() {
        return attempts == 0 ? 0 : (double) failures / attempts;
    }

    double attemptsPerSecond() {
        return spanNanos == 0 ? 0 : attempts * 1e9 / spanNanos;
    }

    long successes() {
        return attempts - failures;
    }

    /** In words, the limit included. */
    String describe(double limit) {
        return failures + " of " + attempts + " attempts failed (" + Percent.of(failures, attempts) + ", limit "
                + Percent.of(limit) + ") in the last " + Durations.format(spanNanos);
    }
}
