package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.deadline.CallDeadline;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.Deadline;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Everything that can go wrong, at random and at once, on eight threads: whatever was given comes back, and no thread is left
 * bound or interrupted by what it did not do itself.
 */
class FaultsTest {

    private static final int THREADS = 8;
    private static final int OPERATIONS = Boolean.getBoolean("seakeep.thorough") ? 10_000_000 : 100_000;
    private static final int BUDGET = 50;

    /** No more faults. */
    private static volatile boolean calm;

    private final VirtualTime time = new VirtualTime();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final AtomicLong closedTwice = new AtomicLong();
    private final List<CountingGate> gates = new ArrayList<>();
    private final Queue<CompletableFuture<Object>> unfinished = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Object>> answers = new ConcurrentLinkedQueue<>();
    private final Seakeep seakeep = Seakeep.builder()
            .time(time)
            .executor(this::execute)
            .context(new FaultyCarrier())
            .listener(event -> throwSometimes(20))
            .build();
    private final Dependency dependency = dependency();

    @Test
    void whateverWasGivenComesBack() throws Exception {
        calm = false;
        long seed = ThreadLocalRandom.current().nextLong();
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        SplittableRandom seeds = new SplittableRandom(seed);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            Worker worker = new Worker(seeds.split());
            threads[i] = new Thread(() -> {
                try {
                    worker.run(OPERATIONS / THREADS);
                } catch (Throwable failure) {
                    failed.compareAndSet(null, failure);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failed.get()).as("seed %d", seed).isNull();
        calm = true;
        settle();

        assertThat(answers).as("seed %d", seed).allMatch(CompletableFuture::isDone);
        assertThat(gates).as("seed %d", seed).hasSize(4).allSatisfy(gate -> {
            assertThat(gate.inside.get()).isZero();
            assertThat(gate.tracker.inFlight()).isZero();
            assertThat(gate.entered.get()).isGreaterThan(OPERATIONS / 4);
        });
        assertThat(closedTwice).as("seed %d", seed).hasValue(0);
        assertThat(time.pendingTimers()).as("seed %d", seed).isZero();
        assertThat(freeInBudget()).as("seed %d", seed).isEqualTo(BUDGET);
        for (int i = 0; i < 4; i++) {
            pool.submit(FaultsTest::requireClean).get();
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Ends what is still under way, and lets time pass until nothing is left to be done. */
    private void settle() throws Exception {
        for (int round = 0; round < 20; round++) {
            unfinished.forEach(stage -> stage.completeExceptionally(new IOException("late")));
            for (int i = 0; i < 8; i++) {
                time.advance(Duration.ofSeconds(1));
                List<Future<?>> both = List.of(pool.submit(() -> {}), pool.submit(() -> {}), pool.submit(() -> {}));
                for (Future<?> each : both) {
                    each.get();
                }
            }
        }
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
        return seakeep.dependency("d", builder -> {
            for (Position position :
                    List.of(Position.ADMISSION, Position.BREAKER, Position.BULKHEAD, Position.RATE_LIMIT)) {
                builder.with(new CountingPolicy(position));
            }
            builder.with(Retry.of().attempts(3).backoff(Backoff.fullJitter(Duration.ofMillis(1), Duration.ofMillis(4))))
                    .with(CallDeadline.after(Duration.ofMillis(20)))
                    .with(TimeoutContractTest.after(2, TimeoutEnforcement.INTERRUPTING))
                    .budget(AttemptBudget.concurrent(0).atLeast(BUDGET))
                    .classifier(new FaultyClassifier());
        });
    }

    private void execute(Runnable work) {
        if (oneIn(20)) {
            throw new RejectedExecutionException("busy");
        }
        pool.execute(work);
    }

    private static boolean oneIn(int many) {
        return !calm && random().nextInt(many) == 0;
    }

    private static void throwSometimes(int oneIn) {
        if (oneIn(oneIn)) {
            throw new IllegalStateException("a fault");
        }
    }

    private static void requireClean() {
        assertThat(RequestContext.current()).isEqualTo(RequestContext.none());
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private final class Worker {
        private final SplittableRandom random;

        Worker(SplittableRandom random) {
            this.random = random;
        }

        void run(int operations) {
            for (int i = 0; i < operations; i++) {
                boolean interrupting = random.nextInt(50) == 0;
                if (random.nextInt(20) == 0) {
                    Duration left = Duration.ofMillis(random.nextInt(30));
                    RequestContext.none()
                            .withDeadline(Deadline.after(left, time))
                            .run(() -> operate(interrupting));
                } else {
                    operate(interrupting);
                }
                assertThat(Thread.interrupted()).as("interrupted").isEqualTo(interrupting);
                assertThat(RequestContext.current()).isEqualTo(RequestContext.none());
                if (random.nextInt(100) == 0) {
                    time.advanceNanos(random.nextLong(3_000_000));
                }
            }
        }

        private void operate(boolean interrupting) {
            Dependency view = random.nextInt(4) == 0 ? dependency : dependency.idempotent();
            boolean interruptsBefore = interrupting && random.nextBoolean();
            if (interruptsBefore) {
                Thread.currentThread().interrupt();
            }
            switch (random.nextInt(4)) {
                case 0 -> sync(view);
                case 1 -> permit(view);
                case 2 -> async(view);
                default -> disturb();
            }
            if (interrupting && !interruptsBefore) {
                Thread.currentThread().interrupt();
            }
        }

        private void sync(Dependency view) {
            try {
                if (random.nextBoolean()) {
                    view.call(attempt -> result());
                } else {
                    view.call(attempt -> result(), failure -> {
                        throwSometimes(3);
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
                        case 1 -> permit.fail(failure());
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
                        throwSometimes(3);
                        return random().nextBoolean() ? CompletableFuture.completedFuture("fallback") : later();
                    });
            answers.add(answer);
            switch (random.nextInt(6)) {
                case 0 -> answer.cancel(true);
                case 1 -> answer.thenApply(value -> value).cancel(false);
                case 2 -> answer.complete("mine");
                default -> answer.whenComplete((value, failure) -> throwSometimes(5));
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
                    case 1 -> stage.completeExceptionally(failure());
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

    /** For code that runs on any thread. */
    private static ThreadLocalRandom random() {
        return ThreadLocalRandom.current();
    }

    private @Nullable CompletableFuture<Object> stage(Attempt attempt) throws Exception {
        attempt.onCancel(() -> throwSometimes(3));
        switch (random().nextInt(8)) {
            case 0 -> throw new IOException("cannot send");
            case 1 -> throw new OutOfMemoryError("not really");
            case 2 -> {
                return null;
            }
            case 3 -> {
                return CompletableFuture.failedFuture(failure());
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

    private static Throwable failure() {
        return switch (random().nextInt(4)) {
            case 0 -> new AssertionError("a bug");
            case 1 -> new IllegalStateException("wrong");
            default -> new IOException("reset");
        };
    }

    /** Judged a failure by one call and a success by another; closed once at most. */
    private final class Resource implements AutoCloseable {
        private final AtomicLong closed = new AtomicLong();

        @Override
        public void close() {
            if (closed.getAndIncrement() > 0) {
                closedTwice.incrementAndGet();
            }
            throwSometimes(2);
        }
    }

    private static final class FaultyClassifier implements Classifier {
        @Override
        public Verdict ofResult(@Nullable Object result) {
            throwSometimes(50);
            boolean bad = "bad".equals(result) || result instanceof Resource && random().nextBoolean();
            return bad ? Verdict.FAILURE : Verdict.SUCCESS;
        }

        @Override
        public Verdict ofFailure(Throwable failure) {
            throwSometimes(50);
            return Classifier.standard().ofFailure(failure);
        }
    }

    private static final class FaultyCarrier implements ContextCarrier {
        @Override
        public Captured capture() {
            throwSometimes(50);
            return () -> {
                throwSometimes(50);
                return () -> throwSometimes(50);
            };
        }
    }

    private final class CountingGate implements Gate {
        final AtomicLong inside = new AtomicLong();
        final AtomicLong entered = new AtomicLong();
        final LatencyTracker tracker;

        CountingGate(LatencyTracker tracker) {
            this.tracker = tracker;
        }

        @Override
        public long tryEnter(CallTraits traits, long nowNanos) {
            if (oneIn(100)) {
                return REFUSED;
            }
            inside.getAndIncrement();
            return entered.getAndIncrement();
        }

        @Override
        public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
            inside.getAndDecrement();
        }

        @Override
        public void withdraw(long token) {
            inside.getAndDecrement();
        }

        @Override
        public CallRejectedException rejection(long refusal, long nowNanos) {
            return new CallRejectedException("d", "counting", "counting", 0, () -> "at random");
        }
    }

    private final class CountingPolicy implements Policy {
        private final Position position;

        CountingPolicy(Position position) {
            this.position = position;
        }

        @Override
        public String name() {
            return "counting-" + position.ordinal();
        }

        @Override
        public Position position() {
            return position;
        }

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            CountingGate gate = new CountingGate(scope.tracker());
            gates.add(gate);
            return gate;
        }

        @Override
        public String describe() {
            return "counts";
        }
    }
}
