package io.seakeep;

import io.seakeep.latency.Outcome;

/** The attempts of a dependency beyond the first of each call, and how many more of them there may be. Safe for many threads. */
interface ExtraAttempts extends ActivePolicy {

    /** The name by which a budget goes in rejections. */
    String NAME = "attempt-budget";

    Measurement LEFT = Measurement.of(
            "seakeep.budget.left", "Retries and hedges that could start now without going beyond the budget");

    /** Whether it was a budget that refused. */
    static boolean refused(Throwable refusal) {
        return refusal instanceof CallRejectedException rejection
                && rejection.policy().equals(NAME);
    }

    /** Goes on as another budget, with all that it has counted. Called between ticks; false if it cannot. */
    boolean become(AttemptBudget budget);

    /** Whether another could start now. It may be gone by the time it does. */
    boolean mayStart(long nowNanos);

    /** Charges for an attempt that starts now, or refuses it. What was charged is to {@linkplain #ended end} once. */
    boolean tryStart(long nowNanos);

    /** One that was charged has ended. Called before the tracker hears of it. */
    void ended(Outcome outcome);

    /** A first attempt succeeded of which the tracker hears no success, because it had a hedge. */
    default void hedgedFirstSucceeded() {}

    /** Explains a refusal. */
    CallRejectedException rejection();
}
