package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.time.TimeSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What the policies of one pipeline share. */
record DependencyScope(
        String dependency, TimeSource time, LatencyTracker tracker, Events events, Runnable waker, SeedSequence seeds)
        implements PolicyScope {

    @Override
    public RandomGenerator newRandom() {
        return new SplittableRandom(seeds.next());
    }

    @Override
    public void emit(SeakeepEvent event) {
        events.emit(event);
    }

    @Override
    public void wake() {
        waker.run();
    }
}
