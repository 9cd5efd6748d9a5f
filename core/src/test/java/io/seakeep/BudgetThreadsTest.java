package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight threads draw on one budget: it is never overdrawn, and all comes back. */
class BudgetThreadsTest {

    private static final int THREADS = 8;
    private static final int OPERATIONS_EACH =
            (Boolean.getBoolean("seakeep.thorough") ? 10_000_000 : 400_000) / THREADS;
    private static final int ROUNDS = Boolean.getBoolean("seakeep.thorough") ? 50_000 : 4_000;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void shutDown() {
        pool.shutdownNow();
    }

    /** Seven threads take what there is, while the eighth ticks: each attempt is there once, and no tick brings one back. */
    @Test
    void whatIsThereIsTakenOnce() throws Exception {
        int floor = 200;
        VirtualTime time = new VirtualTime();
        BudgetBench bench = new BudgetBench(time, 0.1, Duration.ofSeconds(1), floor);
        AtomicInteger taken = new AtomicInteger();
        List<Integer> rounds = new ArrayList<>();
        CyclicBarrier allReady = new CyclicBarrier(THREADS, () -> {
            rounds.add(taken.getAndSet(0));
            bench.ticks(10);
        });
        List<Future<?>> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            boolean ticking = thread == 0;
            threads.add(pool.submit(() -> {
                for (int round = 0; round <= ROUNDS; round++) {
                    allReady.await();
                    if (ticking) {
                        for (int i = 0; i < 30; i++) {
                            bench.tick();
                        }
                    } else {
                        taken.addAndGet(bench.startAll());
                    }
                }
                return null;
            }));
        }
        for (Future<?> thread : threads) {
            thread.get();
        }

