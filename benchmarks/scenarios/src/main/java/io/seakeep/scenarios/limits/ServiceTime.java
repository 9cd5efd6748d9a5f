package io.seakeep.scenarios.limits;

import java.util.SplittableRandom;

/** How long a worker takes for a request. */
@FunctionalInterface
interface ServiceTime {

    double nanos(SplittableRandom random);

    static ServiceTime exponential(double meanMillis) {
        return random -> -Math.log(1 - random.nextDouble()) * meanMillis * 1e6;
    }

    /** With that mean, and sigma the standard deviation of its logarithm. */
    static ServiceTime logNormal(double meanMillis, double sigma) {
        double mu = Math.log(meanMillis * 1e6) - sigma * sigma / 2;
        return random -> Math.exp(mu + sigma * gaussian(random));
    }

    /** Of Box and Muller. */
    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
