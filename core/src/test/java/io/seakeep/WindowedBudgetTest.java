package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowedBudgetTest {

    private static final long MS = 1_000_000L;
    private static final long TICK = 250 * MS;
    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");

    private final VirtualTime time = new VirtualTime();

    @Test
    void theFloorIsThereFromTheFirstMomentAndNoMore() {
        Bench bench = new Bench(0.1, Duration.ofSeconds(10), 1);

        assertThat(bench.startAll()).isEqualTo(10);
        assertThat(bench.budget.mayStart(time.nanoTime())).isFalse();
    }

    @Test
    void theFloorComesBackOnceTheWindowHasPassed() {
        Bench bench = new Bench(0.1, Duration.ofSeconds(10), 1);
        bench.startAll();

        bench.ticks(39);
        assertThat(bench.startAll()).isZero();
        bench.ticks(3);
        assertThat(bench.startAll()).isEqualTo(10);
    }

    @Test
    void successesPayInAndExpire() {
        Bench bench = new Bench(0.1, Duration.ofSeconds(10), 0);
        bench.succeed(200);
        bench.ticks(1);
        assertThat(bench.budget.attemptsLeft(time.nanoTime())).isEqualTo(20);

        bench.ticks(40);
        assertThat(bench.startAll()).isZero();
        assertThat(bench.budget.needsTicks()).isFalse();
    }

    @Test
    void extraAttemptsThatSucceedPayNothingIn() {
        Bench bench = new Bench(1, Duration.ofSeconds(10), 1);
        int extra = bench.startAll();
        for (int i = 0; i < extra; i++) {
            bench.budget.ended(Outcome.SUCCESS);
        }
        bench.ticks(1); // the tracker may come to know of them later
        bench.succeed(extra);
        bench.ticks(1);

        assertThat(bench.startAll()).isZero();
    }

    @Test
    void withoutTicksOnlyTheFloorCounts() {
        Bench bench = new Bench(0.1, Duration.ofSeconds(10), 1);
        bench.succeed(1_000);
        bench.ticks(1);
        assertThat(bench.budget.attemptsLeft(time.nanoTime())).isEqualTo(110);

        time.advance(Duration.ofSeconds(20));
        assertThat(bench.budget.attemptsLeft(time.nanoTime())).isEqualTo(10);

        bench.ticks(1);
        assertThat(bench.budget.attemptsLeft(time.nanoTime())).isEqualTo(10);
    }

    @Test
    void fractionsAddUp() {
        Bench bench = new Bench(0.25, Duration.ofSeconds(10), 0);
        for (int i = 1; i <= 8; i++) {
            bench.succeed(1);
            bench.ticks(1);
            assertThat(bench.budget.attemptsLeft(time.nanoTime())).isEqualTo(i / 4);
        }
    }

    /** Whenever one starts, no more have started within the window than what it earned and the floor allow. */
    @Property(tries = 300)
    void neverMoreThanTheWindowEarned(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double share = random.nextInt(4) == 0 ? 1 : random.nextDouble() * 0.5;
        Duration window = Duration.ofMillis(1_000 + random.nextInt(30_000));
        double floor = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 3;
        Bench bench = new Bench(share, window, floor);
        Oracle oracle = new Oracle(share, window.toNanos(), floor);
        for (int step = 0; step < 3_000; step++) {
            switch (random.nextInt(6)) {
                case 0 -> time.advanceNanos(random.nextLong(TICK));
                case 1 -> {
                    time.advanceNanos(1 + random.nextLong(random.nextInt(20) == 0 ? 60 * TICK : TICK));
                    bench.tick();
                }
                case 2, 3 -> {
                    int successes = random.nextInt(random.nextInt(10) == 0 ? 300 : 10);
                    bench.succeed(successes);
                    oracle.succeeded(time.nanoTime(), successes);
                }
                default -> {
                    int wanted = random.nextInt(random.nextInt(10) == 0 ? 100 : 3);
                    for (int i = 0; i < wanted && bench.budget.tryStart(time.nanoTime()); i++) {
                        oracle.started(time.nanoTime());
                        oracle.check(time.nanoTime());
                        if (random.nextBoolean()) {
                            bench.budget.ended(Outcome.SUCCESS);
                            bench.succeed(1); // the tracker counts it, the budget must not
                        }
                    }
                }
            }
        }
    }

    /** What is not used is there: over a long time at a steady rate, nearly the whole share can be used. */
    @Test
    void nearlyTheWholeShareCanBeUsed() {
        Bench bench = new Bench(0.1, Duration.ofSeconds(10), 0);
        int started = 0;
        for (int i = 0; i < 400; i++) {
            bench.succeed(100);
            bench.ticks(1);
            started += bench.startAll();
        }
        assertThat(started).isBetween((int) (0.9 * 4_000), 4_000);
    }

    @Test
    void manyThreadsNeverOverdrawIt() throws InterruptedException {
        int rounds = THOROUGH ? 10_000 : 100;
        Bench bench = new Bench(0.1, Duration.ofSeconds(1), 5);
        AtomicLong taken = new AtomicLong();
        AtomicLong attempts = new AtomicLong();
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                for (int n = 0; n < rounds * 125; n++) {
                    if (bench.budget.tryStart(time.nanoTime())) {
                        taken.incrementAndGet();
                    }
                    attempts.incrementAndGet();
                }
            });
            threads[i].start();
        }
        long earned = 0;
        boolean running = true;
        while (running) {
            bench.succeed(100);
            earned += 10;
            bench.ticks(1);
            running = false;
            for (Thread thread : threads) {
                running |= thread.isAlive();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long windows = bench.ticksMade / 4 + 1;
        assertThat(attempts).hasValue(rounds * 1_000L);
        assertThat(taken.get()).isBetween(1L, earned + 5 * windows);
        bench.ticks(10);
        assertThat(bench.budget.attemptsLeft(time.nanoTime())).as("all is back").isEqualTo(5);
        assertThat(bench.budget.needsTicks()).isFalse();
    }

    /** A budget, the tracker that it hears successes from, and the ticks in between. */
    private final class Bench {
        final WindowedBudget budget;
        private final LatencyTracker tracker = LatencyTracker.create();
        private long lastTickNanos = time.nanoTime();
        long ticksMade;

        Bench(double share, Duration window, double floor) {
            budget = new WindowedBudget(share, window.toNanos(), floor, TestScope.of("d", time));
        }

        void succeed(int times) {
            for (int i = 0; i < times; i++) {
                tracker.record(MS, Outcome.SUCCESS);
            }
        }

        int startAll() {
            int started = 0;
            while (budget.tryStart(time.nanoTime())) {
                started++;
            }
            return started;
        }

        void ticks(int count) {
            for (int i = 0; i < count; i++) {
                time.advanceNanos(TICK);
                tick();
            }
        }

        void tick() {
            long now = time.nanoTime();
            tracker.tick(now);
            budget.onTick(new Tick(now, now - lastTickNanos, 0, tracker.lastTick(), LatencySnapshot.empty()));
            lastTickNanos = now;
            ticksMade++;
        }
    }

    /** Keeps every instant. */
    private static final class Oracle {
        private record Event(long nanos, int count) {}

        private final double share;
        private final long windowNanos;
        private final double floor;
        private final Deque<Event> successes = new ArrayDeque<>();
        private final Deque<Event> starts = new ArrayDeque<>();

        Oracle(double share, long windowNanos, double floor) {
            this.share = share;
            this.windowNanos = windowNanos;
            this.floor = floor;
        }

        void succeeded(long now, int count) {
            successes.add(new Event(now, count));
        }

        void started(long now) {
            starts.add(new Event(now, 1));
        }

        void check(long now) {
            long earned = within(successes, now);
            long started = within(starts, now);
            assertThat((double) started)
                    .as("started in the last %d ns, with %d successes", windowNanos, earned)
                    .isLessThanOrEqualTo(share * earned + floor * windowNanos / 1e9);
        }

        private long within(Deque<Event> events, long now) {
            events.removeIf(event -> now - event.nanos >= windowNanos);
            return events.stream().mapToLong(Event::count).sum();
        }
    }
}
