package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link VirtualTime} with several threads: nobody hangs, nothing is lost. */
@Timeout(60)
class VirtualTimeThreadsTest {

    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void aClockDrivenByHandKeepsParkedThreadsWaiting() throws Exception {
        VirtualTime time = VirtualTime.handDriven();
        long start = time.nanoTime();
        Future<Long> parked = pool.submit(() -> park(time, start + 100) - start);
        time.awaitParked(1);
        time.advanceNanos(99);
        assertThat(parked.isDone()).isFalse();
        time.advanceNanos(1);
        assertThat(parked.get(30, TimeUnit.SECONDS)).isEqualTo(100);
    }

    @Test
    void onAClockDrivenByHandUnparkAndInterruptEndAPark() throws Exception {
        VirtualTime time = VirtualTime.handDriven();
        long start = time.nanoTime();
        CompletableFuture<Thread> first = new CompletableFuture<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();
        Future<Boolean> unparked = pool.submit(() -> {
            first.complete(Thread.currentThread());
            time.parkUntil(this, start + 100);
            return Thread.currentThread().isInterrupted();
        });
        Future<Boolean> interrupted = pool.submit(() -> {
            second.complete(Thread.currentThread());
            time.parkUntil(this, start + 100);
            return Thread.currentThread().isInterrupted();
        });
        time.awaitParked(2);
        time.unpark(first.get());
        assertThat(unparked.get(30, TimeUnit.SECONDS)).isFalse();
        second.get().interrupt();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(time.nanoTime()).isEqualTo(start);
    }

    @Test
    void onAClockDrivenByHandNeitherTasksNorWorkMayPark() {
        VirtualTime time = VirtualTime.handDriven();
        time.execute(() -> time.parkUntil(this, time.nanoTime() + 1));
        assertThatThrownBy(() -> time.advanceNanos(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("park");
    }

    /** The main thread moves the clock; a parked thread takes over where it stops short of the deadline. */
    @Test
    void aThreadThatParksWhileAnotherDrivesIsCarriedOrCarriesOn() throws Exception {
        VirtualTime time = new VirtualTime();
        long start = time.nanoTime();
        CountDownLatch inTask = new CountDownLatch(1);
        List<Future<Long>> parked = new ArrayList<>();
        time.schedule(10, () -> {
            for (long deadline : new long[] {15, 20, 1_000}) {
                parked.add(pool.submit(() -> park(time, start + deadline) - start));
            }
            inTask.countDown();
            awaitParked(time, 3);
        });
        time.advanceNanos(20);
        assertThat(inTask.getCount()).isZero();
        assertThat(parked.get(0).get(30, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(15);
        assertThat(parked.get(1).get(30, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(20);
        assertThat(parked.get(2).get(30, TimeUnit.SECONDS)).isEqualTo(1_000);
        assertThat(time.nanoTime() - start).isEqualTo(1_000);
    }

    @Test
    void manyThreadsParkArmCancelAndHandInWork() throws Exception {
        VirtualTime time = new VirtualTime();
        int threads = 8;
        int rounds = Boolean.getBoolean("seakeep.thorough") ? 100_000 : 2_000;
        AtomicInteger fired = new AtomicInteger();
        AtomicInteger cancelled = new AtomicInteger();
        AtomicInteger worked = new AtomicInteger();
        AtomicInteger workersInside = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            all.add(pool.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    TimerHandle handle = time.schedule(i % 7, fired::incrementAndGet);
                    time.execute(() -> {
                        assertThat(workersInside.incrementAndGet()).isEqualTo(1);
                        worked.incrementAndGet();
                        workersInside.decrementAndGet();
                    });
                    switch ((i + thread) % 3) {
                        case 0 -> park(time, time.nanoTime() + 3);
                        case 1 -> time.advanceNanos(2);
                        default -> {
                            if (handle.cancel()) {
                                cancelled.incrementAndGet();
                            }
                        }
                    }
                }
            }));
        }
        for (Future<?> each : all) {
            each.get(50, TimeUnit.SECONDS);
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(fired.get() + cancelled.get()).isEqualTo(threads * rounds);
        assertThat(worked).hasValue(threads * rounds);
        assertThat(time.pendingTimers()).isZero();
    }

    private static long park(VirtualTime time, long deadlineNanos) {
        while (time.nanoTime() - deadlineNanos < 0) {
            time.parkUntil(time, deadlineNanos);
        }
        return time.nanoTime();
    }

    private static void awaitParked(VirtualTime time, int threads) {
        try {
            time.awaitParked(threads);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
