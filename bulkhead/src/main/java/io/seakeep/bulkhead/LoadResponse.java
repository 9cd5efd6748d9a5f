package io.seakeep.bulkhead;

/**
 * How latency and throughput answer when the limit moves, as exponents: a latency that grows by 10 % with a limit that grew by 10 %
 * has 1, one that takes no notice has 0. By Little's law the two add up to 1 while the limit is what binds: where all that a higher
 * limit brings is waiting, it is latency that answers, and where there is room, throughput.
 *
 * <p>Estimated by regression through the origin, over neighbouring windows, with a memory of {@code 1 / WEIGHT} pairs. What
 * changes by itself meanwhile, such as a leak or a slow day, moves both windows of a pair alike and cancels out, for the limit goes up and
 * down in turn. For one thread at a time.
 */
final class LoadResponse {

    private static final double WEIGHT = 0.1;
    private static final int ENOUGH_PAIRS = 8;

    /** Of squared logarithms: a limit that falls by a third twice tells as much as eight that move by a fifth. */
    private static final double ENOUGH_CONTRAST = 0.32;

    /** Of logarithms: with less of a difference between two limits, the answer is all noise. */
    private static final double LEAST_CONTRAST = 0.03;

    private double lastLimit;
    private double lastMeanNanos = Double.NaN;
    private double lastPerSecond;

    private double ofLatency;
    private double ofThroughput;
    private double contrast;
    private double contrastSeen;
    private int pairs;

    /** What was measured under that limit, directly after what was reported before. */
    void observe(double limit, double meanNanos, double perSecond) {
        double moved = Math.log(limit / lastLimit);
        if (!Double.isNaN(lastMeanNanos) && Math.abs(moved) > LEAST_CONTRAST) {
            ofLatency += WEIGHT * (Math.log(meanNanos / lastMeanNanos) * moved - ofLatency);
            ofThroughput += WEIGHT * (Math.log(perSecond / lastPerSecond) * moved - ofThroughput);
            contrast += WEIGHT * (moved * moved - contrast);
            contrastSeen += moved * moved;
            pairs++;
        }
        lastLimit = limit;
        lastMeanNanos = meanNanos;
        lastPerSecond = perSecond;
    }

    /** What comes next has nothing before it to be compared with. */
    void interrupt() {
        lastMeanNanos = Double.NaN;
    }

    /** Whether there were pairs enough to go by, or such as differ much. */
    boolean isKnown() {
        return pairs >= ENOUGH_PAIRS || contrastSeen >= ENOUGH_CONTRAST;
    }

    double ofLatency() {
        return ofLatency / contrast;
    }

    double ofThroughput() {
        return ofThroughput / contrast;
    }
}
