package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Faults.Operations;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Calls with hedges on eight threads, of which anything may go wrong: each ends, by one result; whatever else its attempts brought is
 * closed once, and nothing of them is left.
 */
class HedgeHistoriesTest {

    private static final int MOST_UNDER_WAY = 200;
    private static final long STEP_NANOS = 200_000;
    private static final long MS = 1_000_000;

    private final Faults faults = new Faults(VirtualTime.handDriven());
    private final RandomHedging hedging = new RandomHedging();
    private final Accounts accounts = new Accounts();
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Object>> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong callsBegun = new AtomicLong();
    private final AtomicLong callsEnded = new AtomicLong();
    private final Dependency dependency = dependency();

    @AfterEach
    void close() {
        faults.close();
    }

    @Test
    void eachCallEndsByOneResultAndNothingIsLeft() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread clock = new Thread(() -> moveClockUntil(over));
        clock.start();
        faults.cause(Worker::new);
        over.set(true);
        clock.join();
        awaitThreadsOfHedges();
        faults.settle(() -> asked.forEach(each -> each.completeExceptionally(new IOException("late"))));

        assertThat(callsEnded).as("seed %d", faults.seed).hasValue(callsBegun.get());
        accounts.requireBalanced(faults.seed);
        faults.requireNothingLeft();
        assertThat(hedging.sent).hasValueGreaterThan(Faults.OPERATIONS / 50);
        assertThat(hedging.won).hasValueGreaterThan(Faults.OPERATIONS / 1_000);
        assertThat(hedging.wasted).hasValueGreaterThan(Faults.OPERATIONS / 2_000);
    }

    /** Slowly enough that threads can answer before the deadline. */
    private void moveClockUntil(AtomicBoolean over) {
        while (!over.get()) {
            faults.time.advanceNanos(STEP_NANOS);
            LockSupport.parkNanos(1_000);
        }
    }

    /** Those that still run code, which nobody waits for, end when its time has come. */
    private void awaitThreadsOfHedges() {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!accounts.allCodeEnded() && System.nanoTime() - giveUp < 0) {
            faults.time.advanceNanos(MS);
            Thread.onSpinWait();
        }
    }

    private Dependency dependency() {
        return faults.seakeep()
                .dependency(
                        "d",
                        builder -> faults.describe(builder, HedgeHistoriesTest::isBad)
                                .with(hedging)
                                .with(Retry.of()
                                        .attempts(2)
                                        .backoff(Backoff.fullJitter(Duration.ofMillis(1), Duration.ofMillis(4))))
                                .with(CallDeadline.after(Duration.ofMillis(20)))
                                .with(TimeoutContractTest.after(10, TimeoutEnforcement.INTERRUPTING))
                                .budget(AttemptBudget.concurrent(1).atLeast(1_000)));
    }

    private static boolean isBad(@Nullable Object result) {
        return "bad".equals(result) || result instanceof Resource resource && resource.bad;
    }

    private final class Worker implements Operations {
        private final SplittableRandom random;

        Worker(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public void operate() {
            switch (random.nextInt(4)) {
                case 0 -> sync();
                case 1, 2 -> async();
                default -> answer();
            }
        }

        private void sync() {
            callsBegun.getAndIncrement();
            try {
                Object result = random.nextBoolean()
                        ? dependency.idempotent().call(attempt -> run(attempt))
                        : dependency.idempotent().call(attempt -> run(attempt), HedgeHistoriesTest.this::instead);
                accounts.delivered(result);
            } catch (Throwable expected) {
                return;
            } finally {
                callsEnded.getAndIncrement();
            }
        }

        private void async() {
            callsBegun.getAndIncrement();
            AsyncCode<Object> code = HedgeHistoriesTest.this::start;
            CompletableFuture<Object> call = random.nextBoolean()
                    ? dependency.idempotent().callAsync(code)
                    : dependency.idempotent().callAsync(code, HedgeHistoriesTest.this::startInstead);
            calls.add(call);
            call.whenComplete((result, failure) -> {
                callsEnded.getAndIncrement();
                accounts.delivered(result);
                faults.throwSometimes(5);
            });
            switch (random.nextInt(12)) {
                case 0 -> call.cancel(true);
                case 1 -> call.thenApply(result -> result).cancel(false);
                case 2 -> call.complete("mine");
                default -> {}
            }
            if (random.nextInt(8) == 0) {
                cancelOldest();
            }
        }

        private void cancelOldest() {
            CompletableFuture<Object> oldest = calls.poll();
            if (oldest != null) {
                oldest.cancel(true);
            }
        }

        /** Whoever asked, and whenever that was. */
        private void answer() {
            do {
                Asked oldest = asked.poll();
                if (oldest != null) {
                    oldest.answer();
                }
            } while (asked.size() > MOST_UNDER_WAY);
            while (calls.size() > MOST_UNDER_WAY) {
                calls.poll();
            }
        }
    }

    /** The code of an attempt on a thread. */
    private @Nullable Object run(Attempt attempt) throws Exception {
        accounts.codeBegun.getAndIncrement();
        try {
            attempt.onCancel(() -> faults.throwSometimes(3));
            if (oneOf(4)) {
                takeTime(Faults.random().nextLong(4 * MS));
            }
            if (oneOf(10) && !attempt.callOffOthers() && oneOf(2)) {
                throw new InterruptedException("another has won");
            }
            return switch (Faults.random().nextInt(8)) {
                case 0 -> throw new IOException("reset");
                case 1 -> throw new AssertionError("a bug");
                case 2 -> CompletableFuture.completedFuture("not an answer yet");
                case 3 -> "bad";
                case 4 -> "good";
                default -> accounts.handedOver(new Resource());
            };
        } finally {
            accounts.codeEnded.getAndIncrement();
        }
    }

    private void takeTime(long nanos) throws InterruptedException {
        long until = faults.time.nanoTime() + nanos;
        while (until - faults.time.nanoTime() > 0) {
            faults.time.parkUntil(this, until);
            if (Thread.currentThread().isInterrupted()) {
                if (oneOf(2)) {
                    throw new InterruptedException();
                }
                return; // and answers all the same
            }
        }
    }

    /** The code of an attempt without one. */
    private @Nullable CompletionStage<Object> start(Attempt attempt) throws Exception {
        attempt.onCancel(() -> faults.throwSometimes(3));
        return switch (Faults.random().nextInt(12)) {
            case 0 -> throw new IOException("cannot send");
            case 1 -> throw new OutOfMemoryError("not really");
            case 2 -> null;
            case 3 -> CompletableFuture.failedFuture(Faults.failure());
            case 4 -> CompletableFuture.completedFuture("bad");
            case 5 -> CompletableFuture.completedFuture(accounts.handedOver(new Resource()));
            case 6, 7 -> ask(attempt).minimalCompletionStage();
            default -> ask(attempt);
        };
    }

    private Asked ask(@Nullable Attempt attempt) {
        Asked one = new Asked(attempt);
        asked.add(one);
        return one;
    }

    /** The fallback of a synchronous call. */
    private Object instead(Throwable failure) {
        given(failure);
        faults.throwSometimes(3);
        return oneOf(2) ? "fallback" : accounts.handedOver(new Resource());
    }

    /** The fallback of an asynchronous one. */
    private CompletionStage<Object> startInstead(Throwable failure) {
        given(failure);
        faults.throwSometimes(3);
        return switch (Faults.random().nextInt(3)) {
            case 0 -> CompletableFuture.completedFuture("fallback");
            case 1 -> CompletableFuture.completedFuture(accounts.handedOver(new Resource()));
            default -> ask(null);
        };
    }

    /** What a fallback is told of is the fallback's. */
    private void given(Throwable failure) {
        if (failure instanceof BadResultException bad) {
            accounts.delivered(bad.result());
        }
    }

    private static boolean oneOf(int many) {
        return Faults.random().nextInt(many) == 0;
    }

    /** One that was asked, and has not answered. */
    private final class Asked extends CompletableFuture<Object> {
        private final @Nullable Attempt attempt;
        private final boolean stubborn = oneOf(3);

        Asked(@Nullable Attempt attempt) {
            this.attempt = attempt;
        }

        void answer() {
            if (attempt != null && oneOf(4) && !attempt.callOffOthers() && oneOf(2)) {
                completeExceptionally(new IOException("another has won"));
            }
            switch (Faults.random().nextInt(6)) {
                case 0 -> completeExceptionally(Faults.failure());
                case 1 -> complete("bad");
                case 2 -> complete("good");
                default -> answer(new Resource());
            }
        }

        private void answer(Resource resource) {
            if (complete(resource)) {
                accounts.handedOver(resource);
            }
        }

        /** A stubborn one goes on. */
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            faults.throwSometimes(20);
            return !stubborn && super.cancel(mayInterruptIfRunning);
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new CompletableFuture<>();
        }
    }

    /** An answer that holds something, and is to be delivered or closed. */
    private final class Resource implements AutoCloseable {
        private final boolean bad = oneOf(4);
        private final AtomicBoolean settled = new AtomicBoolean();

        void settle(AtomicLong count) {
            if (settled.compareAndSet(false, true)) {
                count.getAndIncrement();
            } else {
                accounts.settledTwice.getAndIncrement();
            }
        }

        @Override
        public void close() {
            settle(accounts.closed);
            faults.throwSometimes(2);
        }
    }

    /** What was handed over by attempts, and what became of it. */
    private static final class Accounts {
        private final AtomicLong handedOver = new AtomicLong();
        private final AtomicLong delivered = new AtomicLong();
        private final AtomicLong closed = new AtomicLong();
        private final AtomicLong settledTwice = new AtomicLong();
        private final AtomicLong codeBegun = new AtomicLong();
        private final AtomicLong codeEnded = new AtomicLong();

        Resource handedOver(Resource resource) {
            handedOver.getAndIncrement();
            return resource;
        }

        void delivered(@Nullable Object result) {
            if (result instanceof Resource resource) {
                resource.settle(delivered);
            }
        }

        boolean allCodeEnded() {
            return codeBegun.get() == codeEnded.get();
        }

        void requireBalanced(long seed) {
            assertThat(settledTwice).as("seed %d", seed).hasValue(0);
            assertThat(delivered.get() + closed.get()).as("seed %d", seed).isEqualTo(handedOver.get());
            assertThat(delivered).hasValueGreaterThan(Faults.OPERATIONS / 50);
            assertThat(closed).hasValueGreaterThan(Faults.OPERATIONS / 50);
        }
    }

    /** Up to two hedges, a millisecond apart, and anything else at random. */
    private final class RandomHedging implements Policy, HedgeStrategy {
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong won = new AtomicLong();
        private final AtomicLong wasted = new AtomicLong();

        @Override
        public long delayNanos(int attempts) {
            faults.throwSometimes(50);
            return attempts == 3 || oneOf(20) ? NEVER : oneOf(20) ? 0 : MS;
        }

        @Override
        public boolean wants() {
            faults.throwSometimes(50);
            return !oneOf(20);
        }

        @Override
        public double share() {
            return 1;
        }

        @Override
        public boolean leavesFirstRunning() {
            faults.throwSometimes(50);
            return oneOf(5);
        }

        @Override
        public boolean leavesLosersRunning() {
            faults.throwSometimes(50);
            return oneOf(10);
        }

        @Override
        public void sent() {
            sent.getAndIncrement();
            faults.throwSometimes(10);
        }

        @Override
        public void refused(HedgeRefused.Reason reason) {
            faults.throwSometimes(10);
        }

        @Override
        public void won() {
            won.getAndIncrement();
            faults.throwSometimes(10);
        }

        @Override
        public void wasted() {
            wasted.getAndIncrement();
            faults.throwSometimes(10);
        }

        @Override
        public String name() {
            return "random-hedging";
        }

        @Override
        public Position position() {
            return Position.HEDGE;
        }

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return this;
        }

        @Override
        public String describe() {
            return "at random";
        }
    }
}
