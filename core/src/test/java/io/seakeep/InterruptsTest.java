package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.time.TimeSource;
import io.seakeep.time.TimerHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Synchronous calls whose time is over just when they end: no interrupt is left behind, and none does not come. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class InterruptsTest {

    private static final int CALLS = Boolean.getBoolean("seakeep.thorough") ? 10_000_000 : 100_000;
    private static final int THREADS = 2;

    private final AtomicLong timedOut = new AtomicLong();
    private final AtomicLong inTime = new AtomicLong();

    @Test
    void noneIsLeftBehindAndNoneIsMissing() throws InterruptedException {
        long seed = ThreadLocalRandom.current().nextLong();
        RacingTime time = new RacingTime();
        Dependency dependency = Seakeep.builder()
                .time(time)
                .build()
                .dependency(
                        "d",
                        builder -> builder.withoutStandardPolicies()
                                .with(TimeoutContractTest.after(1, TimeoutEnforcement.INTERRUPTING)));
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = seeds.split();
            Thread thread = new Thread(() -> {
                try {
                    calls(dependency, random);
                } catch (Throwable failure) {
                    failed.compareAndSet(null, failure);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        time.over.set(true);
        assertThat(failed.get()).as("seed %d", seed).isNull();
        assertThat(timedOut.get()).as("seed %d", seed).isGreaterThan(CALLS / 100);
        assertThat(inTime.get()).as("seed %d", seed).isGreaterThan(CALLS / 100);
    }

    private void calls(Dependency dependency, SplittableRandom random) {
        for (int i = 0; i < CALLS / THREADS; i++) {
            int spins = random.nextInt(200);
            boolean waits = random.nextInt(4) == 0;
            try {
                dependency.callInterruptibly(attempt -> {
                    for (int spin = 0; spin < spins; spin++) {
                        Thread.onSpinWait();
                    }
                    while (waits) { // until the interrupt, which has to come
                        if (Thread.interrupted()) {
                            throw new InterruptedException();
                        }
                        Thread.onSpinWait();
                    }
                    return "in time";
                });
                inTime.incrementAndGet();
            } catch (CallTimeoutException expected) {
                timedOut.incrementAndGet();
            } catch (InterruptedException stray) {
                throw new AssertionError("an interrupt that nobody answers for", stray);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("an interrupt was left behind");
            }
        }
    }

    /** A clock whose timers are due as soon as another thread gets round to them. */
    private static final class RacingTime implements TimeSource {

        private final ConcurrentLinkedQueue<Timer> timers = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean over = new AtomicBoolean();

        RacingTime() {
            Thread racer = new Thread(() -> {
                while (!over.get()) {
                    Timer timer = timers.poll();
                    if (timer == null) {
                        Thread.onSpinWait();
                    } else if (timer.armed.compareAndSet(true, false)) {
                        timer.task.run();
                    }
                }
            });
            racer.setDaemon(true);
            racer.start();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return 0;
        }

        @Override
        public TimerHandle schedule(long delayNanos, Runnable task) {
            Timer timer = new Timer(task);
            if (delayNanos <= TimeUnit.MILLISECONDS.toNanos(1)) { // the timeout's, not the tick's
                timers.add(timer);
            }
            return timer;
        }

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void parkUntil(Object blocker, long deadlineNanos) {
            Thread.onSpinWait();
        }

        @Override
        public void unpark(Thread thread) {}
    }

    private static final class Timer implements TimerHandle {

        private final Runnable task;
        private final AtomicBoolean armed = new AtomicBoolean(true);

        Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public boolean cancel() {
            return armed.compareAndSet(true, false);
        }
    }
}
