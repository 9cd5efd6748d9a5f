package io.seakeep.hedging;

/**
 * The calls that the budget is earned by and spent on.
 *
 * @param calls first attempts that ended in the 10 s over which the budget holds
 * @param successes how many of those were successes
 * @param variance of the number of calls in the time by which what is earned and what is spent are counted apart
 */
record Demand(long calls, long successes, double variance) {

    static final Demand NONE = new Demand(0, 0, 0);

    /** Calls that come one by one. */
    static Demand poisson(long calls, long successes) {
        return new Demand(calls, successes, calls * Bursts.APART_TICKS / Bursts.WINDOW_TICKS);
    }
}
