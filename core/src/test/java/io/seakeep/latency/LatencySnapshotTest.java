package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencySnapshotTest {

    @Test
    void withoutSamplesNothingIsKnown() {
        LatencySnapshot empty = LatencySnapshot.empty();
        QuantileEstimate estimate = empty.quantile(0.5);

        assertThat(empty.count()).isZero();
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.counts().total()).isZero();
        assertThat(empty.meanNanos()).isEmpty();
        assertThat(empty.cdf(1_000)).isEmpty();
        assertThat(estimate.samples()).isZero();
        assertThat(estimate.valueNanos()).isEmpty();
        assertThat(estimate.lowerNanos()).isEmpty();
        assertThat(estimate.upperNanos()).isEmpty();
        assertThat(estimate.isBounded()).isFalse();
    }

    @Test
    void fewSamplesHaveAValueAndNoBound() {
        QuantileEstimate estimate =
                snapshot(Outcome.SUCCESS, 5_000, 5_000, 5_000).quantile(0.99);
        assertThat(estimate.valueNanos()).hasValue(Buckets.highestNanos(Buckets.of(5_000)));
        assertThat(estimate.upperNanos()).isEmpty();
        assertThat(estimate.isBounded()).isFalse();
    }

    @Test
    void whatDidNotSucceedIsKeptApart() {
        LatencySnapshot snapshot = snapshot(Outcome.SUCCESS, 1_000)
                .merge(snapshot(Outcome.TIMED_OUT, 1_000_000, 1_000_000))
                .merge(snapshot(Outcome.FAILURE, 10));

        assertThat(snapshot.count()).isEqualTo(4);
        assertThat(snapshot.count(Outcome.TIMED_OUT)).isEqualTo(2);
        assertThat(snapshot.count(Outcome.IGNORED)).isZero();
        assertThat(snapshot.quantile(1).samples()).isEqualTo(1);
        assertThat(snapshot.quantile(1).valueNanos().getAsLong()).isLessThan(1_100);
        assertThat(snapshot.cdf(2_000)).hasValue(1);
        assertThat(snapshot.countAtOrAbove(500_000, Outcome.SUCCESS)).isZero();
        assertThat(snapshot.countAtOrAbove(500_000, Outcome.SUCCESS, Outcome.TIMED_OUT))
                .isEqualTo(2);
        assertThat(snapshot.countAtOrAbove(0, Outcome.values())).isEqualTo(4);
        assertThat(snapshot).hasToString("4 attempts in 0 ms [SUCCESS 1, FAILURE 1, TIMED_OUT 2]");
    }

    @Property(tries = 300)
    void countsAndFractionsErrOnTheSideOfSlowness(
            @ForAll Shape shape,
            @ForAll long seed,
            @ForAll @LongRange(min = -5, max = 2 * Buckets.LONGEST_NANOS) long at) {
        long[] durations = shape.durationsNanos(seed, 300);
        LatencySnapshot snapshot = snapshot(Outcome.SUCCESS, durations);
        for (long nanos : new long[] {at, durations[0], Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            double slightlyLess = nanos - Math.max(32, nanos / 32.0);
            assertThat(snapshot.countAtOrAbove(nanos, Outcome.SUCCESS))
                    .as("at or above %d", nanos)
                    .isBetween(
                            Arrays.stream(durations).filter(d -> d >= nanos).count(),
                            Arrays.stream(durations)
                                    .filter(d -> d >= slightlyLess)
                                    .count());
            assertThat(300 * snapshot.cdf(nanos).orElseThrow())
                    .as("at or below %d", nanos)
                    .isBetween(
                            Arrays.stream(durations)
                                            .filter(d -> d <= slightlyLess)
                                            .count()
                                    - 1e-6,
                            Arrays.stream(durations).filter(d -> d <= nanos).count() + 1e-6);
        }
    }

    @Property(tries = 200)
    void mergingIsAssociativeAndCommutativeAndLosesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        LatencySnapshot a = randomSnapshot(random);
        LatencySnapshot b = randomSnapshot(random);
        LatencySnapshot c = randomSnapshot(random);
        LatencySnapshot all = a.merge(b).merge(c);

        assertThat(a.merge(b.merge(c))).isEqualTo(all).hasSameHashCodeAs(all);
        assertThat(c.merge(b).merge(a)).isEqualTo(all);
        assertThat(all.merge(LatencySnapshot.empty())).isEqualTo(all);
        assertThat(LatencySnapshot.empty().merge(all)).isEqualTo(all);
        assertThat(all.spanNanos()).isEqualTo(Math.max(a.spanNanos(), Math.max(b.spanNanos(), c.spanNanos())));
        for (Outcome outcome : Outcome.values()) {
            assertThat(all.count(outcome)).isEqualTo(a.count(outcome) + b.count(outcome) + c.count(outcome));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY, 99})
    void aQuantileIsFromZeroToOne(double quantile) {
        assertThatThrownBy(() -> LatencySnapshot.empty().quantile(quantile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantile must be between 0 and 1: " + quantile);
    }

    static LatencySnapshot snapshot(Outcome outcome, long... durations) {
        LatencyTracker tracker = LatencyTracker.create();
        for (long duration : durations) {
            tracker.record(duration, outcome);
        }
        tracker.tick(0);
        return tracker.lastTickSnapshot().withSpan(0);
    }

    static LatencySnapshot randomSnapshot(Random random) {
        LatencySnapshot snapshot = LatencySnapshot.empty();
        for (Outcome outcome : Outcome.values()) {
            Shape shape = Shape.values()[random.nextInt(Shape.values().length)];
            int count = random.nextInt(4) == 0 ? 0 : random.nextInt(50);
            snapshot = snapshot.merge(snapshot(outcome, shape.durationsNanos(random.nextLong(), count)));
        }
        return snapshot.withSpan(random.nextInt(1_000_000_000));
    }
}
