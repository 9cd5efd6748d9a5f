package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.time.TimeSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds the pipeline of a dependency or key from what holds for it. */
final class PipelineCompiler {

    private final TimeSource time;
    private final Executor executor;
    private final Executor urgent;
    private final ContextCarrier carrier;
    private final Events events;
    private final Ticker ticker;
    private final SeedSequence seeds;
    private final MeasuredDependencies measured;
    private final @Nullable AttemptObserver observer;

    PipelineCompiler(
            TimeSource time,
            Executor executor,
            ContextCarrier carrier,
            Events events,
            Ticker ticker,
            SeedSequence seeds,
            @Nullable AttemptObserver observer) {
        this.time = time;
        this.executor = executor;
        this.urgent = time == TimeSource.system() ? DefaultExecutor.unbounded("seakeep timeouts") : time::execute;
        this.carrier = carrier;
        this.events = events;
        this.ticker = ticker;
        this.seeds = seeds;
        this.observer = observer;
        this.measured = new MeasuredDependencies(events);
    }

    MeasuredDependencies measured() {
        return measured;
    }

    /** @param parents the policies that are at work for the dependency of which this is a key; none if it is no key */
    LivePipeline compile(ResolvedSpec spec, Supplier<List<ActivePolicy>> parents) {
        TickRegistration registration = new TickRegistration(ticker);
        LatencyTracker tracker = LatencyTracker.waking(registration);
        DependencyScope scope = new DependencyScope(
                spec.name(),
                time,
                tracker,
                executor,
                urgent,
                carrier,
                events,
                registration,
                new Signals(),
                parents,
                seeds);
        LivePipeline live = new LivePipeline(spec, scope, this::assemble);
        PipelineTick tick = new PipelineTick(live.current(), live.thinking(), ticker.nextTurn());
        live.ticks(tick);
        registration.pipeline(tick);
        return live;
    }

    private Pipeline assemble(PipelineParts parts) {
        return observer == null ? new Pipeline(parts) : ObservedPipeline.of(parts, observer);
    }
}
