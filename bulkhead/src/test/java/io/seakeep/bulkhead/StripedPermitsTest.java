package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripedPermitsTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");
    private static final int THREADS = 8;

    @ParameterizedTest
    @CsvSource({
        "1, 8, 0, 1",
        "16, 8, 0, 1",
        "17, 8, 8, 1",
        "25, 2, 8, 2",
        "100, 2, 8, 4",
        "100, 64, 32, 8",
        "100000, 64, 64, 64",
        "100000, 8, 32, 16"
    })
    void fewPermitsLieInOnePlaceAndManyInSome(int limit, int processors, int slots, int counters) {
        assertThat(StripedPermits.slotsFor(limit, processors)).isEqualTo(slots);
        assertThat(StripedPermits.countersFor(limit, processors)).isEqualTo(counters);
    }

    /** One thread finds all there are, whatever the number of counters and however the limit changes. */
    @Property(tries = 500)
    void isACounterToOneThread(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int limit,
            @ForAll @IntRange(max = 4) int slotPower,
            @ForAll @IntRange(max = 4) int power) {
        SplittableRandom random = new SplittableRandom(seed);
        StripedPermits permits = new StripedPermits(limit, slotPower == 0 ? 0 : 1 << slotPower, 1 << power);
        Deque<Integer> out = new ArrayDeque<>();
        int now = limit;
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(10)) {
                case 0 -> {
                    now = 1 + random.nextInt(300);
                    permits.resize(now);
                }
                case 1, 2, 3, 4 -> {
                    if (!out.isEmpty()) {
                        permits.giveBack(out.poll());
                    }
                }
                case 5 -> {
                    permits.withhold();
                    permits.release();
                }
                default -> {
                    int taken = permits.tryTake();
                    assertThat(taken != StripedPermits.NONE).isEqualTo(out.size() < now);
                    if (taken != StripedPermits.NONE) {
                        out.add(taken);
                    }
                }
            }
            assertThat(permits.limit()).isEqualTo(now);
            assertThat(permits.taken()).isEqualTo(out.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 64})
    void neverMoreInsideThanTheLimit(int limit) throws InterruptedException {
        StripedPermits permits = limit == 3 ? new StripedPermits(limit, 2, 1) : StripedPermits.of(limit);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicLong entered = new AtomicLong();
        int operations = THOROUGH ? 3_000_000 : 30_000;
        onAllThreads(() -> {
            for (int i = 0; i < operations; i++) {
                int permit = permits.tryTake();
                if (permit != StripedPermits.NONE) {
                    int now = inside.incrementAndGet();
                    if (now > most.get()) {
                        most.accumulateAndGet(now, Math::max);
                    }
                    entered.getAndIncrement();
                    if (i % 64 == 0) {
                        Thread.yield();
                    }
                    inside.decrementAndGet();
                    permits.giveBack(permit);
                }
            }
        });
        assertThat(most.get()).isBetween(1, limit);
        assertThat(entered.get()).isPositive();
        assertAllAreBack(permits, limit);
    }

    /** With a limit that changes between two values, there are never more inside than the higher one, and none gets lost. */
    @Test
    void noneIsLostOrMadeWhileTheLimitChanges() throws InterruptedException {
        StripedPermits permits = new StripedPermits(100, 8, 8);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int operations = THOROUGH ? 3_000_000 : 30_000;
        onAllThreads(() -> {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            int[] held = new int[20];
            int count = 0;
            for (int i = 0; i < operations; i++) {
                if (i % 500 == 0) {
                    permits.resize(1 + random.nextInt(100));
                }
                if (count < held.length && random.nextBoolean()) {
                    int permit = permits.tryTake();
                    if (permit != StripedPermits.NONE) {
                        held[count++] = permit;
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    }
                } else if (count > 0) {
                    inside.decrementAndGet();
                    permits.giveBack(held[--count]);
                }
            }
            while (count > 0) {
                inside.decrementAndGet();
                permits.giveBack(held[--count]);
            }
        });
        assertThat(most.get()).isBetween(1, 100);
        permits.resize(70);
        assertAllAreBack(permits, 70);
    }

    @Test
    void aLowerLimitLetsNobodyInBeforeEnoughHaveLeft() {
        StripedPermits permits = new StripedPermits(32, 8, 4);
        Deque<Integer> out = new ArrayDeque<>();
        for (int i = 0; i < 20; i++) {
            out.add(permits.tryTake());
        }
        permits.resize(5);
        assertThat(permits.taken()).isEqualTo(20);
        while (out.size() > 5) {
            assertThat(permits.tryTake()).isEqualTo(StripedPermits.NONE);
            permits.giveBack(out.poll());
        }
        assertThat(permits.tryTake()).isEqualTo(StripedPermits.NONE);
        permits.giveBack(out.poll());
        assertThat(permits.tryTake()).isNotEqualTo(StripedPermits.NONE);
        assertThat(permits.tryTake()).isEqualTo(StripedPermits.NONE);
    }

    private static void assertAllAreBack(StripedPermits permits, int limit) {
        assertThat(permits.taken()).isZero();
        for (int i = 0; i < limit; i++) {
            assertThat(permits.tryTake()).isNotEqualTo(StripedPermits.NONE);
        }
        assertThat(permits.tryTake()).isEqualTo(StripedPermits.NONE);
    }

    private static void onAllThreads(Runnable work) throws InterruptedException {
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(work);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
