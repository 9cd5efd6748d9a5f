package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightTest {

    private final LatencyTracker tracker = LatencyTracker.create();

    /** Attempts begin and end in any order, some in lanes and most without; the oracle is a list. */
    @Property(tries = 200)
    void whatBeganAndDidNotEndIsInFlight(@ForAll long seed, @ForAll @IntRange(min = 1, max = 2_000) int most) {
        Random random = new Random(seed);
        long now = random.nextBoolean() ? Long.MAX_VALUE - 500_000 : random.nextLong();
        LatencyTracker any = LatencyTracker.create();
        List<long[]> inFlight = new ArrayList<>();
        long recorded = 0;
        for (int step = 0; step < 3 * most; step++) {
            now += random.nextInt(1_000);
            boolean begin = inFlight.isEmpty() || inFlight.size() < most && random.nextInt(3) > 0;
            if (begin) {
                long token = any.begin(now);
                assertThat(token).isNotNegative();
                assertThat(inFlight).noneMatch(other -> other[0] == token);
                inFlight.add(new long[] {token, now == 0 ? 1 : now});
            } else {
                long[] attempt = inFlight.remove(random.nextInt(inFlight.size()));
                if (random.nextInt(4) == 0) {
                    any.abandon(attempt[0]);
                } else {
                    any.end(attempt[0], now - attempt[1], Outcome.SUCCESS);
                    recorded++;
                }
            }
            if (step % 64 == 0) {
                check(any, inFlight, now, random.nextInt(200_000));
            }
        }
        for (long[] attempt : inFlight) {
            any.end(attempt[0], now - attempt[1], Outcome.SUCCESS);
        }
        any.tick(now);

        assertThat(any.inFlight()).isZero();
        assertThat(any.lastTick().total()).isEqualTo(recorded + inFlight.size());
        assertThat(any.untracked()).isZero();
    }

    private static void check(LatencyTracker tracker, List<long[]> inFlight, long now, long age) {
        assertThat(tracker.inFlight()).isEqualTo(inFlight.size());
        assertThat(tracker.inFlightOlderThan(age, now))
                .isEqualTo(inFlight.stream().filter(a -> now - a[1] > age).count());
    }

    @Test
    void anAttemptIsOlderOnceItsAgeIsExceeded() {
        long start = Long.MAX_VALUE - 5;
        long token = tracker.begin(start);
        assertThat(tracker.inFlightOlderThan(10, start + 10)).isZero();
        assertThat(tracker.inFlightOlderThan(10, start + 11)).isOne();
        tracker.end(token, 11, Outcome.TIMED_OUT);
        assertThat(tracker.inFlightOlderThan(10, start + 11)).isZero();
    }

    @Test
    void anAttemptMayBeginAtZero() {
        long token = tracker.begin(0);
        assertThat(tracker.inFlight()).isOne();
        tracker.end(token, 100, Outcome.SUCCESS);
        assertThat(tracker.inFlight()).isZero();
    }

    @Test
    void oneThatIsAbandonedLeavesNoRecord() {
        tracker.abandon(tracker.begin(7));
        assertThat(tracker.tick(8)).isFalse();
        assertThat(tracker.lastTick().total()).isZero();
        assertThat(tracker.inFlight()).isZero();
    }

    @Test
    void attemptsInFlightAreAReasonToTick() {
        long token = tracker.begin(7);
        assertThat(tracker.tick(8)).isTrue();
        assertThat(tracker.sleep()).isFalse();
        tracker.abandon(token);
        assertThat(tracker.tick(9)).isFalse();
        assertThat(tracker.sleep()).isTrue();
    }

    /** Also when all attempts begin at the same nanosecond, as they do in virtual time. */
    @Test
    void moreThanThereAreSlotsForAreRecordedAllTheSame() {
        int begun = 80_000;
        long[] tokens = new long[begun];
        for (int i = 0; i < begun; i++) {
            tokens[i] = tracker.begin(1_000);
        }
        assertThat(tracker.inFlight()).isBetween((int) (0.98 * SlotBlocks.MOST), SlotBlocks.MOST + Lanes.MOST);
        assertThat(tracker.untracked()).isEqualTo(begun - tracker.inFlight());
        for (long token : tokens) {
            tracker.end(token, 5_000, Outcome.SUCCESS);
        }
        tracker.tick(2_000);

        assertThat(tracker.inFlight()).isZero();
        assertThat(tracker.lastTick().total()).isEqualTo(begun);
    }

    @Test
    void untrackedAttemptsMayBeAbandoned() {
        tracker.abandon(Token.UNTRACKED);
        assertThat(tracker.inFlight()).isZero();
    }

    @Test
    void nobodyEndsAnAttemptTwice() {
        for (int held = 0; held < 100; held++) {
            long token = tracker.begin(1_000 + held);
            tracker.end(token, 5, Outcome.SUCCESS);
            assertEnded(token);
            long next = tracker.begin(5_000 + held);
            assertEnded(token);
            assertThat(tracker.inFlight()).isEqualTo(held + 1);
            assertThat(next).isNotEqualTo(token);
        }
        tracker.tick(10_000);
        assertThat(tracker.lastTick().total()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5, 63, 64, 1_000, 65_000, 131_070, 1L << 40, -1, Long.MIN_VALUE, Long.MAX_VALUE - 1})
    void tokensThatWereNeverGivenOutAreRefused(long token) {
        assertEnded(token);
    }

    private void assertEnded(long token) {
        assertThatThrownBy(() -> tracker.end(token, 5, Outcome.SUCCESS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(Long.toString(token));
        assertThatThrownBy(() -> tracker.abandon(token)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Buckets.LONGEST_NANOS + 1, Long.MAX_VALUE})
    void whatIsNoDurationIsCountedApart(long durationNanos) {
        long first = tracker.begin(1);
        long second = tracker.begin(2);
        tracker.end(first, durationNanos, Outcome.SUCCESS);
        tracker.end(second, durationNanos, Outcome.FAILURE);
        tracker.record(durationNanos, Outcome.SUCCESS);
        tracker.tick(3);

        assertThat(tracker.anomalies()).isEqualTo(3);
        assertThat(tracker.lastTick().total()).isZero();
        assertThat(tracker.inFlight()).isZero();
    }
}
