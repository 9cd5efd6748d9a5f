package io.seakeep.scenarios.sim;

import java.util.SplittableRandom;

/** How long a worker takes for a request. */
@FunctionalInterface
public interface ServiceTime {

    /** The next one, in seconds. */
    double seconds(SplittableRandom random);

    /** Always the same. */
    static ServiceTime always(double seconds) {
        return random -> seconds;
    }

    /** Without memory: a few take several times as long as usual. */
    static ServiceTime exponential(double meanSeconds) {
        return random -> -meanSeconds * Math.log(1 - random.nextDouble());
    }

    /** As most services have it: half take less than the median, and the tail gets longer with sigma. */
    static ServiceTime logNormal(double medianSeconds, double sigma) {
        return random -> medianSeconds * Math.exp(sigma * random.nextGaussian());
    }

    /** The log-normal one that has these two. */
    static ServiceTime quantiles(double medianSeconds, double p99Seconds) {
        double standardNormalP99 = 2.3263478740408408;
        return logNormal(medianSeconds, Math.log(p99Seconds / medianSeconds) / standardNormalP99);
    }

    /** This one, but now and then the other. */
    default ServiceTime orWithChance(double chance, ServiceTime other) {
        return random -> random.nextDouble() < chance ? other.seconds(random) : seconds(random);
    }
}
