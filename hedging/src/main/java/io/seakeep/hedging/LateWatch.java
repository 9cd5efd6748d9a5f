package io.seakeep.hedging;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;

/**
 * Sees on the tick whether much more is late than usual. Then it is not a matter of single attempts that were unlucky, and others that
 * are sent would be late as well. What is slow but successful is no failure to anybody else, so nobody else would say so.
 *
 * <p>For one thread at a time.
 */
final class LateWatch {

    private static final double TIMES_USUAL = 2;
    private static final double LEAST_LATE = 3;

    /** The number that is late is taken for smaller than it is by so many standard deviations: 95 % confidence. */
    private static final double Z = 1.645;

    private static final int CALM_TICKS = 4;

    private static final Outcome[] ALL = Outcome.values();

    private int calmTicks = CALM_TICKS;

    /**
     * Looks at what has ended since the last tick and what is in flight.
     *
     * @param usualShare the share that usually takes longer than the delay
     */
    void onTick(LatencyTracker tracker, long nowNanos, long delayNanos, double usualShare) {
        LatencySnapshot ended = tracker.lastTickSnapshot();
        double stillLate = tracker.inFlightOlderThan(delayNanos, nowNanos);
        double late = ended.countAtOrAbove(delayNanos, ALL) + stillLate;
        double all = ended.count() + stillLate;
        boolean tooMany = late >= LEAST_LATE && late - Z * Math.sqrt(late) > TIMES_USUAL * usualShare * all;
        calmTicks = tooMany ? 0 : Math.min(CALM_TICKS, calmTicks + 1);
    }

    boolean seesTooMany() {
        return calmTicks < CALM_TICKS;
    }
}
