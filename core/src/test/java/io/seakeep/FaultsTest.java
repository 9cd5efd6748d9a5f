package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.deadline.CallDeadline;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Everything that can go wrong, at random and at once, on eight threads: whatever was given comes back, and no thread is left
 * bound or interrupted by what it did not do itself.
 */
class FaultsTest {

    private static final int BUDGET = 50;

    private final Faults faults = new Faults(new VirtualTime());
    private final AtomicLong closedTwice = new AtomicLong();
    private final Queue<CompletableFuture<Object>> unfinished = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Object>> answers = new ConcurrentLinkedQueue<>();
    private final Dependency dependency = dependency();

    @AfterEach
    void close() {
        faults.close();
    }

    @Test
    void whateverWasGivenComesBack() throws Exception {
        faults.cause(Worker::new);
        faults.settle(() -> unfinished.forEach(stage -> stage.completeExceptionally(new IOException("late"))));

        assertThat(answers).as("seed %d", faults.seed).allMatch(CompletableFuture::isDone);
        assertThat(closedTwice).as("seed %d", faults.seed).hasValue(0);
        faults.requireNothingLeft();
        assertThat(freeInBudget()).as("seed %d", faults.seed).isEqualTo(BUDGET);
    }

    private int freeInBudget() {
        List<Permit> taken = new ArrayList<>();
        int retries = 0;
        for (int i = 0; i < BUDGET + 5; i++) {
            Permit permit = dependency.idempotent().acquire();
            permit.fail(new IOException());
            Optional<Duration> wait = permit.retryIn();
            if (wait.isPresent()) {
                taken.add(permit.retry());
                retries++;
            }
        }
        taken.forEach(Permit::close);
        return retries;
    }

    private Dependency dependency() {
        return faults.seakeep()
                .dependency(
                        "d",
                        builder -> faults.describe(builder, FaultsTest::isBad)
                                .with(Retry.of()
                                        .attempts(3)
                                        .backoff(Backoff.fullJitter(Duration.ofMillis(1), Duration.ofMillis(4))))
                                .with(CallDeadline.after(Duration.ofMillis(20)))
                                .with(TimeoutContractTest.after(2, TimeoutEnforcement.INTERRUPTING))
                                .budget(AttemptBudget.concurrent(0).atLeast(BUDGET)));
    }

    private static boolean isBad(@Nullable Object result) {
        return "bad".equals(result)
                || result instanceof Resource && Faults.random().nextBoolean();
    }

    private final class Worker implements Faults.Operations {
        private final SplittableRandom random;

        Worker(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public void operate() {
            Dependency view = random.nextInt(4) == 0 ? dependency : dependency.idempotent();
            switch (random.nextInt(4)) {
                case 0 -> sync(view);
                case 1 -> permit(view);
                case 2 -> async(view);
                default -> disturb();
            }
        }

        private void sync(Dependency view) {
            try {
                if (random.nextBoolean()) {
                    view.call(attempt -> result());
                } else {
                    view.call(attempt -> result(), failure -> {
                        faults.throwSometimes(3);
                        return "fallback";
                    });
                }
            } catch (Throwable expected) {
                return;
            }
        }

        private void permit(Dependency view) {
            try {
                Permit permit = view.acquire();
                int ends = 1 + random.nextInt(2);
                for (int i = 0; i < ends; i++) {
                    switch (random.nextInt(3)) {
                        case 0 -> permit.succeed(random.nextBoolean() ? "good" : "bad");
                        case 1 -> permit.fail(Faults.failure());
                        default -> permit.close();
                    }
                }
                if (permit.retryIn().isPresent() && random.nextBoolean()) {
                    try (Permit second = permit.retry()) {
                        second.succeed("good");
                    }
                }
            } catch (CallRejectedException expected) {
                return;
            }
        }

        private void async(Dependency view) {
            AsyncCode<Object> code = attempt -> stage(attempt);
            CompletableFuture<Object> answer = random.nextBoolean()
                    ? view.callAsync(code)
                    : view.callAsync(code, failure -> {
                        faults.throwSometimes(3);
                        return Faults.random().nextBoolean() ? CompletableFuture.completedFuture("fallback") : later();
                    });
            answers.add(answer);
            switch (random.nextInt(6)) {
                case 0 -> answer.cancel(true);
                case 1 -> answer.thenApply(value -> value).cancel(false);
                case 2 -> answer.complete("mine");
                default -> answer.whenComplete((value, failure) -> faults.throwSometimes(5));
            }
            while (answers.size() > 1_000) {
                CompletableFuture<Object> oldest = answers.poll();
                if (oldest != null && !oldest.isDone()) {
                    oldest.cancel(true);
                }
            }
        }

        /** Meddles with what other threads have begun. */
        private void disturb() {
            CompletableFuture<Object> stage = unfinished.poll();
            if (stage != null) {
                switch (random.nextInt(3)) {
                    case 0 -> stage.complete(random.nextBoolean() ? new Resource() : "good");
                    case 1 -> stage.completeExceptionally(Faults.failure());
                    default -> {
                        stage.complete("bad");
                        stage.completeExceptionally(new IOException("twice"));
                    }
                }
            }
            CompletableFuture<Object> answer = answers.peek();
            if (answer != null && random.nextInt(4) == 0) {
                answer.cancel(true);
            }
        }

        private Object result() throws Exception {
            switch (random.nextInt(8)) {
                case 0 -> throw new IOException("reset");
                case 1 -> throw new IllegalArgumentException("wrong");
                case 2 -> throw new AssertionError("a bug");
                case 3 -> throw new StackOverflowError();
                case 4 -> {
                    return new Resource();
                }
                case 5 -> {
                    return "bad";
                }
                default -> {
                    return "good";
                }
            }
        }
    }

    private @Nullable CompletableFuture<Object> stage(Attempt attempt) throws Exception {
        attempt.onCancel(() -> faults.throwSometimes(3));
        switch (Faults.random().nextInt(8)) {
            case 0 -> throw new IOException("cannot send");
            case 1 -> throw new OutOfMemoryError("not really");
            case 2 -> {
                return null;
            }
            case 3 -> {
                return CompletableFuture.failedFuture(Faults.failure());
            }
            case 4 -> {
                return CompletableFuture.completedFuture("bad");
            }
            case 5 -> {
                return later();
            }
            case 6 -> {
                return CompletableFuture.completedFuture(new Resource());
            }
            default -> {
                return CompletableFuture.completedFuture("good");
            }
        }
    }

    private CompletableFuture<Object> later() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        unfinished.add(stage);
        return stage;
    }

    /** Judged a failure by one call and a success by another; closed once at most. */
    private final class Resource implements AutoCloseable {
        private final AtomicLong closed = new AtomicLong();

        @Override
        public void close() {
            if (closed.getAndIncrement() > 0) {
                closedTwice.incrementAndGet();
            }
            faults.throwSometimes(2);
        }
    }
}
