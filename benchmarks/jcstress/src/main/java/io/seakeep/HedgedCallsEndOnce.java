package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.AsyncCallsEndOnce.Answer;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A hedged call that is cancelled, or whose deadline passes, while one of its attempts answers: the caller gets the answer, or nobody
 * does and it is closed. The first figure is how often it was delivered, the second how often it was closed; a third is what was left
 * running.
 */
public final class HedgedCallsEndOnce {

    private HedgedCallsEndOnce() {}

    private static void end(HedgedCall hedged, Answer answer, III_Result result) {
        Answer delivered = hedged.delivered();
        result.r1 = delivered == null ? 0 : delivered == answer ? 1 : -1;
        result.r2 = answer.closed;
        result.r3 = hedged.leftRunning();
    }

    /** The algorithm by itself: who wins among the attempts has to win the call as well. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "delivered or closed")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Model {
        private final Answer answer = new Answer();
        private final AtomicReference<String> call = new AtomicReference<>("attempts run");
        private final AtomicReference<String> attempts = new AtomicReference<>("both run");
        private int delivered;

        @Actor
        public void cancel() {
            call.getAndSet("over");
            attempts.getAndSet("over");
        }

        @Actor
        public void complete() {
            if (attempts.compareAndSet("both run", "over") && call.compareAndSet("attempts run", "over")) {
                delivered++;
            } else {
                answer.close();
            }
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = delivered;
            result.r2 = answer.closed;
        }
    }

    /** What ships, against a cancellation. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 0", "0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "delivered or closed")
    @Outcome(expect = FORBIDDEN, desc = "both or neither, or something is left")
    @State
    public static class Shipped {
        private final Answer answer = new Answer();
        private final HedgedCall hedged = HedgedCall.hedged();

        @Actor
        public void cancel() {
            hedged.call.cancel(false);
        }

        @Actor
        public void complete() {
            hedged.second.complete(answer);
        }

        @Arbiter
        public void end(III_Result result) {
            HedgedCallsEndOnce.end(hedged, answer, result);
        }
    }

    /** What ships, against the deadline. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 0", "0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "delivered or closed")
    @Outcome(expect = FORBIDDEN, desc = "both or neither, or something is left")
    @State
    public static class DeadlineShipped {
        private final Answer answer = new Answer();
        private final HedgedCall hedged = HedgedCall.hedged();

        @Actor
        public void expire() {
            hedged.deadline.run();
        }

        @Actor
        public void complete() {
            hedged.second.complete(answer);
        }

        @Arbiter
        public void end(III_Result result) {
            HedgedCallsEndOnce.end(hedged, answer, result);
        }
    }

    /** The cancellation looks and writes: an attempt may win in between, whose answer nobody closes. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "delivered or closed")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Weakened {
        private final Answer answer = new Answer();
        private final AtomicReference<String> attempts = new AtomicReference<>("both run");
        private volatile boolean cancelled;

        @Actor
        public void cancel() {
            cancelled = !attempts.get().equals("over");
            attempts.getAndSet("over");
        }

        @Actor
        public void complete() {
            if (!attempts.compareAndSet("both run", "over")) {
                answer.close();
            }
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = cancelled ? 0 : 1;
            result.r2 = answer.closed;
        }
    }
}
