package io.seakeep.scenarios.timeouts;

import java.util.Arrays;

/** Takes the quantile of the durations in each window, as if what was cut off had not been. */
final class SampledRival implements TimeoutRival {

    /** What is done with attempts that were cut off. */
    enum CutOff {
        DROPPED,
        RECORDED
    }

    private final CutOff cutOff;
    private final double quantile;
    private double[] samples = new double[1 << 14];
    private int count;
    private double timeoutMillis;

    SampledRival(CutOff cutOff, double quantile, double initialMillis) {
        this.cutOff = cutOff;
        this.quantile = quantile;
        this.timeoutMillis = initialMillis;
    }

    @Override
    public String name() {
        return cutOff == CutOff.DROPPED ? "drop the timed-out" : "record at the timeout";
    }

    @Override
    public double timeoutMillis() {
        return timeoutMillis;
    }

    @Override
    public void attempt(double millis) {
        if (millis > timeoutMillis && cutOff == CutOff.DROPPED) {
            return;
        }
        if (count == samples.length) {
            samples = Arrays.copyOf(samples, 2 * count);
        }
        samples[count++] = Math.min(millis, timeoutMillis);
    }

    @Override
    public void windowEnds() {
        if (count > 0) {
            Arrays.sort(samples, 0, count);
            timeoutMillis = samples[(int) (quantile * (count - 1))];
        }
        count = 0;
    }
}
