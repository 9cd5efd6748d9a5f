package io.seakeep.scenarios.proof;

import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;

/** A latency histogram for each step of time. */
final class Histograms {

    private static final int DIGITS = 2;
    private static final double MICROS = 1e6;

    private final IntCountsHistogram[] bySteps;

    Histograms(int steps) {
        this.bySteps = new IntCountsHistogram[steps];
    }

    void add(int step, double seconds) {
        IntCountsHistogram histogram = bySteps[step];
        if (histogram == null) {
            histogram = new IntCountsHistogram(DIGITS);
            histogram.setAutoResize(true);
            bySteps[step] = histogram;
        }
        histogram.recordValue(Math.round(seconds * MICROS));
    }

    /** All of those steps together. */
    Histogram over(int from, int to) {
        Histogram sum = new Histogram(DIGITS);
        sum.setAutoResize(true);
        for (int step = from; step < Math.min(to, bySteps.length); step++) {
            if (bySteps[step] != null) {
                sum.add(bySteps[step]);
            }
        }
        return sum;
    }

    /** A quantile of each step. */
    List<Double> millis(double quantile) {
        return Arrays.stream(bySteps)
                .map(histogram -> histogram == null
                        ? Double.NaN
                        : histogram.getValueAtPercentile(quantile * 100) / (MICROS / 1_000))
                .toList();
    }

    static double millis(Histogram histogram, double quantile) {
        return histogram.getTotalCount() == 0
                ? Double.NaN
                : histogram.getValueAtPercentile(quantile * 100) / (MICROS / 1_000);
    }
}
