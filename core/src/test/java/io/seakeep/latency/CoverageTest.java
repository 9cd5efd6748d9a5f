package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bound that claims 95 % confidence is right in at least 95 % of the cases. */
class CoverageTest {

    private static final int REPETITIONS = 4_000;

    @ParameterizedTest(name = "{0} samples, quantile {1}, seed {2}")
    @CsvSource({"299, 0.99, 1", "1000, 0.99, 2", "500, 0.5, 3", "2995, 0.999, 4", "400, 0.1, 5", "3000, 0.6, 6"})
    void boundsHoldAsOftenAsTheyClaim(int samples, double quantile, long seed) {
        Random random = new Random(seed);
        // Uniform over four octaves, so that the true quantile is known.
        double low = 1L << 30;
        double truth = low * (1 + 15 * quantile);
        int aboveLower = 0;
        int belowUpper = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            QuantileEstimate estimate = estimate(random, samples, quantile, low);
            assertThat(estimate.isBounded()).isTrue();
            aboveLower += truth >= estimate.lowerNanos().getAsLong() ? 1 : 0;
            belowUpper += truth <= estimate.upperNanos().getAsLong() ? 1 : 0;
        }
        double deviation = 3.5 * Math.sqrt(0.95 * 0.05 / REPETITIONS);
        assertThat((double) aboveLower / REPETITIONS).as("lower").isGreaterThan(0.95 - deviation);
        assertThat((double) belowUpper / REPETITIONS).as("upper").isGreaterThan(0.95 - deviation);
    }

    private static QuantileEstimate estimate(Random random, int samples, double quantile, double low) {
        int[] buckets = new int[samples];
        for (int i = 0; i < samples; i++) {
            buckets[i] = Buckets.of((long) (low * (1 + 15 * random.nextDouble())));
        }
        Arrays.sort(buckets);
        return QuantileEstimate.of(quantile, samples, rank -> buckets[(int) rank - 1]);
    }
}
