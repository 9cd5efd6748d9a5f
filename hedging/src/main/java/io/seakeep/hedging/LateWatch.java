package io.seakeep.hedging;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.SurvivalCurve;
import java.util.ArrayDeque;
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
    private static final int BUCKETS_IN_OCTAVE = 32;
    private static final int MOST_TICKS_BACK = 40;

    /** Where fewer attempts count in a tick, those before it are looked at as well. */
    private static final double LEAST_COUNTED = 20;

    private static final int MOST_TICKS_TOGETHER = 20;

    private static final Outcome[] ALL = Outcome.values();

    /** The latest first. */
    private final Deque<Counted> ticks = new ArrayDeque<>();

    private double stillLateBefore;
    private int calmTicks = CALM_TICKS;

    /**
     * Looks at what has ended since the last tick and what is in flight.
     *
     * @param delayNanos after which hedges are sent; what takes longer may be recorded as if it had ended there
     * @param usual what is known of the latency
     */
    void onTick(LatencyTracker tracker, long nowNanos, long delayNanos, SurvivalCurve usual) {
        // Late is what lies in the buckets from here on, and so is the share that usually does.
        long slowNanos = usual.value(SLOW).orElse(delayNanos) + 1;
        if (slowNanos < delayNanos) {
            onTick(tracker, nowNanos, slowNanos, usual.surviving(slowNanos - 1));
        } else {
            onTick(tracker, nowNanos, delayNanos, usual.surviving(delayNanos - delayNanos / BUCKETS_IN_OCTAVE - 1));
        }
    }

    /** @param usualShare the share that usually takes longer than that */
    void onTick(LatencyTracker tracker, long nowNanos, long lateNanos, double usualShare) {
        LatencySnapshot ended = tracker.lastTickSnapshot();
        double endedLate = ended.countAtOrAbove(lateNanos, ALL);
        double stillLate = tracker.inFlightOlderThan(lateNanos, nowNanos);
        double late = Math.max(0, endedLate + stillLate - stillLateBefore);
        stillLateBefore = stillLate;
        ticks.addFirst(new Counted(late, ended.count() - endedLate + late));
        if (ticks.size() > MOST_TICKS_BACK) {
            ticks.removeLast();
        }
        int ticksBack = (int) Math.ceil((double) lateNanos / Math.max(1, ended.spanNanos()));
        calmTicks = tooMany(ticksBack, usualShare) ? 0 : Math.min(CALM_TICKS, calmTicks + 1);
    }

    private boolean tooMany(int ticksBack, double usualShare) {
        if (ticks.getFirst().all == 0) {
            return false; // nothing new
        }
        double late = 0;
        double all = 0;
        double most = 0;
        int looked = 0;
        int lookedAtMost = 1;
        for (Counted tick : ticks) {
            if (all < LEAST_COUNTED && looked < MOST_TICKS_TOGETHER) {
                late += tick.late;
                all += tick.all;
                lookedAtMost = looked + 1 + ticksBack;
            }
            most = looked < lookedAtMost ? Math.max(most, tick.all) : most;
            looked++;
        }
        return late >= LEAST_LATE && late - Z * Math.sqrt(late) > TIMES_USUAL * usualShare * Math.max(all, most);
    }

    boolean seesTooMany() {
        return calmTicks < CALM_TICKS;
    }

    /**
     * What counted in a tick.
     *
     * @param late those that were or became late
     * @param all those, and the ones that ended in time
     */
    private record Counted(double late, double all) {}
}
