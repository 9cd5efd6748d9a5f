package io.seakeep.scenarios.limits;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a rival did.
 *
 * @param goodPerSecond good answers that came in time
 * @param p50Millis and p99Millis of those
 * @param inVainShare of those let in, the share that waited in vain or was turned away by the server
 */
record Score(
        String rival,
        double goodPerSecond,
        double p50Millis,
        double p99Millis,
        double inVainShare,
        int lowestLimit,
        int highestLimit,
        int lastLimit) {

    static double quantileMillis(double[] sortedMillis, int count, double quantile) {
        return count == 0 ? Double.NaN : sortedMillis[(int) Math.min(count - 1, Math.floor(count * quantile))];
    }

    static double[] sorted(double[] millis, int count) {
        double[] copy = Arrays.copyOf(millis, count);
        Arrays.sort(copy);
        return copy;
    }

    /** For people. */
    String line(double bestPerSecond) {
        return String.format(
                Locale.ROOT,
                "  %-14s %6.1f/s  %5.1f %%  p50 %5.0f  p99 %5.0f ms  in vain %5.2f %%  limit %d (%d to %d)",
                rival,
                goodPerSecond,
                100 * goodPerSecond / bestPerSecond,
                p50Millis,
                p99Millis,
                100 * inVainShare,
                lastLimit,
                lowestLimit,
                highestLimit);
    }
}
