package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.time.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What the policies of one pipeline share.
 *
 * @param parents the policies that are at work for the dependency of which this is a key; none if it is no key
 * @param executor where user code runs that the timer's thread must not run
 * @param urgent where it runs if it must not wait for other work: nobody's time is over later because everybody is busy
 */
record DependencyScope(
        String dependency,
        TimeSource time,
        LatencyTracker tracker,
        Executor executor,
        Executor urgent,
        ContextCarrier carrier,
        Events events,
        Runnable waker,
        Signals signals,
        Supplier<List<ActivePolicy>> parents,
        SeedSequence seeds)
        implements PolicyScope {

    @Override
    public <P extends ActivePolicy> Optional<P> parent(Class<P> type) {
        return parents.get().stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public RandomGenerator newRandom() {
        return new SharedRandom(seeds.next());
    }

    @Override
    public void emit(SeakeepEvent event) {
        events.emit(event);
    }

    /** Whether anybody hears of events that are about single calls; if not, they need not be made. */
    boolean detailWanted() {
        return events.detailWanted();
    }

    @Override
    public void wake() {
        waker.run();
    }
}
