package io.seakeep.scenarios.demo;

/**
 * What the policies of a client have decided by now. What a client does not have is NaN, or "-" where it is words.
 *
 * @param breaker the state of its breaker
 * @param limit how many attempts there may be at once
 * @param timeoutMillis how long one may take
 * @param hedgeMillis after how long another one is sent beside it; NaN also while none is
 * @param retries how many attempts were retries, since the beginning
 * @param hedges how many were hedges
 * @param hedgesWon how many hedges were the one that answered
 */
record Stance(
        String breaker,
        double limit,
        double timeoutMillis,
        double hedgeMillis,
        double retries,
        double hedges,
        double hedgesWon) {

    /** Of a client that has a timeout and nothing else. */
    static Stance timeout(double millis) {
        return new Stance("-", Double.NaN, millis, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** Of one that sends no hedges. */
    static Stance withoutHedges(String breaker, double limit, double timeoutMillis, double retries) {
        return new Stance(breaker, limit, timeoutMillis, Double.NaN, retries, Double.NaN, Double.NaN);
    }
}
