package io.seakeep.hedging;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.SurvivalCurve;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * Sees on the tick whether much more is late than usual. Then it is not a matter of single attempts that were unlucky, and others that
 * are sent would be late as well. What is slow but successful is no failure to anybody else, so nobody else would say so.
 *
 * <p>Each attempt counts once: in the tick in which it ends in time, or in which it becomes late. One that becomes late began a delay
 * before that, together with others that may have ended since; so those that become late are compared with the most that counted in one tick
 * since then. Otherwise a handful that is left of a burst would look like an incident, and so would those that are late for many
 * ticks.
 *
 * <p>For one thread at a time.
 */
final class LateWatch {

    /** Where all are slower, this is seen long before it is seen of those that are usually late. */
    private static final double SLOW = 0.9;

    private static final double TIMES_USUAL = 2;
    private static final double LEAST_LATE = 3;

    /** The number that is late is taken for smaller than it is by so many standard deviations: 95 % confidence. */
    private static final double Z = 1.645;

    private static final int CALM_TICKS = 4;
    private static final int MOST_TICKS_BACK = 40;

    private static final Outcome[] ALL = Outcome.values();

    private final Deque<Double> counted = new ArrayDeque<>();
    private double stillLateBefore;
    private int calmTicks = CALM_TICKS;

    /**
     * Looks at what has ended since the last tick and what is in flight.
     *
     * @param delayNanos after which hedges are sent; what takes longer may be recorded as if it had ended there
     * @param usual what is known of the latency
     */
    void onTick(LatencyTracker tracker, long nowNanos, long delayNanos, SurvivalCurve usual) {
        long slowNanos = usual.quantile(SLOW).valueNanos().orElse(delayNanos);
        long lateNanos = Math.min(delayNanos, slowNanos);
        onTick(tracker, nowNanos, lateNanos, usual.surviving(lateNanos));
    }

    /** @param usualShare the share that usually takes longer than that */
    void onTick(LatencyTracker tracker, long nowNanos, long lateNanos, double usualShare) {
        LatencySnapshot ended = tracker.lastTickSnapshot();
        double endedLate = ended.countAtOrAbove(lateNanos, ALL);
        double stillLate = tracker.inFlightOlderThan(lateNanos, nowNanos);
        double late = Math.max(0, endedLate + stillLate - stillLateBefore);
        stillLateBefore = stillLate;
        counted.addLast(ended.count() - endedLate + late);
        double ticksBack = Math.ceil((double) lateNanos / Math.max(1, ended.spanNanos()));
        while (counted.size() > 1 + Math.min(MOST_TICKS_BACK, ticksBack)) {
            counted.removeFirst();
        }
        double all = Collections.max(counted);
        boolean tooMany = late >= LEAST_LATE && late - Z * Math.sqrt(late) > TIMES_USUAL * usualShare * all;
        calmTicks = tooMany ? 0 : Math.min(CALM_TICKS, calmTicks + 1);
    }

    boolean seesTooMany() {
        return calmTicks < CALM_TICKS;
    }
}
