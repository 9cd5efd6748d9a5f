package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.Deadline;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a dependency is given from outside, and all of it faulty at random until it is to be calm: executor, carrier, listener,
 * classifier and gates. The gates count who is inside.
 */
final class Faults implements AutoCloseable {

    static final int OPERATIONS = Boolean.getBoolean("seakeep.thorough") ? 10_000_000 : 100_000;

    private static final int THREADS = 8;
    private static final List<Position> GATES =
            List.of(Position.ADMISSION, Position.BREAKER, Position.BULKHEAD, Position.RATE_LIMIT);

    final VirtualTime time;
    final long seed = ThreadLocalRandom.current().nextLong();

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final List<CountingGate> gates = new CopyOnWriteArrayList<>();
    private volatile boolean calm;

    Faults(VirtualTime time) {
        this.time = time;
    }

    Seakeep seakeep() {
        return Seakeep.builder()
                .time(time)
                .executor(this::execute)
                .context(new FaultyCarrier())
                .listener(event -> throwSometimes(20))
                .build();
    }

    private void execute(Runnable work) {
        if (oneIn(20)) {
            throw new RejectedExecutionException("busy");
        }
        pool.execute(work);
    }

    /** With counting gates at all positions, and the standard classifier's judgement of failures. */
    Dependency.Builder describe(Dependency.Builder builder, Predicate<@Nullable Object> isBad) {
        GATES.forEach(position -> builder.with(new CountingPolicy(position)));
        return builder.classifier(new FaultyClassifier(isBad));
    }

    boolean oneIn(int many) {
        return !calm && random().nextInt(many) == 0;
    }

    void throwSometimes(int oneIn) {
        if (oneIn(oneIn)) {
            throw new IllegalStateException("a fault");
        }
    }

    /** For code that runs on any thread. */
    static ThreadLocalRandom random() {
        return ThreadLocalRandom.current();
    }

    static Throwable failure() {
        return switch (random().nextInt(4)) {
            case 0 -> new AssertionError("a bug");
            case 1 -> new IllegalStateException("wrong");
            default -> new IOException("reset");
        };
    }

    /** Runs so many operations on many threads, and lets there be no more faults then. */
    void cause(Function<SplittableRandom, Operations> ofThread) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        SplittableRandom seeds = new SplittableRandom(seed);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = seeds.split();
            Operations operations = ofThread.apply(random);
            threads[i] = new Thread(() -> {
                try {
                    run(operations, random);
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
    }

    private void run(Operations operations, SplittableRandom random) {
        for (int i = 0; i < OPERATIONS / THREADS; i++) {
            boolean interrupting = random.nextInt(50) == 0;
            boolean interruptsBefore = interrupting && random.nextBoolean();
            if (interruptsBefore) {
                Thread.currentThread().interrupt();
            }
            if (random.nextInt(20) == 0) {
                Duration left = Duration.ofMillis(random.nextInt(30));
                RequestContext.none().withDeadline(Deadline.after(left, time)).run(operations::operate);
            } else {
                operations.operate();
            }
            if (interrupting && !interruptsBefore) {
                Thread.currentThread().interrupt();
            }
            assertThat(Thread.interrupted()).as("interrupted").isEqualTo(interrupting);
            assertThat(RequestContext.current()).isEqualTo(RequestContext.none());
            if (random.nextInt(100) == 0) {
                time.advanceNanos(random.nextLong(3_000_000));
            }
        }
    }

    /** Lets time pass until nothing is left to be done. */
    void settle(Runnable endWhatIsUnderWay) throws Exception {
        for (int round = 0; round < 20; round++) {
            endWhatIsUnderWay.run();
            for (int i = 0; i < 8; i++) {
                time.advance(Duration.ofSeconds(1));
                List<Future<?>> all = List.of(pool.submit(() -> {}), pool.submit(() -> {}), pool.submit(() -> {}));
                for (Future<?> each : all) {
                    each.get();
                }
            }
        }
    }

    boolean isAnybodyInside() {
        return gates.stream().anyMatch(gate -> gate.inside.get() != 0);
    }

    /** Whatever was given has come back, and the threads of the pool are as they were. */
    void requireNothingLeft() throws Exception {
        assertThat(gates).as("seed %d", seed).hasSize(GATES.size()).allSatisfy(gate -> {
            assertThat(gate.inside).hasValue(0);
            assertThat(gate.tracker.inFlight()).isZero();
            assertThat(gate.entered).hasValueGreaterThan(OPERATIONS / 4);
        });
        assertThat(time.pendingTimers()).as("seed %d", seed).isZero();
        for (int i = 0; i < 4; i++) {
            pool.submit(Faults::requireClean).get();
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    static void requireClean() {
        assertThat(RequestContext.current()).isEqualTo(RequestContext.none());
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** What one thread does, again and again. */
    interface Operations {
        void operate();
    }

    private final class FaultyClassifier implements Classifier {
        private final Predicate<@Nullable Object> isBad;

        FaultyClassifier(Predicate<@Nullable Object> isBad) {
            this.isBad = isBad;
        }

        @Override
        public Verdict ofResult(@Nullable Object result) {
            throwSometimes(50);
            return isBad.test(result) ? Verdict.FAILURE : Verdict.SUCCESS;
        }

        @Override
        public Verdict ofFailure(Throwable failure) {
            throwSometimes(50);
            return Classifier.standard().ofFailure(failure);
        }
    }

    private final class FaultyCarrier implements ContextCarrier {
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
