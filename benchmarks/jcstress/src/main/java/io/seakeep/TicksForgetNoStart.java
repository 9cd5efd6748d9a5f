package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** An extra attempt that starts while a tick pays in is charged: of one there and one earned, one is left. */
public final class TicksForgetNoStart {

    private TicksForgetNoStart() {}

    /** The algorithm by itself. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "charged and paid in")
    @Outcome(expect = FORBIDDEN, desc = "a start or a payment lost")
    @State
    public static class Model {
        private final AtomicLong left = new AtomicLong(1);

        @Actor
        public void start(ZI_Result result) {
            result.r1 = take();
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

        @Actor
        public void tick() {
            left.getAndAdd(1);
        }

        @Arbiter
        public void left(ZI_Result result) {
            result.r2 = (int) left.get();
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "charged and paid in")
    @Outcome(expect = FORBIDDEN, desc = "a start or a payment lost")
    @State
    public static class Shipped {
        private static final Scope SCOPE = new Scope(new VirtualTime(), LatencyTracker.create());
        private static final long NOW = SCOPE.time.nanoTime();
        private static final Tick ONE_SUCCESS = oneSuccess();

        private final WindowedBudget budget =
                new WindowedBudget(1, Duration.ofSeconds(1).toNanos(), 1, SCOPE);

        private static Tick oneSuccess() {
            SCOPE.tracker.record(1, io.seakeep.latency.Outcome.SUCCESS);
            SCOPE.tracker.tick(NOW);
            return new Tick(NOW, 0, 0, SCOPE.tracker.lastTick(), LatencySnapshot.empty());
        }

        @Actor
        public void start(ZI_Result result) {
            result.r1 = budget.tryStart(NOW);
        }

        @Actor
        public void tick() {
            budget.onTick(ONE_SUCCESS);
        }

        @Arbiter
        public void left(ZI_Result result) {
            result.r2 = (int) budget.attemptsLeft(NOW);
        }
    }

    /** The tick sets what is left to a sum of its own: a start in between is forgotten. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "charged and paid in")
    @Outcome(expect = FORBIDDEN, desc = "a start or a payment lost")
    @State
    public static class Weakened {
        private final AtomicLong left = new AtomicLong(1);

        @Actor
        public void start(ZI_Result result) {
            result.r1 = take();
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

        @Actor
        public void tick() {
            left.set(left.get() + 1);
        }

        @Arbiter
        public void left(ZI_Result result) {
            result.r2 = (int) left.get();
        }
    }

    private record Scope(VirtualTime time, LatencyTracker tracker) implements PolicyScope {
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
