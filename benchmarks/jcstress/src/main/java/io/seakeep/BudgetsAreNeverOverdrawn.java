package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Of two callers who want the last extra attempt, one gets it. */
public final class BudgetsAreNeverOverdrawn {

    private BudgetsAreNeverOverdrawn() {}

    /** The algorithm by itself. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Model {
        private final AtomicLong left = new AtomicLong(1);

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = take();
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = take();
        }

        private boolean take() {
            long seen = left.get();
            while (seen >= 1) {
                if (left.compareAndSet(seen, seen - 1)) {
                    return true;
                }
                seen = left.get();
            }
            return false;
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Shipped {
        private static final Scope SCOPE = new Scope(TimeSource.system(), LatencyTracker.create());

        private final ExtraAttempts budget = AttemptBudget.windowed(0)
                .over(Duration.ofSeconds(1))
                .floorPerSecond(1)
                .start(SCOPE);

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = budget.tryStart(0);
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = budget.tryStart(0);
        }
    }

    /** A look and an unconditional subtraction: both get it. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Weakened {
        private final AtomicLong left = new AtomicLong(1);

        @Actor
        public void first(ZZ_Result result) {
            result.r1 = take();
        }

        @Actor
        public void second(ZZ_Result result) {
            result.r2 = take();
        }

        private boolean take() {
            if (left.get() < 1) {
                return false;
            }
            left.getAndDecrement();
            return true;
        }
    }

    private record Scope(TimeSource time, LatencyTracker tracker) implements PolicyScope {
        @Override
        public <P extends ActivePolicy> Optional<P> parent(Class<P> type) {
            return Optional.empty();
        }

        @Override
        public Signals signals() {
            return new Signals();
        }

        @Override
        public String dependency() {
            return "inventory";
        }

        @Override
        public RandomGenerator newRandom() {
            return new SplittableRandom(1);
        }

        @Override
        public void emit(SeakeepEvent event) {}

        @Override
        public void wake() {}
    }
}
