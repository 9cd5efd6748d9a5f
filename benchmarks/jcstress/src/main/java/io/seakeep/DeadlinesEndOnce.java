package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.AsyncCallsEndOnce.Answer;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.deadline.CallDeadline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A deadline that passes while the answer comes: the caller gets the answer, or hears that the time was over and the answer is
 * closed. The first figure is how often it was delivered, the second how often it was closed.
 */
public final class DeadlinesEndOnce {

    private DeadlinesEndOnce() {}

    /** The algorithm by itself: both take a step from running, and one can. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "delivered or closed")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Model {
        private final Answer answer = new Answer();
        private final AtomicReference<String> state = new AtomicReference<>("running");
        private int delivered;

        @Actor
        public void expire() {
            state.compareAndSet("running", "expired");
        }

        @Actor
        public void complete() {
            if (state.compareAndSet("running", "over")) {
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

    /** What ships, with the timer in the test's own hands. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "delivered or closed")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Shipped {
        private static final HeldTimers TIME = new HeldTimers();
        private static final Dependency DEPENDENCY = Seakeep.builder()
                .time(TIME)
                .executor(Runnable::run)
                .build()
                .dependency(
                        "inventory",
                        d -> d.with(CircuitBreaker.of().off()).with(CallDeadline.after(Duration.ofSeconds(1))));

        private final Answer answer = new Answer();
        private final CompletableFuture<Answer> users = new CompletableFuture<>();
        private final CompletableFuture<Answer> call = DEPENDENCY.callAsync(attempt -> users.minimalCompletionStage());
        private final Runnable deadline = TIME.lastOfThisThread();

        @Actor
        public void expire() {
            deadline.run();
        }

        @Actor
        public void complete() {
            users.complete(answer);
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = call.isCompletedExceptionally() ? 0 : call.join() == answer ? 1 : -1;
            result.r2 = answer.closed;
        }
    }

    /** A look and a write in place of the compare-and-set. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "delivered or closed")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Weakened {
        private final Answer answer = new Answer();
        private volatile boolean over;
        private volatile boolean expired;

        @Actor
        public void expire() {
            if (!over) {
                over = true;
                expired = true;
            }
        }

        @Actor
        public void complete() {
            if (over) {
                answer.close();
            } else {
                over = true;
            }
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = expired ? 0 : 1;
            result.r2 = answer.closed;
        }
    }
}
