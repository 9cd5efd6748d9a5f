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
        return (long) (1e6 * meanMillis * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2));
    }
}
