package io.seakeep;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.seakeep.breaker.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * An asynchronous call that is cancelled while its answer comes: the caller gets the answer, or nobody does and it is closed. The
 * first figure is how often it was delivered, the second how often it was closed.
 */
public final class AsyncCallsEndOnce {

    private AsyncCallsEndOnce() {}

    /** The algorithm by itself: whoever takes the step from running to over owns what comes after. */
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
        public void cancel() {
            state.getAndSet("over");
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

    /** What ships. */
    @JCStressTest
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "delivered or closed")
    @Outcome(expect = FORBIDDEN, desc = "both or neither")
    @State
    public static class Shipped {
        private static final Dependency DEPENDENCY = Seakeep.create()
                .dependency("inventory", d -> d.with(CircuitBreaker.of().off()));

        private final Answer answer = new Answer();
        private final CompletableFuture<Answer> users = new CompletableFuture<>();
        private final CompletableFuture<Answer> call = DEPENDENCY.callAsync(attempt -> users.minimalCompletionStage());

        @Actor
        public void cancel() {
            call.cancel(false);
        }

        @Actor
        public void complete() {
            users.complete(answer);
        }

        @Arbiter
        public void end(II_Result result) {
            result.r1 = call.isCancelled() ? 0 : call.join() == answer ? 1 : -1;
            result.r2 = answer.closed;
        }
    }

    /** A look and a write in place of the compare-and-set: a cancelled call is answered, and nobody closes that. */
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
        private volatile boolean cancelled;

        @Actor
        public void cancel() {
            if (!over) {
                over = true;
                cancelled = true;
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
            result.r1 = cancelled ? 0 : 1;
            result.r2 = answer.closed;
        }
    }

    /** Something to be closed. */
    static final class Answer implements AutoCloseable {
        int closed;

        @Override
        public void close() {
            closed++;
        }
    }
}
