package io.seakeep.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Of cancelling and firing a timer, exactly one gets the task. */
public final class TimerClaims {

    private static final Runnable TASK = () -> {};

    private TimerClaims() {}

    /** The algorithm by itself: the task is the state, and one exchange takes it. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Model {
        private final AtomicReference<Runnable> task = new AtomicReference<>(TASK);

        @Actor
        public void cancel(ZZ_Result result) {
            result.r1 = task.getAndSet(null) != null;
        }

        @Actor
        public void fire(ZZ_Result result) {
            result.r2 = task.getAndSet(null) != null;
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
        private final TimerEntry entry = new TimerEntry(0, TASK);

        @Actor
        public void cancel(ZZ_Result result) {
            result.r1 = entry.cancel();
        }

        @Actor
        public void fire(ZZ_Result result) {
            result.r2 = entry.claim() != null;
        }
    }

    /** A look and a write in place of the exchange: both get it. */
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE,
            desc = "one of them")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Weakened {
        private volatile Runnable task = TASK;

        @Actor
        public void cancel(ZZ_Result result) {
            result.r1 = take();
        }

        @Actor
        public void fire(ZZ_Result result) {
            result.r2 = take();
        }

        private boolean take() {
            boolean there = task != null;
            task = null;
            return there;
        }
    }
}
