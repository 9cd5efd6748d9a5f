package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemTimeTest extends TimeSourceContract {

    private static final int SCALE = Boolean.getBoolean("seakeep.thorough") ? 20 : 1;

    SystemTimeTest() {
        super(new SystemTime()); // one for each test, so that it counts its own timers only
    }

    @Override
    void passUntil(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(TimeUnit.SECONDS.toNanos(30));
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    void thereIsOneForTheProcess() {
        assertThat(TimeSource.system()).isSameAs(TimeSource.system());
        assertThat(TimeSource.system().epochMillis()).isBetween(1_700_000_000_000L, 10_000_000_000_000L);
        assertThat(TimeSource.system().nanoTime() - System.nanoTime()).isNotPositive();
    }

    @Test
    void tasksAndWorkRunOnTwoDaemonThreads() throws Exception {
        CompletableFuture<Thread> timer = new CompletableFuture<>();
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        time.schedule(0, () -> {
            timer.complete(Thread.currentThread());
            time.execute(() -> worker.complete(Thread.currentThread()));
        });
        assertThat(timer.get(30, TimeUnit.SECONDS).getName()).isEqualTo("seakeep-timer");
        assertThat(worker.get(30, TimeUnit.SECONDS).getName()).isEqualTo("seakeep-worker");
        assertThat(timer.get().isDaemon()).isTrue();
        assertThat(worker.get().isDaemon()).isTrue();
    }

    @Test
    void anInterruptedThreadOfOursGoesOn() throws Exception {
        CompletableFuture<Boolean> worker = new CompletableFuture<>();
        CompletableFuture<Boolean> timer = new CompletableFuture<>();
        time.execute(() -> Thread.currentThread().interrupt());
        time.execute(() -> worker.complete(Thread.currentThread().isInterrupted()));
        time.schedule(0, () -> Thread.currentThread().interrupt());
        time.schedule(5 * MILLI, () -> timer.complete(Thread.currentThread().isInterrupted()));
        assertThat(worker.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(timer.get(30, TimeUnit.SECONDS)).isFalse();
    }

    /** Between two rounds nothing is armed, so the thread is just about to park for good when the next one comes. */
    @Test
    void noWakeUpIsLostWhileTheThreadGoesToPark() {
        SplittableRandom random = new SplittableRandom(11);
        AtomicLong fired = new AtomicLong();
        int rounds = 30_000 * SCALE;
        for (int round = 1; round <= rounds; round++) {
            time.schedule(0, fired::incrementAndGet);
            long spins = random.nextLong(200);
            long start = System.nanoTime();
            while (fired.get() < round) {
                Thread.onSpinWait();
                assertThat(System.nanoTime() - start)
                        .as("round %d, waited", round)
                        .isLessThan(10_000 * MILLI);
            }
            for (long spin = 0; spin < spins; spin++) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void allShortTimersOfManyThreadsFire() throws InterruptedException {
        int threads = 4;
        int each = 25_000 * SCALE;
        AtomicLong early = new AtomicLong();
        AtomicLong cancelled = new AtomicLong();
        CountDownLatch settled = new CountDownLatch(threads * each);
        List<Thread> callers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            SplittableRandom random = new SplittableRandom(t);
            callers.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    long delay = random.nextLong(3 * MILLI);
                    long deadline = System.nanoTime() + delay;
                    TimerHandle handle = time.schedule(delay, () -> {
                        if (System.nanoTime() - deadline < 0) {
                            early.incrementAndGet();
                        }
                        settled.countDown();
                    });
                    if (random.nextInt(10) == 0 && handle.cancel()) {
                        cancelled.incrementAndGet();
                        settled.countDown();
                    }
                    if (random.nextInt(1_000) == 0) {
                        LockSupport.parkNanos(random.nextLong(2 * MILLI)); // lets the thread go to rest
                    }
                }
            }));
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(settled.await(30, TimeUnit.SECONDS))
                .as("%d of %d never fired", settled.getCount(), threads * each)
                .isTrue();
        assertThat(early).hasValue(0);
        passUntil(() -> ((SystemTime) time).timer().loop().heldEntries() == 0);
        assertThat(cancelled.get()).isPositive();
    }

    @Test
    void husksAreSweptLongBeforeTheyAreDue() throws InterruptedException {
        int threads = 4;
        int each = 250_000 * SCALE;
        AtomicBoolean fired = new AtomicBoolean();
        List<Thread> callers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            callers.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    time.schedule(600_000 * MILLI, () -> fired.set(true)).cancel();
                }
            }));
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
        TimerLoop loop = ((SystemTime) time).timer().loop();
        // What was armed and not yet cancelled when the thread looked is in the wheel: it goes as others come.
        passUntil(() -> {
            time.schedule(600_000 * MILLI, () -> fired.set(true)).cancel();
            return loop.huskCount() >= (long) threads * each && loop.heldEntries() < 64;
        });
        assertThat(fired).isFalse();
    }

    /** Timeouts of calls that took longer than a look: they are in the wheel when they are cancelled. */
    @Test
    void husksInTheWheelAreSweptAsOthersAreArmed() {
        TimerLoop loop = ((SystemTime) time).timer().loop();
        int count = 20_000;
        List<TimerHandle> finished = armMany(count);
        passUntil(() -> loop.heldEntries() == count);
        finished.forEach(TimerHandle::cancel);
        List<TimerHandle> running = armMany(count);
        passUntil(() -> loop.huskCount() == count);
        assertThat(loop.heldEntries()).isEqualTo(count);
        assertThat(running).allMatch(TimerHandle::cancel);
    }

    private List<TimerHandle> armMany(int count) {
        return Stream.generate(() -> time.schedule(600_000 * MILLI, () -> {}))
                .limit(count)
                .toList();
    }
}
