package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderStatisticsTest {

    @ParameterizedTest
    @CsvSource({"0.99, 298, 0", "0.99, 299, 299", "0.999, 2994, 0", "0.999, 2995, 2995", "0.5, 4, 0", "0.5, 5, 5"})
    void theLargestOfEnoughSamplesBoundsAQuantile(double quantile, long samples, long upperRank) {
        assertThat(OrderStatistics.of(samples, quantile).upperRank()).isEqualTo(upperRank);
    }

    @ParameterizedTest
    @CsvSource({"10000, 5", "30000, 21"})
    void thePublishedRanksForOneFalseTimeoutInAThousand(long samples, long fromTheTop) {
        assertThat(OrderStatistics.of(samples, 0.999).upperRank()).isEqualTo(samples - fromTheTop + 1);
    }

    @Property(tries = 500)
    void boundsAreTheTightestWithNinetyFivePercent(
            @ForAll @IntRange(min = 1, max = 900) int samples,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double quantile) {
        double[] atMost = cumulative(samples, quantile);
        OrderStatistics ranks = OrderStatistics.of(samples, quantile);

        // P(the r-th smallest <= the quantile) = P(at least r samples at or below it) = 1 - P(at most r - 1)
        long lower = 0;
        long upper = 0;
        for (int rank = 1; rank <= samples; rank++) {
            lower = 1 - atMost[rank - 1] >= 0.95 - 1e-12 ? rank : lower;
            upper = upper == 0 && atMost[rank - 1] >= 0.95 + 1e-12 ? rank : upper;
        }
        assertThat(ranks.lowerRank()).isBetween(lower - 1, lower);
        assertThat(ranks.upperRank()).isIn(upper, upper == samples ? 0 : upper + 1);
        if (awayFromTies(atMost)) {
            assertThat(ranks.lowerRank()).isEqualTo(lower);
            assertThat(ranks.upperRank()).isEqualTo(upper);
        }
    }

    /** The expansion takes over where the sum ends; they have to agree there, and the expansion has to be on the safe side. */
    @Property(tries = 50)
    void theExpansionGoesOnWhereTheSumEnds(
            @ForAll @IntRange(min = 2_000, max = 200_000) int samples,
            @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 0.999) double quantile) {
        double[] atMost = cumulative(samples, quantile);
        OrderStatistics ranks = OrderStatistics.of(samples, quantile);
        if (ranks.lowerRank() > 0) {
            int lower = (int) ranks.lowerRank();
            assertThat(1 - atMost[lower - 1]).isGreaterThan(0.95 - 1e-9);
            assertThat(1 - atMost[Math.min(samples - 1, lower + 3)]).isLessThan(0.951);
        }
        if (ranks.upperRank() > 0) {
            int upper = (int) ranks.upperRank();
            assertThat(atMost[upper - 1]).isGreaterThan(0.95 - 1e-9);
            assertThat(atMost[Math.max(0, upper - 5)]).isLessThan(0.951);
        }
    }

    @Property
    void ranksStandInOrder(
            @ForAll @IntRange(min = 1) int samples, @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double quantile) {
        OrderStatistics ranks = OrderStatistics.of(samples, quantile);
        assertThat(ranks.rank()).isBetween(1L, (long) samples);
        assertThat(ranks.lowerRank()).isBetween(0L, ranks.rank());
        assertThat(ranks.upperRank() == 0 ? samples : ranks.upperRank()).isBetween(ranks.rank(), (long) samples);
    }

    @ParameterizedTest
    @CsvSource({
        "0.07, 100, 7",
        "0.99, 100, 99",
        "0.999, 1000, 999",
        "0.5, 3, 2",
        "0, 10, 1",
        "1, 10, 10",
        "0.29, 100, 29"
    })
    void roundingDoesNotMoveARank(double quantile, long samples, long rank) {
        assertThat(OrderStatistics.of(samples, quantile).rank()).isEqualTo(rank);
    }

    @Test
    void theMaximumHasNoUpperBoundAndTheMinimumNoLowerOne() {
        assertThat(OrderStatistics.of(1_000_000, 1)).isEqualTo(new OrderStatistics(1_000_000, 1_000_000, 0));
        assertThat(OrderStatistics.of(1_000_000, 0)).isEqualTo(new OrderStatistics(1, 0, 1));
    }

    @Test
    void hugeCountsStayInRange() {
        OrderStatistics ranks = OrderStatistics.of(1L << 50, 0.99);
        assertThat(ranks.lowerRank()).isLessThan(ranks.rank());
        assertThat(ranks.upperRank()).isGreaterThan(ranks.rank()).isLessThan(1L << 50);
    }

    /** Whether no probability is so close to the level that rounding decides. */
    private static boolean awayFromTies(double[] atMost) {
        for (double probability : atMost) {
            if (Math.abs(probability - 0.95) < 1e-9 || Math.abs(probability - 0.05) < 1e-9) {
                return false;
            }
        }
        return true;
    }

    /** P(X <= k) for k from 0 on, each term by itself through logarithms. */
    private static double[] cumulative(int trials, double probability) {
        double[] cumulative = new double[trials + 1];
        double logChoose = 0;
        double sum = 0;
        for (int k = 0; k <= trials; k++) {
            if (k > 0) {
                logChoose += Math.log((double) (trials - k + 1) / k);
            }
            double term = probability == 0 || probability == 1
                    ? (k == trials * probability ? 1 : 0)
                    : Math.exp(logChoose + k * Math.log(probability) + (trials - k) * Math.log1p(-probability));
            sum += term;
            cumulative[k] = sum;
        }
        return cumulative;
    }
}
