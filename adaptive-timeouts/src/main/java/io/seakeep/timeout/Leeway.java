package io.seakeep.timeout;

import io.seakeep.timeout.TimeoutRule.Passing;

/**
 * What attempts get beyond the derived timeout, for a time that is soon over: it is half as much every two seconds, until the derived one is
 * reached.
 *
 * <p><b>The longest timeout</b> while the breaker is open or recovers. When it closes, its dependency gets all its calls for the first time, and
 * with others that recover as well it gets more yet. Were the timeout to fall at once, it would fall to what a few probes took, and cut off most
 * of what now takes longer.
 *
 * <p><b>Some of it</b> where most of what ended within a tick had overrun the timeout. That is no tail: all wait for the same thing, a queue or a
 * collection of garbage, and those that are cut off and sent again wait behind themselves.
 *
 * <p>For one thread at a time.
 */
final class Leeway {

    private static final double HALVING_NANOS = 2e9;

    /** With less, fewer stalls are bridged; with more, callers of what hangs wait longer (decision 0044). */
    private static final double TIMES_DERIVED = 3.5;

    private long nanos;
    private boolean isOfProbes;

    /** What passed of late, where this passes now: those that had more time may be ending only now. */
    Passing passed(Passing now) {
        if (nanos == 0) {
            return now;
        }
        return isOfProbes ? Passing.PROBES : Passing.RELIEVED;
    }

    /** So much time has passed. */
    void shrink(long spanNanos) {
        nanos = (long) (nanos * Math.pow(0.5, spanNanos / HALVING_NANOS));
    }

    /** The breaker is not closed. */
    void giveLongest(long maxNanos) {
        nanos = maxNanos;
        isOfProbes = true;
    }

    /** Most of what ended had overrun the derived timeout, which was this before it began to grow. */
    void giveSome(long steadyNanos) {
        long some = (long) (TIMES_DERIVED * steadyNanos);
        if (some > nanos) {
            nanos = some;
            isOfProbes = false;
        }
    }

    /** The timeout for attempts that begin from now on. */
    long timeoutNanos(long derivedNanos, long maxNanos) {
        boolean isOfNoUse = derivedNanos >= maxNanos && !isOfProbes; // and would only keep the rule from learning
        if (nanos <= derivedNanos || isOfNoUse) {
            nanos = 0;
            isOfProbes = false;
        }
        return Math.max(derivedNanos, Math.min(maxNanos, nanos));
    }
}
