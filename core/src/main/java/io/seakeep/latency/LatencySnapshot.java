package io.seakeep.latency;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The attempts at a dependency that ended during some span of time: how many in which way, and how long they took. Immutable,
 * safe for use by many threads, and equal by value.
 *
 * <p>Durations are counted in buckets of at most 1/32 of their own length (of 32 ns below 1.024 µs), and are in nanoseconds up to
 * 24 hours. Whatever is computed here is computed from the buckets, so all of it agrees.
 *
 * <p><b>What a quantile is taken over.</b> {@link #meanNanos}, {@link #quantile} and {@link #cdf} are about the successful
 * attempts, whose durations alone are wholly known. An attempt that timed out, was cancelled or failed would have taken longer,
 * nobody knows how much: its duration is <i>censored</i>. It is neither dropped here nor taken for complete. It is kept apart,
 * by outcome, for the estimator that can use both, {@link SurvivalHistory}. Where much is censored, these quantiles are those
 * of the attempts that were lucky.
 */
public final class LatencySnapshot {

    private static final LatencySnapshot EMPTY = new LatencySnapshot(0, noRecords(), OutcomeCounts.NONE);

    private final long spanNanos;
    private final Distribution[] byOutcome;
    private final OutcomeCounts counts;

    private LatencySnapshot(long spanNanos, Distribution[] byOutcome, OutcomeCounts counts) {
        this.spanNanos = spanNanos;
        this.byOutcome = byOutcome;
        this.counts = counts;
    }

    /** Of no time and no attempts. */
    public static LatencySnapshot empty() {
        return EMPTY;
    }

    /** Takes over the array, which is in the order of {@link Outcome#ordinal}. */
    static LatencySnapshot of(long spanNanos, Distribution[] byOutcome) {
        OutcomeCounts counts = OutcomeCounts.of(byOutcome);
        return counts.total() == 0 ? EMPTY.withSpan(spanNanos) : new LatencySnapshot(spanNanos, byOutcome, counts);
    }

    private static Distribution[] noRecords() {
        Distribution[] none = new Distribution[OutcomeCounts.OUTCOMES];
        Arrays.fill(none, Distribution.EMPTY);
        return none;
    }

    /** The time during which these attempts ended, in nanoseconds: what to divide counts by to get rates. */
    public long spanNanos() {
        return spanNanos;
    }

    /** Attempts, however they ended. */
    public long count() {
        return counts.total();
    }

    /** Attempts that ended in this way. */
    public long count(Outcome outcome) {
        return counts.of(outcome);
    }

    /** How many attempts ended in which way. */
    public OutcomeCounts counts() {
        return counts;
    }

    /** Whether there are no attempts in it. */
    public boolean isEmpty() {
        return counts.total() == 0;
    }

    /** The mean duration of the successful attempts in nanoseconds, right to 1/64, or empty if there are none. */
    public OptionalDouble meanNanos() {
        Distribution samples = samples();
        if (samples.total() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(samples.sumNanos() / samples.total());
    }

    /**
     * A quantile of the durations of the successful attempts.
     *
     * @param quantile from 0 to 1, such as 0.99
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public QuantileEstimate quantile(double quantile) {
        Distribution samples = samples();
        return QuantileEstimate.of(quantile, samples.total(), samples::bucketOfRank);
    }

    /**
     * The fraction of the successful attempts that certainly took no longer than this: those in the bucket that the duration
     * lies in do not count, unless it is the bucket's upper edge. Empty if there are none at all.
     */
    public OptionalDouble cdf(long nanos) {
        Distribution samples = samples();
        return samples.total() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        (double) countBelow(samples, nanos == Long.MAX_VALUE ? nanos : nanos + 1) / samples.total());
    }

    /**
     * Attempts with one of these outcomes that perhaps took this long or longer: those in the bucket that the duration lies in
     * count, so the answer may be too large by attempts up to 1/32 shorter, and is never too small.
     */
    public long countAtOrAbove(long nanos, Outcome... outcomes) {
        long count = 0;
        for (Outcome outcome : outcomes) {
            Distribution records = byOutcome[outcome.ordinal()];
            count += records.total() - countBelow(records, nanos);
        }
        return count;
    }

    /** How long the attempts with these outcomes took together, in nanoseconds, right to 1/64. */
    public double sumNanos(Outcome... outcomes) {
        double sum = 0;
        for (Outcome outcome : outcomes) {
            sum += distribution(outcome).sumNanos();
        }
        return sum;
    }

    /** Records in the buckets below the one that the duration lies in. */
    private static long countBelow(Distribution records, long nanos) {
        if (nanos > Buckets.LAST_EDGE_NANOS) {
            return records.total();
        }
        return nanos <= 0 ? 0 : records.countBelow(Buckets.of(nanos));
    }

    /**
     * The attempts of both, as if one tracker had recorded them during the same time: counts add up, and the span is the longer
     * of the two. Associative and commutative.
     */
    public LatencySnapshot merge(LatencySnapshot other) {
        return plus(other, Math.max(spanNanos, other.spanNanos));
    }

    /** The attempts of both, where the other begins when this one ends. */
    LatencySnapshot followedBy(LatencySnapshot other) {
        return plus(other, spanNanos + other.spanNanos);
    }

    private LatencySnapshot plus(LatencySnapshot other, long newSpanNanos) {
        if (other.isEmpty()) {
            return withSpan(newSpanNanos);
        }
        Distribution[] sums = new Distribution[byOutcome.length];
        for (int outcome = 0; outcome < sums.length; outcome++) {
            sums[outcome] = byOutcome[outcome].plus(other.byOutcome[outcome]);
        }
        return of(newSpanNanos, sums);
    }

    LatencySnapshot withSpan(long newSpanNanos) {
        return newSpanNanos == spanNanos ? this : new LatencySnapshot(newSpanNanos, byOutcome, counts);
    }

    /**
     * The durations of the attempts that ended in this way as an HdrHistogram of nanoseconds with two digits, which the caller
     * owns. Each stands at the upper edge of its bucket. {@link #fromHistogram} makes the same buckets of it.
     */
    public Histogram toHistogram(Outcome outcome) {
        return HistogramExchange.toHistogram(distribution(outcome));
    }

    /**
     * A snapshot of what an HdrHistogram counts, in nanoseconds, as attempts that ended in this way. To put one together from
     * several outcomes, {@link #merge} them.
     *
     * @param spanNanos the time during which it was recorded, in nanoseconds; 0 or more
     * @throws IllegalArgumentException if there are values above 24 hours, or the span is negative
     */
    public static LatencySnapshot fromHistogram(Histogram histogram, Outcome outcome, long spanNanos) {
        return of(HistogramExchange.fromHistogram(histogram), outcome, spanNanos);
    }

    /** {@link #toHistogram} in HdrHistogram's V2 encoding. */
    public ByteBuffer encode(Outcome outcome) {
        return HistogramExchange.encode(distribution(outcome));
    }

    /** {@link #toHistogram} in HdrHistogram's compressed V2 encoding, as histogram logs have it. */
    public ByteBuffer encodeCompressed(Outcome outcome) {
        return HistogramExchange.encodeCompressed(distribution(outcome));
    }

    /**
     * {@link #fromHistogram} of an encoded one, compressed or not, that takes up the rest of the buffer.
     *
     * @throws IllegalArgumentException as {@link #fromHistogram} does, or if it is no encoded histogram
     */
    public static LatencySnapshot decode(ByteBuffer buffer, Outcome outcome, long spanNanos) {
        return of(HistogramExchange.decode(buffer), outcome, spanNanos);
    }

    private static LatencySnapshot of(Distribution distribution, Outcome outcome, long spanNanos) {
        if (spanNanos < 0) {
            throw new IllegalArgumentException("spanNanos must be 0 or more: " + spanNanos);
        }
        Distribution[] byOutcome = noRecords();
        byOutcome[outcome.ordinal()] = distribution;
        return of(spanNanos, byOutcome);
    }

    /** How long the attempts took that ended in this way. */
    Distribution distribution(Outcome outcome) {
        return byOutcome[outcome.ordinal()];
    }

    private Distribution samples() {
        return distribution(Outcome.SUCCESS);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LatencySnapshot that
                && spanNanos == that.spanNanos
                && Arrays.equals(byOutcome, that.byOutcome);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(spanNanos) + Arrays.hashCode(byOutcome);
    }

    /** Such as {@code 100 attempts in 10000 ms [SUCCESS 97, TIMED_OUT 3]}. */
    @Override
    public String toString() {
        return count() + " attempts in " + spanNanos / 1_000_000 + " ms " + counts;
    }
}
