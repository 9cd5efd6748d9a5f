package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.time.TimeSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What a policy needs, without a pipeline around it. */
record TestScope(String dependency, TimeSource time, LatencyTracker tracker) implements PolicyScope {
    @Override
    public <P extends ActivePolicy> Optional<P> parent(Class<P> type) {
        return Optional.empty();
    }

    @Override
    public Signals signals() {
        return new Signals();
    }

    static TestScope of(String dependency, TimeSource time) {
        return new TestScope(dependency, time, LatencyTracker.create());
    }

    @Override
    public RandomGenerator newRandom() {
        return new SplittableRandom(42);
    }

    @Override
    public void emit(SeakeepEvent event) {}

    @Override
    public void wake() {}
}
