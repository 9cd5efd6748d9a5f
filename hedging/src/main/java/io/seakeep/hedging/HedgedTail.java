package io.seakeep.hedging;

import io.seakeep.latency.SurvivalCurve;
import java.util.function.DoubleUnaryOperator;

/**
 * What becomes of a tail if attempts that are late get a hedge. Of the calls that take longer than the delay, a share (the chance) gets
 * one, which takes as long as any attempt; so a call takes longer than t with probability S(t) · (1 − chance + chance · S(t − delay)).
 * That is the SingleR policy of Kaler, He and Elnikety, "Optimal Reissue Policies for Reducing Tail Latency" (SPAA 2017), for attempts
 * that are independent of each other.
 */
final class HedgedTail {

    /** Of the logarithm: to 0.2 %. */
    private static final double PRECISION = 0.002;

    /** An hour. */
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private HedgedTail() {}

    /** The time that so small a share of calls takes longer than, or the longest there is if nobody knows. */
    static long nanosBeyond(SurvivalCurve curve, long delayNanos, double chance, double beyond) {
        return nanosBeyond(
                t -> {
                    double unhedged = curve.surviving((long) t);
                    double second = t <= delayNanos ? 1 : curve.surviving((long) t - delayNanos);
                    return unhedged * (1 - chance + chance * second);
                },
                beyond);
    }

    /** The same for any share that falls with time, by halving between the logarithms. */
    static long nanosBeyond(DoubleUnaryOperator surviving, double beyond) {
        double low = 0;
        double high = Math.log(LONGEST_NANOS);
        if (surviving.applyAsDouble(LONGEST_NANOS) > beyond) {
            return Long.MAX_VALUE;
        }
        while (high - low > PRECISION) {
            double middle = (low + high) / 2;
            if (surviving.applyAsDouble(Math.exp(middle)) > beyond) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (long) Math.exp(high);
    }
}
