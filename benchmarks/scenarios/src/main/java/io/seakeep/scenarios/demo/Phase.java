package io.seakeep.scenarios.demo;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the dependency is like for a while.
 *
 * @param name as the table shows it
 * @param duration how long it lasts
 * @param medianMillis the median time of its work
 * @param tailShare the share of answers that take 20 times the median
 * @param failureShare the share of answers that are a 500
 * @param hangShare the share of requests that are held for three seconds and then fail
 */
record Phase(
        String name, Duration duration, double medianMillis, double tailShare, double failureShare, double hangShare) {

    private static final double SPREAD = 0.3;
    private static final double HANG_MILLIS = 3_000;

    /** The five phases of the demo, which take a minute. */
    static List<Phase> standard() {
        return List.of(
                new Phase("healthy", Duration.ofSeconds(14), 15, 0, 0, 0),
                new Phase("slow tail", Duration.ofSeconds(8), 15, 0.03, 0, 0),
                new Phase("3 times slower", Duration.ofSeconds(12), 45, 0, 0, 0),
                new Phase("failing", Duration.ofSeconds(12), 15, 0, 0.7, 0.1),
                new Phase("recovered", Duration.ofSeconds(14), 15, 0, 0, 0));
    }

    /** The work of one request: lognormal around the median, but for the tail and what hangs. */
    Work draw(RandomGenerator random) {
        double kind = random.nextDouble();
        double millis = medianMillis * Math.exp(SPREAD * random.nextGaussian());
        if (kind < hangShare) {
            return new Work(HANG_MILLIS, 500);
        } else if (kind < hangShare + failureShare) {
            return new Work(millis, 500);
        }
        return new Work(random.nextDouble() < tailShare ? 20 * millis : millis, 200);
    }

    /**
     * What a worker of the dependency does for one request.
     *
     * @param millis how long it takes
     * @param status what it answers
     */
    record Work(double millis, int status) {}
}
