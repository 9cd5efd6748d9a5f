package io.seakeep;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies of one pipeline that are at work, by position. For one thread at a time. */
final class PoliciesAtWork {

    private final DependencyScope scope;

    /** By the ordinal of the position: there is one of these for each dependency. */
    private final @Nullable ActivePolicy[] active = new ActivePolicy[Position.values().length];

    PoliciesAtWork(DependencyScope scope) {
        this.scope = scope;
    }

    /**
     * Those of the description are at work, and those of them that were already go on with what they know. All of it or nothing: if one cannot
     * be started, those before stay at work.
     *
     * @param before what they were of; null if none was at work
     */
    void become(ResolvedSpec spec, @Nullable ResolvedSpec before) {
        @Nullable ActivePolicy[] next = new ActivePolicy[active.length];
        try {
            for (Position position : Position.values()) {
                next[position.ordinal()] = next(position, spec, before);
            }
        } catch (Throwable broken) {
            // Errors too: those that were reconfigured already would go by settings that do not hold.
            goBack(spec, before);
            throw broken;
        }
        System.arraycopy(next, 0, active, 0, next.length);
    }

    private @Nullable ActivePolicy next(Position position, ResolvedSpec spec, @Nullable ResolvedSpec before) {
        Policy wanted = spec.chosen().get(position);
        if (wanted == null || wanted.mode() == Mode.OFF) {
            return null;
        }
        Policy described = before == null ? null : before.chosen().get(position);
        ActivePolicy now = at(position);
        return now != null && goesOn(now, described, wanted) ? now : start(wanted);
    }

    /** Some may not have come as far as to be reconfigured; for these it changes nothing. */
    private void goBack(ResolvedSpec from, @Nullable ResolvedSpec before) {
        for (Position position : Position.values()) {
            ActivePolicy now = at(position);
            Policy described = before == null ? null : before.chosen().get(position);
            Policy wanted = from.chosen().get(position);
            if (now != null && described != null && wanted != null && !isSame(described, wanted)) {
                reconfigures(now, described);
            }
        }
    }

    private @Nullable ActivePolicy at(Position position) {
        return active[position.ordinal()];
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
        List<ActivePolicy> all = new ArrayList<>();
        for (ActivePolicy policy : active) {
            if (policy != null) {
                all.add(policy);
            }
        }
        return List.copyOf(all);
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
        Gate gate = (Gate) at(position);
        if (gate == null || gate.getClass().getName().startsWith("io.seakeep.")) {
            return gate;
        }
        return new GuardedGate(gate, position, scope);
    }

    AttemptTimeout timeout() {
        AttemptTimeout timeout = (AttemptTimeout) at(Position.TIMEOUT);
        return timeout == null ? new FixedTimeout(AttemptTimeout.UNDECIDED.toNanos()) : timeout;
    }

    @Nullable
    CallTimeLimit timeLimit() {
        return (CallTimeLimit) at(Position.DEADLINE);
    }

    @Nullable
    RetryStrategy retrying() {
        return (RetryStrategy) at(Position.RETRY);
    }

    @Nullable
    HedgeStrategy hedging() {
        return (HedgeStrategy) at(Position.HEDGE);
    }
}
