package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.HdrHistogram.Histogram;

/** Recorded, ticked and read again, durations have the quantiles that a much finer HdrHistogram finds. */
class QuantileOracleTest {

    private static final double[] QUANTILES = {0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1};

    @Property(tries = 300)
    void quantilesAreWithinOneBucketOfTheOracle(
            @ForAll Shape shape,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5_000) int count,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double any) {
        long[] durations = shape.durationsNanos(seed, count);
        Histogram oracle = new Histogram(2 * Buckets.LONGEST_NANOS, 4);
        for (long duration : durations) {
            oracle.recordValue(duration);
        }
        LatencySnapshot snapshot = recorded(durations, seed);

        for (double quantile : QUANTILES) {
            compare(snapshot, oracle, durations, quantile);
        }
        compare(snapshot, oracle, durations, any);
    }

    @Property(tries = 100)
    void theMeanIsRightToOneSixtyFourth(
            @ForAll Shape shape, @ForAll long seed, @ForAll @IntRange(min = 1, max = 2_000) int count) {
        long[] durations = shape.durationsNanos(seed, count);
        double mean = Arrays.stream(durations).average().orElseThrow();
        double estimate = recorded(durations, seed).meanNanos().orElseThrow();
        assertThat(Math.abs(estimate - mean)).isLessThanOrEqualTo(16 + mean / 64);
    }

    private static void compare(LatencySnapshot snapshot, Histogram oracle, long[] durations, double quantile) {
        QuantileEstimate estimate = snapshot.quantile(quantile);
        long value = estimate.valueNanos().orElseThrow();
        long expected = oracle.getValueAtPercentile(100 * quantile);
        // The oracle's own resolution is 1/10,000.
        assertThat((double) value)
                .as("quantile %s of %d", quantile, durations.length)
                .isBetween(expected * 0.9999 - 1, expected * (1 + 1 / 32.0) + 32);
        estimate.lowerNanos().ifPresent(lower -> assertThat(lower).isLessThanOrEqualTo(value));
        estimate.upperNanos().ifPresent(upper -> assertThat(upper).isGreaterThanOrEqualTo(value));
        assertThat(estimate.samples()).isEqualTo(durations.length);
        assertThat(snapshot.cdf(value).orElseThrow()).isGreaterThanOrEqualTo(quantile - 1e-9);
    }

    /** In any of the ways there are to record. */
    private static LatencySnapshot recorded(long[] durations, long seed) {
        Random random = new Random(seed);
        LatencyTracker tracker = LatencyTracker.create();
        for (long duration : durations) {
            if (random.nextBoolean()) {
                tracker.record(duration, Outcome.SUCCESS);
            } else {
                tracker.end(tracker.begin(random.nextLong()), duration, Outcome.SUCCESS);
            }
        }
        tracker.tick(random.nextLong());
        return tracker.snapshot();
    }
}
