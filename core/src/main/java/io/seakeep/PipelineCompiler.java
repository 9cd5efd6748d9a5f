package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Builds the pipeline of a dependency or key from its checked description. */
final class PipelineCompiler {

    /** What an attempt gets when no policy says otherwise. */
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private final TimeSource time;
    private final Executor executor;
    private final Executor urgent;
    private final ContextCarrier carrier;
    private final Events events;
    private final Ticker ticker;
    private final SeedSequence seeds;

    PipelineCompiler(
            TimeSource time,
            Executor executor,
            ContextCarrier carrier,
            Events events,
            Ticker ticker,
            SeedSequence seeds) {
        this.time = time;
        this.executor = executor;
        this.urgent = time == TimeSource.system() ? DefaultExecutor.unbounded("seakeep timeouts") : time::execute;
        this.carrier = carrier;
        this.events = events;
        this.ticker = ticker;
        this.seeds = seeds;
    }

    /** @param parents the policies of the dependency of which this is a key; none if it is no key */
    Pipeline compile(DependencySpec spec, String name, List<ActivePolicy> parents) {
        TickRegistration registration = new TickRegistration(ticker);
        LatencyTracker tracker = LatencyTracker.waking(registration);
        DependencyScope scope = new DependencyScope(
                name, time, tracker, executor, urgent, carrier, events, registration, new Signals(), parents, seeds);
        Map<Position, ActivePolicy> active = new EnumMap<>(Position.class);
        for (Policy policy : spec.policies()) {
            active.put(policy.position(), start(policy, scope));
        }
        Gates gates = new Gates(
                gate(active, Position.ADMISSION, scope),
                gate(active, Position.BREAKER, scope),
                gate(active, Position.BULKHEAD, scope),
                gate(active, Position.RATE_LIMIT, scope));
        FastestAnswer fastest = new FastestAnswer();
        ExtraAttempts budget = spec.budget().start(scope);
        HedgeRules hedging = hedgeRules(spec, active, scope);
        Pipeline pipeline = new Pipeline(
                scope,
                new CallTime(scope, (CallTimeLimit) active.get(Position.DEADLINE), fastest),
                gates,
                timeout(active),
                new Judge(spec.classifier(), scope),
                retryRules(spec, active, budget, fastest, scope),
                hedging,
                budget,
                List.copyOf(active.values()),
                describe(spec, name));
        List<ActivePolicy> thinking = inOrderOfThinking(active);
        thinking.add(fastest);
        thinking.add(budget);
        if (hedging != null) {
            thinking.addAll(hedging.thinking());
        }
        registration.pipeline(new PipelineTick(pipeline, thinking, ticker.nextTurn()));
        return pipeline;
    }

    private static @Nullable RetryRules retryRules(
            DependencySpec spec,
            Map<Position, ActivePolicy> active,
            ExtraAttempts budget,
            FastestAnswer fastest,
            DependencyScope scope) {
        RetryStrategy strategy = (RetryStrategy) active.get(Position.RETRY);
        return strategy == null ? null : new RetryRules(strategy, spec.modeAt(Position.RETRY), budget, fastest, scope);
    }

    /** A hedge depends on what all others make of what they see. */
    private static List<ActivePolicy> inOrderOfThinking(Map<Position, ActivePolicy> active) {
        List<ActivePolicy> thinking = new ArrayList<>(active.values());
        ActivePolicy hedging = active.get(Position.HEDGE);
        if (hedging != null) {
            thinking.remove(hedging);
            thinking.add(hedging);
        }
        return thinking;
    }

    private static @Nullable HedgeRules hedgeRules(
            DependencySpec spec, Map<Position, ActivePolicy> active, DependencyScope scope) {
        HedgeStrategy strategy = (HedgeStrategy) active.get(Position.HEDGE);
        return strategy == null || spec.modeAt(Position.HEDGE) != Mode.ENFORCE ? null : new HedgeRules(strategy, scope);
    }

    private static ActivePolicy start(Policy policy, PolicyScope scope) {
        ActivePolicy started = policy.start(scope);
        Class<?> expected = switch (policy.position()) {
            case ADMISSION, BREAKER, BULKHEAD, RATE_LIMIT -> Gate.class;
            case TIMEOUT -> AttemptTimeout.class;
            case RETRY -> RetryStrategy.class;
            case DEADLINE -> CallTimeLimit.class;
            case HEDGE -> HedgeStrategy.class;
            case FALLBACK, COALESCE -> ActivePolicy.class;
        };
        if (!expected.isInstance(started)) {
            throw new IllegalStateException("a policy at " + policy.position() + " must start a "
                    + expected.getSimpleName() + ": " + policy.name() + " started a "
                    + started.getClass().getName());
        }
        return started;
    }

    private static @Nullable Gate gate(Map<Position, ActivePolicy> active, Position position, PolicyScope scope) {
        Gate gate = (Gate) active.get(position);
        if (gate == null || gate.getClass().getName().startsWith("io.seakeep.")) {
            return gate;
        }
        return new GuardedGate(gate, position, scope);
    }

    private static AttemptTimeout timeout(Map<Position, ActivePolicy> active) {
        AttemptTimeout timeout = (AttemptTimeout) active.get(Position.TIMEOUT);
        return timeout == null ? new FixedTimeout(DEFAULT_TIMEOUT.toNanos()) : timeout;
    }

    private static String describe(DependencySpec spec, String name) {
        StringBuilder text = new StringBuilder(name);
        boolean timeoutSaid = false;
        for (Policy policy : spec.policies()) {
            line(text, policy.name(), policy.mode().name().toLowerCase(java.util.Locale.ROOT), policy.describe());
            timeoutSaid |= policy.position() == Position.TIMEOUT;
        }
        if (!timeoutSaid) {
            line(
                    text,
                    "timeout",
                    "advisory",
                    Durations.format(DEFAULT_TIMEOUT) + ", handed out by attempt.remaining()");
        }
        line(text, "budget", "enforce", spec.budget().describe());
        line(text, "tracker", "always", "window 10 s, tick 250 ms");
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String mode, String settings) {
        text.append(String.format("%n  %-10s %-9s %s", name, mode, settings));
    }
}
