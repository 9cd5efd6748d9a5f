package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallTraits;
import io.seakeep.breaker.BreakerHarness.Try;
import io.seakeep.latency.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many threads at one breaker. */
final class ConcurrencyTest {

    private static final int THREADS = 8;
    private static final int OPERATIONS = Boolean.getBoolean("seakeep.thorough") ? 5_000_000 : 100_000;

    private static final int OPERATIONS_A_MILLI = 500;

    @Test
    void everyAttemptIsAdmittedOrRefusedAndGenerationsOnlyGrow() throws Exception {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of()
                .openFor(Duration.ofMillis(1), Duration.ofMillis(5))
                .recoverOver(Duration.ofMillis(50))
                .overLast(Duration.ofMillis(250)));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        AtomicLong operations = new AtomicLong();
        List<Future<Long>> refusals = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            SplittableRandom random = new SplittableRandom(thread);
            refusals.add(pool.submit(() -> drive(harness, random, operations)));
        }
        long refused = 0;
        for (Future<Long> future : refusals) {
            refused += future.get();
        }
        pool.shutdown();

        assertThat(harness.breaker.refused()).isEqualTo(refused).isPositive();
        assertThat(harness.events).as("it was not idle").hasSizeGreaterThan(10);
        assertEachTransitionFollowsAnother(harness.events);
        harness.healthy(5 * SECOND, 100, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    private static long drive(BreakerHarness harness, SplittableRandom random, AtomicLong operations) {
        Outcome[] outcomes = Outcome.values();
        Try[] held = new Try[16];
        long refused = 0;
        long generation = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            if (operations.incrementAndGet() % OPERATIONS_A_MILLI == 0) {
                synchronized (harness) { // whoever comes by moves the clock
                    harness.advance(MS);
                }
            }
            int place = random.nextInt(held.length);
            if (held[place] != null) {
                if (random.nextInt(20) == 0) {
                    harness.withdraw(held[place]);
                } else {
                    boolean bad = i / 2_000 % 4 == 3;
                    harness.end(
                            held[place],
                            bad ? Outcome.FAILURE : outcomes[random.nextInt(12) == 0 ? random.nextInt(6) : 0]);
                }
            }
            held[place] = harness.begin();
            refused += held[place] == null ? 1 : 0;
            long seen = harness.breaker.generation();
            if (seen < generation) {
                throw new AssertionError("generation " + seen + " after " + generation);
            }
            generation = seen;
        }
        for (Try left : held) {
            if (left != null) {
                harness.end(left, Outcome.CANCELLED);
            }
        }
        return refused;
    }

    /** Events come from the one thread that made the transition, after it, so neighbours may be told in the wrong order. */
    private static void assertEachTransitionFollowsAnother(List<BreakerTransition> events) {
        int balance = 0;
        for (BreakerTransition event : events) {
            balance += (event.to() == BreakerState.CLOSED ? 1 : 0) - (event.from() == BreakerState.CLOSED ? 1 : 0);
            assertThat(event.from()).isNotEqualTo(event.to());
        }
        assertThat(balance).isBetween(-1, 0);
    }

    @Test
    void neverMoreThanItsShareEvenWhenAllAskAtOnce() throws Exception {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        harness.call(Outcome.SUCCESS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> passes = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            passes.add(pool.submit(() -> {
                int passed = 0;
                for (int i = 0; i < 10_000; i++) {
                    passed += harness.breaker.tryEnter(CallTraits.DEFAULT, harness.time.nanoTime()) >= 0 ? 1 : 0;
                }
                return passed;
            }));
        }
        int passed = 0;
        for (Future<Integer> future : passes) {
            passed += future.get();
        }
        pool.shutdown();
        assertThat(passed).isBetween(THREADS * 500, THREADS * 500 + 1);
    }

    @Test
    void aRunIsCountedRightByManyThreads() throws Exception {
        for (int round = 0; round < 200; round++) {
            BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().consecutiveFailures(THREADS * 20 + 1));
            harness.calls(1, Outcome.FAILURE);
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                threads.add(pool.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        harness.end(harness.begin(), Outcome.FAILURE);
                    }
                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
            pool.shutdown();
            assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
            assertThat(harness.events).hasSize(1);
            assertThat(harness.lastEvent().samples()).isEqualTo(THREADS * 20 + 1);
        }
    }
}
