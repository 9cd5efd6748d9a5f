package io.seakeep.scenarios.hedges;

/**
 * Keys that were asked for at the same moment, and what the library did for those that were late.
 *
 * @param keys how many there were
 * @param delayNanos the delay of hedges when they were asked for, or {@link #NEVER}
 * @param late how many took no less than that
 * @param hedged how many of those got a hedge
 */
record Batch(int keys, long delayNanos, int late, int hedged) {

    static final long NEVER = Long.MAX_VALUE;

    /**
     * How likely it was that one of them took longer than this: of each that was in time it is known that it took no longer than the
     * delay; of one that was late and got no hedge, that it took longer; and of one with a hedge, that this was sent then.
     */
    double slowerThan(double nanos, LeafLatency latency) {
        if (hedged > late) {
            throw new IllegalStateException(hedged + " hedges for " + late + " late keys");
        }
        double unhedged = latency.surviving(nanos);
        if (delayNanos == NEVER) {
            return atLeastOneOf(keys, unhedged);
        }
        double lateShare = latency.surviving(delayNanos);
        double ifInTime = Math.max(0, (unhedged - lateShare) / (1 - lateShare));
        double ifLate = Math.min(1, unhedged / lateShare);
        double ifHedged = ifLate * latency.surviving(nanos - delayNanos);
        return 1
                - (1 - atLeastOneOf(keys - late, ifInTime))
                        * (1 - atLeastOneOf(late - hedged, ifLate))
                        * (1 - atLeastOneOf(hedged, ifHedged));
    }

    /** Without losing what is small beside 1. */
    private static double atLeastOneOf(int count, double chance) {
        return count == 0 ? 0 : -Math.expm1(count * Math.log1p(-chance));
    }
}
