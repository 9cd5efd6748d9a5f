package io.seakeep.latency;

import java.util.OptionalLong;
import java.util.function.LongToIntFunction;

/**
 * A quantile as far as it is known: the value found among the samples, and between which values the true one lies.
 *
 * <p>Each bound alone holds with 95 % confidence: of a hundred samples drawn from one distribution, the upper bound is below the
 * true quantile in at most five. Both together hold with 90 %. They are values of order statistics, chosen by the binomial
 * distribution (David and Nagaraja, <i>Order Statistics</i>, 7.1), so they need no assumption about the shape of the
 * distribution. They do assume that samples are independent; where calls are slow together they are too narrow.
 *
 * <p><b>Not known is a state, never a number.</b> Without samples there is no value, and with few of them no bound: that of the
 * largest sample cannot be shown to lie above the 99th percentile below 299 samples, nor above the 99.9th below 2,995.
 *
 * @param quantile which one, from 0 to 1; 0.99 is the 99th percentile
 * @param samples how many samples it was taken from
 * @param valueNanos the value, in nanoseconds: the upper edge of the bucket in which the quantile of the samples lies. It is
 *     never too small, and too large by at most 1/32 of itself, or by less than 32 ns.
 * @param lowerNanos what the true quantile is at least, with 95 % confidence, in nanoseconds
 * @param upperNanos what the true quantile is at most, with 95 % confidence, in nanoseconds
 */
public record QuantileEstimate(
        double quantile, long samples, OptionalLong valueNanos, OptionalLong lowerNanos, OptionalLong upperNanos) {

    /** Whether there are enough samples for both bounds. */
    public boolean isBounded() {
        return lowerNanos.isPresent() && upperNanos.isPresent();
    }

    /**
     * Estimates from samples in order.
     *
     * @param bucketOfRank the bucket of the sample with this rank, from 1 to {@code samples}
     * @throws IllegalArgumentException if the quantile is not one
     */
    static QuantileEstimate of(double quantile, long samples, LongToIntFunction bucketOfRank) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile must be between 0 and 1: " + quantile);
        }
        if (samples == 0) {
            return new QuantileEstimate(quantile, 0, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        }
        OrderStatistics ranks = OrderStatistics.of(samples, quantile);
        return new QuantileEstimate(
                quantile,
                samples,
                OptionalLong.of(Buckets.highestNanos(bucketOfRank.applyAsInt(ranks.rank()))),
                ranks.lowerRank() == OrderStatistics.NONE
                        ? OptionalLong.empty()
                        : OptionalLong.of(Buckets.lowestNanos(bucketOfRank.applyAsInt(ranks.lowerRank()))),
                ranks.upperRank() == OrderStatistics.NONE
                        ? OptionalLong.empty()
                        : OptionalLong.of(Buckets.highestNanos(bucketOfRank.applyAsInt(ranks.upperRank()))));
    }
}
