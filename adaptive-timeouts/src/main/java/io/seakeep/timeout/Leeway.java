package io.seakeep.timeout;

import io.seakeep.timeout.TimeoutRule.Passing;

/**
 * What attempts get beyond the derived timeout: the longest one while the breaker is open or recovers, and half as much every two seconds after
 * that, until the derived one is reached.
 *
 * <p>When a breaker closes, its dependency gets all its calls for the first time, and with others that recover as well it gets more yet. Were
 * the timeout to fall at once, it would fall to what a few probes took, and cut off most of what now takes longer.
 *
 * <p>For one thread at a time.
 */
final class Leeway {

    private static final double HALVING_NANOS = 2e9;

    private long nanos;

    /** Whether attempts had more than the derived timeout of late. */
    boolean isLeft() {
        return nanos > 0;
    }

    /**
     * The timeout for attempts that begin from now on.
     *
     * @param spanNanos how long ago it was asked last
     */
    long timeoutNanos(Passing passing, long derivedNanos, long maxNanos, long spanNanos) {
        nanos = passing == Passing.PROBES ? maxNanos : shrunk(derivedNanos, maxNanos, spanNanos);
        return Math.max(nanos, derivedNanos);
    }

    private long shrunk(long derivedNanos, long maxNanos, long spanNanos) {
        long left = Math.min(maxNanos, (long) (nanos * Math.pow(0.5, spanNanos / HALVING_NANOS)));
        return left > derivedNanos ? left : 0;
    }
}
