package io.seakeep;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policies of one pipeline that are at work, by position. For one thread at a time. */
final class PoliciesAtWork {

    private final DependencyScope scope;
    private final Map<Position, ActivePolicy> active = new EnumMap<>(Position.class);

    PoliciesAtWork(DependencyScope scope) {
        this.scope = scope;
    }

    /**
     * Those of the description are at work, and those of them that were already go on with what they know.
     *
     * @param before what they were of; null if none was at work
     */
    void become(ResolvedSpec spec, @Nullable ResolvedSpec before) {
        for (Position position : Position.values()) {
            Policy wanted = spec.chosen().get(position);
            if (wanted == null || wanted.mode() == Mode.OFF) {
                active.remove(position);
            } else {
                Policy described = before == null ? null : before.chosen().get(position);
                active.compute(
                        position, (same, at) -> at != null && goesOn(at, described, wanted) ? at : start(wanted));
            }
        }
    }

    private boolean goesOn(ActivePolicy policy, @Nullable Policy described, Policy wanted) {
        return described != null && (isSame(described, wanted) || reconfigures(policy, wanted));
    }

    private static boolean isSame(Policy one, Policy other) {
        if (one instanceof ConfigurablePolicy a && other instanceof ConfigurablePolicy b) {
            return a.getClass() == b.getClass() && a.said().equals(b.said());
        }
        return one == other;
    }

    private boolean reconfigures(ActivePolicy before, Policy wanted) {
        try {
            return before.reconfigure(wanted);
        } catch (Throwable broken) {
            // Errors too: another is started in its place, and the rest of the pipeline goes on.
            scope.emit(new UserCodeFailed(scope.dependency(), "reconfiguring " + wanted.name(), broken));
            return false;
        }
    }

    private ActivePolicy start(Policy policy) {
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

    /** Outermost first. */
    List<ActivePolicy> all() {
        return List.copyOf(active.values());
    }

    Gates gates(Rejections rejections) {
        return new Gates(
                gate(Position.ADMISSION),
                gate(Position.BREAKER),
                gate(Position.BULKHEAD),
                gate(Position.RATE_LIMIT),
                rejections);
    }

    private @Nullable Gate gate(Position position) {
        Gate gate = (Gate) active.get(position);
        if (gate == null || gate.getClass().getName().startsWith("io.seakeep.")) {
            return gate;
        }
        return new GuardedGate(gate, position, scope);
    }

    AttemptTimeout timeout() {
        AttemptTimeout timeout = (AttemptTimeout) active.get(Position.TIMEOUT);
        return timeout == null ? new FixedTimeout(PipelineText.DEFAULT_TIMEOUT.toNanos()) : timeout;
    }

    @Nullable
    CallTimeLimit timeLimit() {
        return (CallTimeLimit) active.get(Position.DEADLINE);
    }

    @Nullable
    RetryStrategy retrying() {
        return (RetryStrategy) active.get(Position.RETRY);
    }

    @Nullable
    HedgeStrategy hedging() {
        return (HedgeStrategy) active.get(Position.HEDGE);
    }
}
