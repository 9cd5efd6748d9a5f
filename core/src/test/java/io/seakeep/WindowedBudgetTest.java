package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A budget over a window, by itself, in virtual time. */
class WindowedBudgetTest {

    private static final long MS = 1_000_000L;
    private static final long TICK = BudgetBench.TICK_NANOS;
    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");

    private final VirtualTime time = new VirtualTime();

    @Test
    void theFloorIsThereFromTheFirstMomentAndNoMore() {
        BudgetBench bench = new BudgetBench(time, 0.1, Duration.ofSeconds(10), 1);

        assertThat(bench.startAll()).isEqualTo(10);
        assertThat(bench.budget.mayStart(time.nanoTime())).isFalse();
    }

    @Test
    void theFloorComesBackOnceTheWindowHasPassed() {
        BudgetBench bench = new BudgetBench(time, 0.1, Duration.ofSeconds(10), 1);
        bench.startAll();

        bench.ticks(39);
        assertThat(bench.startAll()).isZero();
        bench.ticks(3);
        assertThat(bench.startAll()).isEqualTo(10);
    }

    @Test
    void successesPayInAndExpire() {
        BudgetBench bench = new BudgetBench(time, 0.1, Duration.ofSeconds(10), 0);
        bench.succeed(200);
        bench.ticks(1);
        assertThat(bench.budget.attemptsLeft(time.nanoTime())).isEqualTo(20);

        bench.ticks(40);
        assertThat(bench.startAll()).isZero();
        assertThat(bench.budget.needsTicks()).isFalse();
    }

    @Test
    void extraAttemptsThatSucceedPayNothingIn() {
        BudgetBench bench = new BudgetBench(time, 1, Duration.ofSeconds(10), 1);
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
        BudgetBench bench = new BudgetBench(time, 0.1, Duration.ofSeconds(10), 1);
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
        BudgetBench bench = new BudgetBench(time, 0.25, Duration.ofSeconds(10), 0);
        for (int i = 1; i <= 8; i++) {
            bench.succeed(1);
            bench.ticks(1);
            assertThat(bench.budget.attemptsLeft(time.nanoTime())).isEqualTo(i / 4);
        }
    }

    @Test
    void whatStartsWhileTheTickIsAboutToThinkIsNotPaidBackEarly() {
        BudgetBench bench = new BudgetBench(time, 0, Duration.ofSeconds(10), 1);
        time.advanceNanos(TICK);
        bench.tick(
                () -> {
                    time.advanceNanos(100 * MS);
                    assertThat(bench.startAll()).isEqualTo(10);
                },
                () -> {});
        time.advanceNanos(10_000 * MS - 100 * MS);
        bench.tick();

        assertThat(bench.startAll()).as("within 9.9 s of ten others").isZero();
    }

    /** Whenever one starts, no more have started within the window than what it earned and the floor allow. */
    @Property(tries = 300)
    void neverMoreThanTheWindowEarned(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double share = random.nextInt(4) == 0 ? 1 : random.nextDouble() * 0.5;
        Duration window = random.nextBoolean()
                ? Duration.ofMillis(1_000 + random.nextInt(30_000))
                : Duration.ofNanos(TICK * random.nextInt(4, 60));
        double floor = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 3;
        BudgetBench bench = new BudgetBench(time, share, window, floor);
        Oracle oracle = new Oracle(share, window.toNanos(), floor);
        for (int step = 0; step < (THOROUGH ? 60_000 : 3_000); step++) {
            switch (random.nextInt(6)) {
                case 0 -> time.advanceNanos(random.nextLong(TICK));
                case 1 -> {
                    time.advanceNanos(untilTick(random, oracle));
                    bench.tick(() -> load(bench, random, oracle), () -> load(bench, random, oracle));
                }
                default -> load(bench, random, oracle);
            }
        }
    }

    /** First attempts that succeed, or extra attempts that start, now or a little later. */
    private void load(BudgetBench bench, SplittableRandom random, Oracle oracle) {
        if (random.nextInt(4) == 0) {
            time.advanceNanos(random.nextLong(20 * MS));
        }
        if (random.nextBoolean()) {
            int successes = random.nextInt(random.nextInt(10) == 0 ? 300 : 10);
            bench.succeed(successes);
            oracle.succeeded(time.nanoTime(), successes);
            return;
        }
        int wanted = random.nextInt(random.nextInt(5) == 0 ? 1_000 : 3);
        for (int i = 0; i < wanted && bench.budget.tryStart(time.nanoTime()); i++) {
            oracle.started(time.nanoTime());
            oracle.check(time.nanoTime());
            if (random.nextBoolean()) {
                bench.extraSucceeds();
            }
            if (random.nextInt(3) == 0) {
                bench.recordExtraSuccesses();
            }
        }
    }

    /** A tick in time, late, very late, or just when something is about to leave the window, give or take a nanosecond. */
    private long untilTick(SplittableRandom random, Oracle oracle) {
        long edge = oracle.nanosUntilSomeLeave(random, time.nanoTime()) + random.nextInt(-1, 2);
        return switch (random.nextInt(8)) {
            case 0 -> 1 + random.nextLong(TICK);
            case 1 -> TICK + random.nextLong(4 * TICK);
            case 2 -> random.nextInt(4) == 0 ? random.nextLong(60 * TICK) : TICK;
            case 3, 4 -> Math.max(0, edge);
            default -> TICK;
        };
    }

    /**
     * What is not used is there: over a long time at a steady rate, nearly the whole share can be used. The shorter the window, the
     * more of it goes to the caution of a few ticks; {@link AttemptBudget.Windowed#over} says so.
     */
    @ParameterizedTest
    @CsvSource({"1, 0.20", "2, 0.56", "5, 0.81", "10, 0.90", "60, 0.96", "600, 0.97"})
    void nearlyTheWholeShareCanBeUsed(int windowSeconds, double part) {
        BudgetBench bench = new BudgetBench(time, 0.1, Duration.ofSeconds(windowSeconds), 0);
        int rounds = 200 * windowSeconds;
        int started = 0;
        for (int i = 0; i < rounds; i++) {
            bench.succeed(100);
            bench.ticks(1);
            started += bench.startAll();
        }
        assertThat(started / (10.0 * rounds)).isBetween(part, part + 0.02);
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

        /** How long until one of those that started, or succeeded, leaves the window. */
        long nanosUntilSomeLeave(SplittableRandom random, long now) {
            Deque<Event> events = random.nextInt(3) == 0 ? successes : starts;
            return events.stream()
                    .skip(random.nextInt(1 + events.size()))
                    .mapToLong(event -> event.nanos + windowNanos - now)
                    .findFirst()
                    .orElse(TICK);
        }

        private long within(Deque<Event> events, long now) {
            events.removeIf(event -> now - event.nanos >= windowNanos);
            return events.stream().mapToLong(Event::count).sum();
        }
    }
}
