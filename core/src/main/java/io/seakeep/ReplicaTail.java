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

    private LateAttempts before = LateAttempts.NONE;
    private LateAttempts now = LateAttempts.NONE;
    private LateAttempts lately = new LateAttempts(0, 1);
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
        LateAttempts counted = counted();
        now = counted.minus(before);
        before = counted;
    }

    private LateAttempts counted() {
        double allNow = all.sum(); // first, for who is late adds to it last
        return new LateAttempts(late.sum(), allNow);
    }

    /** Those of this tick. For the tick. */
    LateAttempts now() {
        return now;
    }

    /** Those before this tick, of which half are forgotten in ten seconds. For the tick. */
    LateAttempts lately() {
        return lately;
    }

    /** @param lateShareOfOthers what is usual */
    void judge(double lateShareOfOthers) {
        laggard.learn(now, lateShareOfOthers);
        lately = lately.times(FADING).plus(now);
        lateShare = lately.share(UNKNOWN, PRIOR_ATTEMPTS);
    }

    boolean isForgotten() {
        return lately.all() < NOTHING && all.sum() == before.all();
    }
}
