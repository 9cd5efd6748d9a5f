package io.seakeep.scenarios.clients.peers;

import io.github.resilience4j.core.IntervalFunction;
import java.util.SplittableRandom;

/**
 * Resilience4j's {@link IntervalFunction#ofExponentialRandomBackoff()} with its defaults: from 500 ms on, half as long again each time, and up
 * to half more or less. It is the same but for the chance, which is the world's where theirs is {@link Math#random()}.
 */
final class SeededBackoff implements IntervalFunction {

    private final IntervalFunction exponential = IntervalFunction.ofExponentialBackoff();
    private final SplittableRandom random;

    SeededBackoff(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public Long apply(Integer attempt) {
        double interval = exponential.apply(attempt);
        double most = DEFAULT_RANDOMIZATION_FACTOR * interval;
        return (long) Math.max(1, interval - most + random.nextDouble() * (2 * most + 1));
    }
}
