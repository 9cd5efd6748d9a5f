package io.seakeep;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the policies of one pipeline tell each other without knowing each other: that there is more to do than can be done. Who raises a
 * signal lowers it. Policies think in the order of their {@link Position}s, so what the breaker and the bulkhead raise on a tick, those
 * after them read on the same one.
 *
 * <p>Safe for use by many threads; one volatile read to look.
 */
public final class Signals {

    private final AtomicInteger raised = new AtomicInteger();

    /** With none of them raised; for whoever tests a policy of his own. */
    public Signals() {}

    /** What there is to tell. */
    public enum Signal {
        /** The breaker keeps some or all attempts away from the dependency. One that only observes says nothing. */
        BREAKER_OPEN,
        /** Somebody was kept out since the last tick, because too many were at it already. One that only observes says nothing. */
        BULKHEAD_FULL
    }

    /** Says so. */
    public void raise(Signal signal) {
        raised.getAndUpdate(bits -> bits | 1 << signal.ordinal());
    }

    /** Says so no longer. */
    public void lower(Signal signal) {
        raised.getAndUpdate(bits -> bits & ~(1 << signal.ordinal()));
    }

    /** Says nothing. */
    void lowerAll() {
        raised.set(0);
    }

    /** Whether this one is raised. */
    public boolean isRaised(Signal signal) {
        return (raised.get() & 1 << signal.ordinal()) != 0;
    }

    /** Whether any is raised. */
    public boolean anyRaised() {
        return raised.get() != 0;
    }
}
