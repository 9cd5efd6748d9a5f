package io.seakeep.scenarios.hedges;

import java.util.SplittableRandom;

/**
 * How long one key takes, in nanoseconds. Its tail is what Dean and Barroso tell of it: 2 % take longer than 10 ms, and where 1,000 keys
 * have to be waited for, that takes 1,800 ms in one case of a thousand. A third point, 0.1 % beyond 69 ms, is what makes a hedge after
 * 10 ms bring that down to the 74 ms that they measured. In between the tail is a power of time, and it goes on like that. The body is
 * Weibull's, with a median of 2.5 ms; it has next to no part in the results.
 */
public final class LeafLatency {

    private static final double MEDIAN = 2.5e6;
    private static final double[] NANOS = {10e6, 69e6, 1_800e6};
    private static final double[] BEYOND = {0.02, 1e-3, 1e-6};

    private static final double BODY_SHAPE =
            Math.log(Math.log(BEYOND[0]) / Math.log(0.5)) / Math.log(NANOS[0] / MEDIAN);

    /** The next one. */
    public double nanos(SplittableRandom random) {
        double beyond = 1 - random.nextDouble();
        if (beyond > BEYOND[0]) {
            return MEDIAN * Math.pow(Math.log(beyond) / Math.log(0.5), 1 / BODY_SHAPE);
        }
        int from = beyond > BEYOND[1] ? 0 : 1;
        return NANOS[from] * Math.pow(beyond / BEYOND[from], -1 / steepness(from));
    }

    /** The share that takes longer than this. */
    double surviving(double nanos) {
        if (nanos < NANOS[0]) {
            return Math.pow(0.5, Math.pow(Math.max(0, nanos) / MEDIAN, BODY_SHAPE));
        }
        int from = nanos < NANOS[1] ? 0 : 1;
        return BEYOND[from] * Math.pow(nanos / NANOS[from], -steepness(from));
    }

    private static double steepness(int from) {
        return Math.log(BEYOND[from] / BEYOND[from + 1]) / Math.log(NANOS[from + 1] / NANOS[from]);
    }
}
