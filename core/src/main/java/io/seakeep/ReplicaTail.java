package io.seakeep;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How often attempts at one replica are late. Any thread tells; the tick sums up, and forgets half of it in ten seconds. */
final class ReplicaTail {

    /** Nobody knows: better than one that is known to be late often, and worse than one that is known not to be. */
    static final double UNKNOWN = 0.05;

    /** What is not known yet counts as much as so many attempts. */
    static final double PRIOR_ATTEMPTS = 20;

    /** And within a single tick as much as so many. */
    static final double PRIOR_ATTEMPTS_OF_TICK = 5;

    /** One attempt in so many goes to a laggard nevertheless, to see whether it is one still: few enough for each to have a hedge. */
    private static final int LOOKS_ONE_IN = 100;

    private static final double FADING = Math.pow(0.5, 1.0 / 40);
    private static final double NOTHING = 0.01;

    private final LongAdder all = new LongAdder();
    private final LongAdder late = new LongAdder();

    private long allBefore;
    private long lateBefore;
    private double newlyAll;
    private double newlyLate;
    private double fadingAll = 1;
    private double fadingLate;
    private volatile double lateShare = UNKNOWN;

    private final Laggard laggard = new Laggard();
    private final AtomicInteger passedOver = new AtomicInteger();

    void inTime() {
        all.increment();
    }

    void late() {
        late.increment();
        all.increment();
    }

    double lateShare() {
        return lateShare;
    }

    /** Whether another one is to be preferred. */
    boolean isLaggard() {
        return laggard.is();
    }

    /** Whether an attempt that would go here is to go elsewhere. */
    boolean isPassedOver() {
        return laggard.is() && passedOver.getAndIncrement() % LOOKS_ONE_IN != 0;
    }

    /** Sums up a tick, before it is {@linkplain #judge judged}. */
    void count() {
        long allNow = all.sum();
        long lateNow = late.sum();
        newlyAll = allNow - allBefore;
        newlyLate = lateNow - lateBefore;
        allBefore = allNow;
        lateBefore = lateNow;
    }

    /** How many attempts it has had lately, before this tick. For the tick. */
    double attempts() {
        return fadingAll;
    }

    /** How many of them were late. For the tick. */
    double lateAttempts() {
        return fadingLate;
    }

    /** How many attempts it has had in this tick. For the tick. */
    double newAttempts() {
        return newlyAll;
    }

    /** How many of them were late. For the tick. */
    double newLateAttempts() {
        return newlyLate;
    }

    /** @param lateShareOfOthers what is usual */
    void judge(double lateShareOfOthers) {
        laggard.learn(newlyLate, Math.max(0, newlyAll - newlyLate), lateShareOfOthers);
        fadingAll = FADING * fadingAll + newlyAll;
        fadingLate = FADING * fadingLate + newlyLate;
        lateShare = shareOf(fadingLate, fadingAll, UNKNOWN, PRIOR_ATTEMPTS);
    }

    /** The share that is late, of few that are known, where a share is expected that counts as much as so many attempts. */
    static double shareOf(double late, double all, double expected, double attempts) {
        return (late + expected * attempts) / (all + attempts);
    }

    boolean isForgotten() {
        return fadingAll < NOTHING && all.sum() == allBefore;
    }
}
