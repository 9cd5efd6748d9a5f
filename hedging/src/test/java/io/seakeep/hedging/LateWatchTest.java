package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** When much more is late than usual, and when it only looks like it. Usually 2 % are. */
class LateWatchTest {

    private static final long MS = 1_000_000;
    private static final long TICK = 250 * MS;
    private static final double USUAL = 0.02;

    private final LatencyTracker tracker = LatencyTracker.create();
    private final LateWatch watch = new LateWatch();
    private final Deque<Long> running = new ArrayDeque<>();

    private void begin(int count, long nowNanos) {
        for (int i = 0; i < count; i++) {
            running.add(tracker.begin(nowNanos));
        }
    }

    /** Those that have run longest end. */
    private void end(int count, long durationNanos) {
        for (int i = 0; i < count; i++) {
            tracker.end(running.remove(), durationNanos, Outcome.SUCCESS);
        }
    }

    private boolean seesTooMany(long nowNanos, long delayNanos) {
        tracker.tick(nowNanos);
        watch.onTick(tracker, nowNanos, delayNanos, USUAL);
        return watch.seesTooMany();
    }

    @Test
    void seesThatThreeTimesAsManyAreLate() {
        long now = 0;
        begin(1_000, now);
        end(980, 5 * MS);
        end(20, 20 * MS);
        assertThat(seesTooMany(now += TICK, 10 * MS)).isFalse();

        begin(1_000, now);
        end(920, 5 * MS);
        end(80, 20 * MS);
        assertThat(seesTooMany(now + TICK, 10 * MS)).isTrue();
    }

    @Test
    void seesAHang() {
        begin(100, 0);

        assertThat(seesTooMany(TICK, 10 * MS)).isTrue();
    }

    @Test
    void isCalmAfterASecond() {
        long now = 0;
        begin(100, now);
        seesTooMany(now += TICK, 10 * MS);
        end(100, TICK);
        for (int i = 0; i < 3; i++) {
            assertThat(seesTooMany(now += TICK, 10 * MS)).as("tick %d", i).isTrue();
        }

        assertThat(seesTooMany(now + TICK, 10 * MS)).isFalse();
    }

    @Test
    void doesNotTakeTheRestOfABurstForAllThereIs() {
        begin(1_000, 0);
        end(980, 5 * MS);
        assertThat(seesTooMany(12 * MS, 10 * MS)).isFalse();

        end(20, 25 * MS);
        assertThat(seesTooMany(12 * MS + TICK, 10 * MS)).isFalse();
    }

    @Test
    void doesNotTakeTheRestOfABurstForAllThereIsWhereTheDelayIsLongerThanATick() {
        begin(1_000, 0);
        end(980, 100 * MS);
        long now = 0;
        for (int i = 0; i < 10; i++) {
            assertThat(seesTooMany(now += TICK, 1_000 * MS)).as("tick %d", i).isFalse();
        }
    }

    @Test
    void countsThoseThatAreLateForLongOnce() {
        long now = 0;
        for (int i = 0; i < 40; i++) {
            begin(980, now);
            for (int j = 0; j < 980; j++) {
                tracker.end(running.removeLast(), 100 * MS, Outcome.SUCCESS);
            }
            begin(20, now);
            if (i >= 12) {
                end(20, 12 * TICK);
            }
            assertThat(seesTooMany(now += TICK, 500 * MS)).as("tick %d", i).isFalse();
        }
    }
}
