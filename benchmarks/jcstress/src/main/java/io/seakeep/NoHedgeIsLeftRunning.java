package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.AsyncCallsEndOnce.Answer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A hedge is being started while the first attempt answers: it is called off, or was never started. The figure is what was left running;
 * one beside it how often the answer was delivered.
 */
public final class NoHedgeIsLeftRunning {

    private NoHedgeIsLeftRunning() {}

    /** The algorithm by itself: a hedge that has been let in runs only if it can be entered among those that do. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing is left running")
    @Outcome(expect = FORBIDDEN, desc = "nobody stops the hedge")
    @State
    public static class Model {
        private final AtomicReference<String> state = new AtomicReference<>("first runs");
        private final AtomicInteger inside = new AtomicInteger(1);

        @Actor
        public void hedge() {
            if (state.compareAndSet("first runs", "hedge starts")) {
                inside.getAndIncrement();
                if (!state.compareAndSet("hedge starts", "both run")) {
                    inside.getAndDecrement();
                }
            }
        }

        @Actor
        public void answer() {
            inside.getAndDecrement();
            if (state.getAndSet("over").equals("both run")) {
                inside.getAndDecrement();
            }
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = inside.get();
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "nothing is left running")
    @Outcome(expect = FORBIDDEN, desc = "something is, or there was no answer")
    @State
    public static class Shipped {
        private final Answer answer = new Answer();
        private final HedgedCall hedged = new HedgedCall();

        @Actor
        public void hedge() {
            hedged.hedge.run();
        }

        @Actor
        public void answer() {
            hedged.first.complete(answer);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = hedged.leftRunning();
            result.r2 = hedged.delivered() == answer && answer.closed == 0 ? 1 : 0;
        }
    }

    /** The hedge is entered by a write, as if nothing could have happened while it was let in. */
    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing is left running")
    @Outcome(expect = FORBIDDEN, desc = "nobody stops the hedge")
    @State
    public static class Weakened {
        private final AtomicReference<String> state = new AtomicReference<>("first runs");
        private final AtomicInteger inside = new AtomicInteger(1);

        @Actor
        public void hedge() {
            if (state.compareAndSet("first runs", "hedge starts")) {
                inside.getAndIncrement();
                state.set("both run");
            }
        }

        @Actor
        public void answer() {
            inside.getAndDecrement();
            if (state.getAndSet("over").equals("both run")) {
                inside.getAndDecrement();
            }
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = inside.get();
        }
    }
}
