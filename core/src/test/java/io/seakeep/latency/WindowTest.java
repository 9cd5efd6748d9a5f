package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final long TICK = Duration.ofMillis(250).toNanos();
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final Outcome[] OUTCOMES = Outcome.values();

    /** Near the overflow, where time turns negative during the test. */
    private long now = Long.MAX_VALUE - 3 * WINDOW;

    private final LatencyTracker tracker = LatencyTracker.create();

    @Test
    void aRecordStaysForTheLengthOfTheWindow() {
        tracker.record(5_000, Outcome.SUCCESS);
        for (int tick = 1; tick <= 40; tick++) {
            assertThat(tick()).isTrue();
            assertThat(tracker.snapshot().count()).as("tick %d", tick).isEqualTo(1);
            assertThat(tracker.snapshot().spanNanos()).isEqualTo(tick * TICK);
            assertThat(tracker.lastTick().total()).isEqualTo(tick == 1 ? 1 : 0);
        }
        assertThat(tick()).isFalse();
        assertThat(tracker.snapshot().isEmpty()).isTrue();
        assertThat(tracker.snapshot().spanNanos()).isEqualTo(WINDOW);
    }

    @Test
    void aLateTickMakesALongerSpan() {
        tick();
        tracker.record(5_000, Outcome.FAILURE);
        tracker.tick(now += 3 * WINDOW);

        assertThat(tracker.lastTickSnapshot().spanNanos()).isEqualTo(3 * WINDOW);
        assertThat(tracker.snapshot().spanNanos()).isEqualTo(3 * WINDOW);
        assertThat(tracker.snapshot().count(Outcome.FAILURE)).isEqualTo(1);
    }

    @Test
    void timeDoesNotGoBackwards() {
        tracker.tick(now);
        assertThat(tracker.tick(now)).isFalse();
        assertThatThrownBy(() -> tracker.tick(now - 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be before the last tick, at " + now + ": " + (now - 1));
    }

    @Test
    void theFirstTickIsTakenForAnOrdinaryOne() {
        tick();
        assertThat(tracker.snapshot().spanNanos()).isEqualTo(TICK);
    }

    @Test
    void theSpanStartsAnewAfterSleep() {
        tick();
        tick();
        assertThat(tracker.sleep()).isTrue();
        tracker.record(1, Outcome.SUCCESS);
        tracker.tick(now += 1_000 * WINDOW);

        assertThat(tracker.snapshot().spanNanos()).isEqualTo(TICK);
        assertThat(tracker.snapshot().count()).isEqualTo(1);
    }

    /** Each slice lives from its tick until all of it is older than the window, whatever the ticks' spans are. */
    @Property(tries = 200)
    void aWindowHoldsTheSlicesThatReachIntoIt(@ForAll long seed) {
        Random random = new Random(seed);
        long time = random.nextLong();
        Deque<OracleSlice> oracle = new ArrayDeque<>();
        LatencyTracker anyTracker = LatencyTracker.create();
        long last = time - TICK;
        for (int tick = 0; tick < 150; tick++) {
            OracleSlice slice = record(anyTracker, random);
            anyTracker.tick(time);
            slice.endNanos = time;
            slice.spanNanos = time - last;
            OracleSlice newest = oracle.peekLast();
            if (newest != null && newest.spanNanos + slice.spanNanos <= TICK) {
                newest.endNanos = time;
                newest.spanNanos += slice.spanNanos;
                newest.records.addAll(slice.records);
            } else {
                oracle.addLast(slice);
            }
            long end = time;
            oracle.removeIf(old -> end - old.endNanos >= WINDOW);

            assertThat(anyTracker.snapshot()).isEqualTo(LatencySnapshot.of(span(oracle), distributions(oracle)));
            last = time;
            time += span(random);
        }
    }

    @Property(tries = 20)
    void theWindowReachesBackAsFarAsItIsLongAndAtMostOneSliceFurther(@ForAll long seed) {
        Random random = new Random(seed);
        long time = random.nextLong();
        List<Long> records = new ArrayList<>();
        LatencyTracker anyTracker = LatencyTracker.create();
        anyTracker.tick(time);
        for (int tick = 0; tick < 1_000; tick++) {
            if (random.nextInt(10) == 0) {
                anyTracker.record(1_000, Outcome.SUCCESS);
                records.add(time);
            }
            time += (long) (TICK * (0.9 + 0.2 * random.nextDouble()));
            anyTracker.tick(time);
            long now = time;
            long surely = records.stream().filter(at -> now - at <= WINDOW).count();
            long perhaps =
                    records.stream().filter(at -> now - at <= WINDOW + 2 * TICK).count();
            assertThat(anyTracker.snapshot().count()).isBetween(surely, perhaps);
        }
    }

    /** A ticker that runs wild does not make the window grow. */
    @Test
    void ticksInAHurryShareASlice() {
        Window window = new Window(WINDOW, TICK);
        for (int i = 0; i < 100_000; i++) {
            window.slide(LatencySnapshot.empty().withSpan(TICK / 50), now += TICK / 50);
            assertThat(window.slices()).isLessThanOrEqualTo(2 * 40 + 2);
        }
    }

    private boolean tick() {
        return tracker.tick(now += TICK);
    }

    private static long span(Random random) {
        switch (random.nextInt(8)) {
            case 0:
                return 0;
            case 1:
                return random.nextInt((int) TICK);
            case 2:
                return (long) (2 * WINDOW * random.nextDouble());
            case 3:
                return WINDOW;
            default:
                return TICK;
        }
    }

    private static OracleSlice record(LatencyTracker tracker, Random random) {
        OracleSlice slice = new OracleSlice();
        for (int i = random.nextInt(20) - 10; i > 0; i--) {
            Outcome outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
            int bucket = random.nextInt(900);
            tracker.record(Buckets.lowestNanos(bucket), outcome);
            slice.records.add(new int[] {outcome.ordinal(), bucket});
        }
        return slice;
    }

    private static long span(Deque<OracleSlice> oracle) {
        return oracle.stream().mapToLong(slice -> slice.spanNanos).sum();
    }

    private static Distribution[] distributions(Deque<OracleSlice> oracle) {
        Distribution[] byOutcome = new Distribution[OUTCOMES.length];
        for (int outcome = 0; outcome < byOutcome.length; outcome++) {
            int[] counts = new int[Buckets.COUNT];
            for (OracleSlice slice : oracle) {
                for (int[] entry : slice.records) {
                    counts[entry[1]] += entry[0] == outcome ? 1 : 0;
                }
            }
            Distribution.Builder builder = new Distribution.Builder();
            for (int bucket = 0; bucket < counts.length; bucket++) {
                builder.append(bucket, counts[bucket]);
            }
            byOutcome[outcome] = builder.build();
        }
        return byOutcome;
    }

    private static final class OracleSlice {
        private final List<int[]> records = new ArrayList<>();
        private long endNanos;
        private long spanNanos;
    }
}
