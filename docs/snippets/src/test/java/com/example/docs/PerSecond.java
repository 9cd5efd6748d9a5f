package com.example.docs;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Gate;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.latency.Outcome;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The description of a rate limit: so many attempts a second, and so many at once after a pause. Settings, and nothing that changes.
 */
record PerSecond(int attempts, int burst, Mode mode) implements Policy {

    @Override
    public String name() {
        return "rate-limit";
    }

    @Override
    public Position position() {
        return Position.RATE_LIMIT;
    }

    @Override
    public void check(Problems problems) {
        problems.requireBetween("rate-limit.attempts", attempts, 1, 1_000_000);
        problems.requireBetween("rate-limit.burst", burst, 1, 10_000);
    }

    @Override
    public Gate start(PolicyScope scope) {
        return new Limit(this, scope);
    }

    @Override
    public String describe() {
        return attempts + " attempts a second, " + burst + " at once";
    }

    /** The gate at work, for one dependency or key: the generic cell rate algorithm (ITU-T I.371). */
    static final class Limit implements Gate {

        private static final long ADMITTED = 0;
        private static final long BYSTANDER = 1;

        private final PerSecond settings;
        private final PolicyScope scope;
        private final long intervalNanos;
        private final long toleranceNanos;
        private final LongAdder wouldHaveRefused = new LongAdder();

        /** When the next attempt would be due, were they spaced evenly. */
        private final AtomicLong nextNanos;

        Limit(PerSecond settings, PolicyScope scope) {
            this.settings = settings;
            this.scope = scope;
            this.intervalNanos = 1_000_000_000L / settings.attempts();
            this.toleranceNanos = (settings.burst() - 1) * intervalNanos;
            this.nextNanos = new AtomicLong(scope.time().nanoTime());
        }

        @Override
        public long tryEnter(CallTraits traits, long nowNanos) {
            while (true) {
                long next = nextNanos.get();
                long due = next - nowNanos > 0 ? next : nowNanos;
                if (due - nowNanos > toleranceNanos) {
                    return refuse();
                }
                if (nextNanos.compareAndSet(next, due + intervalNanos)) {
                    return ADMITTED;
                }
            }
        }

        private long refuse() {
            if (settings.mode() == Mode.ENFORCE) {
                return REFUSED;
            }
            wouldHaveRefused.increment();
            return BYSTANDER;
        }

        @Override
        public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {}

        @Override
        public void withdraw(long token) {
            if (token == ADMITTED) {
                nextNanos.addAndGet(-intervalNanos); // it never reached the dependency
            }
        }

        @Override
        public CallRejectedException rejection(long refusal, long nowNanos) {
            long wait = nextNanos.get() - nowNanos - toleranceNanos;
            return new CallRejectedException(
                    scope.dependency(), "rate-limit", "rate-limit.attempts", wait, () -> settings.describe());
        }

        long wouldHaveRefused() {
            return wouldHaveRefused.sum();
        }
    }
}
