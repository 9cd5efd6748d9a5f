package io.seakeep.breaker;

import io.seakeep.Durations;

/**
 * How many attempts ended during a time, and how many of them badly.
 *
 * @param attempts those that ended in a success, a failure or a timeout; nothing else is evidence
 * @param failures those of them that failed or timed out
 * @param stalled those of the failures that timed out sooner than a stall may last, so that they may be no more than that
 * @param spanNanos the time in which they ended
 */
record Counts(long attempts, long failures, long stalled, long spanNanos) {

    static final Counts NONE = new Counts(0, 0, 0);

    /** Without any that may be a stall. */
    Counts(long attempts, long failures, long spanNanos) {
        this(attempts, failures, 0, spanNanos);
    }

    /** What is left when a stall is no failure. */
    Counts withoutStalled() {
        return new Counts(attempts - stalled, failures - stalled, spanNanos);
    }

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
