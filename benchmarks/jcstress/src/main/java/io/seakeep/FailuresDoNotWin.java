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
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * One attempt of a hedged call fails while the other answers: whichever comes first, the caller gets the answer. The result is whether he
 * did; a figure beside it is what was left running.
 */
public final class FailuresDoNotWin {

    private FailuresDoNotWin() {}

    /** The algorithm by itself: a failure takes one off those that run, and an answer all of them. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the answer")
    @Outcome(expect = FORBIDDEN, desc = "the failure")
    @State
    public static class Model {
        private final AtomicInteger running = new AtomicInteger(2);
        private volatile String delivered;

        @Actor
        public void fail() {
            int was = running.get();
            while (was > 0) {
                if (running.compareAndSet(was, was - 1)) {
                    if (was == 1) {
                        delivered = "failure";
                    }
                    return;
                }
                was = running.get();
            }
        }

        @Actor
        public void succeed() {
            if (running.getAndSet(0) > 0) {
                delivered = "answer";
            }
        }

        @Arbiter
        public void look(Z_Result result) {
            result.r1 = delivered.equals("answer");
        }
    }

    /** What ships. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "the answer")
    @Outcome(expect = FORBIDDEN, desc = "the failure, or something is left")
    @State
    public static class Shipped {
        private static final Exception FAILURE =
                new IllegalArgumentException("made once, and not worth another attempt");

        private final Answer answer = new Answer();
        private final HedgedCall hedged = HedgedCall.hedged();

        @Actor
        public void fail() {
            hedged.first.completeExceptionally(FAILURE);
        }

        @Actor
        public void succeed() {
            hedged.second.complete(answer);
        }

        @Arbiter
        public void look(ZI_Result result) {
            result.r1 = hedged.delivered() == answer && answer.closed == 0;
            result.r2 = hedged.leftRunning();
        }
    }

    /** Each says first that it has ended, and delivers then: a failure that finds itself the last one overtakes the answer. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "the answer")
    @Outcome(expect = FORBIDDEN, desc = "the failure")
    @State
    public static class Weakened {
        private final AtomicInteger running = new AtomicInteger(2);
        private final AtomicReference<String> delivered = new AtomicReference<>();

        @Actor
        public void fail() {
            if (running.decrementAndGet() == 0) {
                delivered.compareAndSet(null, "failure");
            }
        }

        @Actor
        public void succeed() {
            running.decrementAndGet();
            delivered.compareAndSet(null, "answer");
        }

        @Arbiter
        public void look(Z_Result result) {
            result.r1 = "answer".equals(delivered.get());
        }
    }
}
