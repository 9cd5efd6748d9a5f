package io.seakeep.scenarios.hedges;

import java.util.SplittableRandom;

/**
 * Durations that have a log-normal distribution.
 *
 * @param meanMillis their mean
 * @param sigma the standard deviation of their logarithm
 */
record LogNormal(double meanMillis, double sigma) {

    long nanos(SplittableRandom random) {
        return (long) (1e6 * meanMillis * Math.exp(sigma * gaussian(random) - sigma * sigma / 2));
    }

    /** Of Box and Muller. */
    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