        assertThat(rounds.subList(1, rounds.size())).hasSize(ROUNDS).containsOnly(floor);
    }

    /** Without a share the floor is used up to the last, and one too many shows; with one, what is earned comes and goes. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1})
    void noWindowHoldsMoreThanItEarned(double share) throws Exception {
        Duration window = Duration.ofSeconds(1);
        int floor = 20;
        VirtualTime time = new VirtualTime();
        BudgetBench bench = new BudgetBench(time, share, window, floor);
        Draws draws = new Draws(time, bench);
        List<Future<?>> drawing = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            SplittableRandom random = new SplittableRandom(thread);
            drawing.add(pool.submit(() -> draws.draw(random)));
        }
        for (Future<?> future : drawing) {
            future.get();
        }

        draws.check(share, window.toNanos(), floor);
        bench.ticks(20);
        assertThat(bench.budget.attemptsLeft(time.nanoTime())).as("all is back").isEqualTo(floor);
        assertThat(bench.budget.needsTicks()).isFalse();
    }

    /**
     * When extra attempts started: not at what instant, for the clock moves meanwhile, but between which. What is checked holds for
     * any instants in between.
     */
    private static final class Draws {

        private static final int OPERATIONS_A_STEP = 50;

        private final VirtualTime time;
        private final BudgetBench bench;
        private final long originNanos;
        private final AtomicLong operations = new AtomicLong();
        private final ReadWriteLock stepping = new ReentrantReadWriteLock();
        private final SplittableRandom steps = new SplittableRandom(THREADS);
        private final LongStream.Builder successes = LongStream.builder();
        private final List<long[]> threads = new ArrayList<>();

        Draws(VirtualTime time, BudgetBench bench) {
            this.time = time;
            this.bench = bench;
            this.originNanos = time.nanoTime();
        }

        void draw(SplittableRandom random) {
            LongStream.Builder beforeAndAfter = LongStream.builder();
            for (int i = 0; i < OPERATIONS_EACH; i++) {
                if (operations.incrementAndGet() % OPERATIONS_A_STEP == 0) {
                    step(); // whoever comes by
                }
                long before = time.nanoTime();
                boolean eager = i / 4_000 % 2 == 0; // else some is left when a tick comes
                if ((eager || random.nextInt(30) == 0) && bench.budget.tryStart(before)) {
                    beforeAndAfter.add(before - originNanos).add(time.nanoTime() - originNanos);
                    if (random.nextBoolean()) {
                        extraSucceeds();
                    }
                }
            }
            synchronized (threads) {
                threads.add(beforeAndAfter.build().toArray());
            }
        }

        private void step() {
            stepping.writeLock().lock();
            try {
                time.advanceNanos(1 + steps.nextLong(steps.nextInt(50) == 0 ? 3_000_000_000L : 100_000_000L));
                int count = steps.nextInt(30);
                bench.succeed(count);
                for (int i = 0; i < count; i++) {
                    successes.add(time.nanoTime() - originNanos);
                }
                if (steps.nextInt(3) == 0) {
                    bench.tick();
                }
            } finally {
                stepping.writeLock().unlock();
            }
        }

        /** No tick comes in between: a thread that is held up here would be held up for long on this clock. */
        private void extraSucceeds() {
            stepping.readLock().lock();
            try {
                bench.budget.ended(Outcome.SUCCESS);
                bench.succeed(1);
            } finally {
                stepping.readLock().unlock();
            }
        }

        void check(double share, long windowNanos, double floor) {
            long[] successTimes = successes.build().toArray();
            long[] befores = sorted(0);
            long[] afters = sorted(1);
            assertThat(befores).as("it was not idle").hasSizeGreaterThan(OPERATIONS_EACH * THREADS / 1_000);
            for (long[] thread : threads) {
                for (int i = 0; i < thread.length; i += 2) {
                    long before = thread[i];
                    long after = thread[i + 1];
                    long surely = upTo(before, afters) - upTo(after - windowNanos, befores);
                    long earning = upTo(after, successTimes) - upTo(before - windowNanos, successTimes);
                    if (surely > share * earning + floor) {
                        throw new AssertionError(surely + " started in the " + windowNanos + " ns up to " + before
                                + ", in which " + earning + " succeeded");
                    }
                }
            }
        }

        private long[] sorted(int offset) {
            return threads.stream()
                    .flatMapToLong(thread -> LongStream.iterate(offset, i -> i < thread.length, i -> i + 2)
                            .map(i -> thread[(int) i]))
                    .sorted()
                    .toArray();
        }

        /** How many of these are at most that. */
        private static int upTo(long limit, long[] sorted) {
            int place = Arrays.binarySearch(sorted, limit + 1);
            int found = place < 0 ? -place - 1 : place;
            while (found > 0 && sorted[found - 1] > limit) {
                found--;
            }
            return found;
        }
    }

    @Test
    void noMoreAreInFlightThanTheShareOfThoseThatAre() throws Exception {
        int held = 40;
        double share = 0.1;
        LatencyTracker tracker = LatencyTracker.create();
        for (int i = 0; i < held; i++) {
            tracker.begin(0);
        }
        TestScope scope = new TestScope("d", new VirtualTime(), tracker);
        for (int atLeast : new int[] {0, 1, 3, 7}) {
            ConcurrentBudget budget = new ConcurrentBudget(share, atLeast, scope);
            AtomicInteger running = new AtomicInteger();
            int limit = Math.max(atLeast, (int) (share * held));
            List<Future<Integer>> mosts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                SplittableRandom random = new SplittableRandom(thread);
                mosts.add(pool.submit(() -> mostSeen(budget, running, random)));
            }
            int most = 0;
            for (Future<Integer> seen : mosts) {
                most = Math.max(most, seen.get());
            }
            assertThat(most).as("in flight at once").isEqualTo(limit);
            assertThat(budget.running()).isZero();
            assertThat(budget.mayStart(0)).isTrue();
        }
    }

    /** The most that were seen to be in flight. Each holds a few, so that eight threads want more than there are. */
    private static int mostSeen(ConcurrentBudget budget, AtomicInteger running, SplittableRandom random) {
        int most = 0;
        int mine = 0;
        for (int i = 0; i < OPERATIONS_EACH / 4; i++) {
            if (random.nextBoolean() && budget.tryStart(0)) {
                mine++;
                most = Math.max(most, running.incrementAndGet());
            } else if (mine > 0) {
                running.decrementAndGet();
                budget.ended(Outcome.values()[random.nextInt(Outcome.values().length)]);
                mine--;
            }
        }
        for (; mine > 0; mine--) {
            running.decrementAndGet();
            budget.ended(Outcome.CANCELLED);
        }
        return most;
    }
}
