package io.seakeep.hedging;

/**
 * How much the number of calls varies from tick to tick. Calls that are made a thousand at a time vary a thousand times as much as those that
 * come one by one.
 *
 * <p>Half the mean square of what it changes by from one tick to the next, so that a rate that rises slowly is not taken for bursts;
 * exponentially weighted. For one thread at a time.
 */
final class Bursts {

    static final double WINDOW_TICKS = 40;

    /**
     * The budget takes what was earned out of the window up to two ticks before that is over, and what was spent up to one after, and it
     * counts what was earned a tick late. What is called in this time is spent and not earned.
     */
    static final double APART_TICKS = 4;

    /** Some 200 ticks count. */
    private static final double KEPT = 0.995;

    /** In which calls begin, which is no burst. */
    private static final int FIRST_TICKS = 4;

    private double squares;
    private double weight;
    private long before;
    private int ticks;

    void onTick(long calls) {
        if (ticks < FIRST_TICKS) {
            ticks++;
        } else {
            double change = calls - before;
            squares = KEPT * squares + change * change / 2;
            weight = KEPT * weight + 1;
        }
        before = calls;
    }

    /** The variance of the number of calls in {@link #APART_TICKS}. */
    double variance() {
        return weight == 0 ? 0 : APART_TICKS * squares / weight;
    }
}
