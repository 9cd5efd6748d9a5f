package io.seakeep.scenarios.demo;

import java.util.random.RandomGenerator;

/**
 * How the dependency works on requests: lognormal times around a median, but for a slow tail and for what fails.
 *
 * @param medianMillis the median time of its work
 * @param tailShare the share of answers that take {@value #TAIL_FACTOR} times as long
 * @param failureShare the share of answers that are a 500
 * @param hangShare the share of requests that hold a worker for {@value #HANG_MILLIS} ms and then get a 500
 */
record Behaviour(double medianMillis, double tailShare, double failureShare, double hangShare) {

    static final int TAIL_FACTOR = 20;
    static final int HANG_MILLIS = 3_000;
    private static final double SPREAD = 0.3;

    static Behaviour taking(double medianMillis) {
        return new Behaviour(medianMillis, 0, 0, 0);
    }

    Behaviour slower(double factor) {
        return new Behaviour(medianMillis * factor, tailShare, failureShare, hangShare);
    }

    Behaviour withTail(double share) {
        return new Behaviour(medianMillis, share, failureShare, hangShare);
    }

    Behaviour failing(double share) {
        return new Behaviour(medianMillis, tailShare, share, hangShare);
    }

    Behaviour hanging(double share) {
        return new Behaviour(medianMillis, tailShare, failureShare, share);
    }

    /** The work of one request. */
    Work draw(RandomGenerator random) {
        double kind = random.nextDouble();
        double millis = medianMillis * Math.exp(SPREAD * random.nextGaussian());
        if (kind < hangShare) {
            return new Work(HANG_MILLIS, 500);
        }
        if (kind < hangShare + failureShare) {
            return new Work(millis, 500);
        }
        return new Work(random.nextDouble() < tailShare ? TAIL_FACTOR * millis : millis, 200);
    }

    /**
     * What a worker does for one request.
     *
     * @param millis how long it takes
     * @param status what it answers
     */
    record Work(double millis, int status) {}
}
