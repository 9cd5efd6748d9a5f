package io.seakeep.scenarios.demo;

import java.util.random.RandomGenerator;

/**
 * How the dependency works on requests: lognormal times around a median, but for a slow tail and for what fails.
 *
 * @param medianMillis the median time of its work
 * @param wayMillis the median time that answers are on their way after it, which keeps nobody busy
 * @param tailShare the share of answers that take {@value #TAIL_FACTOR} times as long
 * @param failureShare the share of answers that are a 500
 * @param hangShare the share of requests that hold a worker for {@value #HANG_MILLIS} ms and then get a 500
 */
record Behaviour(double medianMillis, double wayMillis, double tailShare, double failureShare, double hangShare) {

    static final int TAIL_FACTOR = 20;
    static final int HANG_MILLIS = 3_000;
    private static final double SPREAD = 0.3;

    static Behaviour taking(double medianMillis) {
        return new Behaviour(medianMillis, 0, 0, 0, 0);
    }

    Behaviour slower(double factor) {
        return new Behaviour(medianMillis * factor, wayMillis, tailShare, failureShare, hangShare);
    }

    Behaviour fromAfar(double newWayMillis) {
        return new Behaviour(medianMillis, newWayMillis, tailShare, failureShare, hangShare);
    }

    Behaviour withTail(double share) {
        return new Behaviour(medianMillis, wayMillis, share, failureShare, hangShare);
    }

    Behaviour failing(double share) {
        return new Behaviour(medianMillis, wayMillis, tailShare, share, hangShare);
    }

    Behaviour hanging(double share) {
        return new Behaviour(medianMillis, wayMillis, tailShare, failureShare, share);
    }

    /** The work of one request. */
    Work draw(RandomGenerator random) {
        double kind = random.nextDouble();
        double millis = around(medianMillis, random);
        double way = around(wayMillis, random);
        if (kind < hangShare) {
            return new Work(HANG_MILLIS, way, 500);
        }
        if (kind < hangShare + failureShare) {
            return new Work(millis, way, 500);
        }
        return new Work(random.nextDouble() < tailShare ? TAIL_FACTOR * millis : millis, way, 200);
    }

    private static double around(double medianMillis, RandomGenerator random) {
        return medianMillis * Math.exp(SPREAD * random.nextGaussian());
    }

    /**
     * What becomes of one request.
     *
     * @param millis how long a worker takes
     * @param wayMillis how much later the answer arrives
     * @param status what it is
     */
    record Work(double millis, double wayMillis, int status) {}
}
