package io.seakeep;

import java.util.concurrent.atomic.LongAdder;

/** How often attempts at one replica are late. Any thread tells; the tick sums up, and forgets half of it in ten seconds. */
final class ReplicaTail {

    /** Nobody knows: better than one that is known to be late often, and worse than one that is known not to be. */
    static final double UNKNOWN = 0.05;

    /** What is not known yet counts as much as so many attempts. */
    private static final double PRIOR_ATTEMPTS = 20;

    private static final double FADING = Math.pow(0.5, 1.0 / 40);
    private static final double NOTHING = 0.01;

    private final LongAdder all = new LongAdder();
    private final LongAdder late = new LongAdder();

    private long allBefore;
    private long lateBefore;
    private double fadingAll = 1;
    private double fadingLate;
    private volatile double lateShare = UNKNOWN;

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

    void onTick() {
        long lateNow = late.sum();
        long allNow = all.sum();
        fadingAll = FADING * fadingAll + (allNow - allBefore);
        fadingLate = FADING * fadingLate + (lateNow - lateBefore);
        allBefore = allNow;
        lateBefore = lateNow;
        lateShare = (fadingLate + UNKNOWN * PRIOR_ATTEMPTS) / (fadingAll + PRIOR_ATTEMPTS);
    }

    boolean isForgotten() {
        return fadingAll < NOTHING && all.sum() == allBefore;
    }
}
