package io.seakeep.scenarios.hedges;

import java.util.Arrays;

/** Many durations, of which quantiles are wanted. */
public final class Durations {

    private long[] nanos = new long[1 << 16];
    private int count;
    private int sorted;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    int count() {
        return count;
    }

    double quantileMillis(double quantile) {
        if (sorted != count) {
            Arrays.sort(nanos, 0, count);
            sorted = count;
        }
        return nanos[(int) Math.min(count - 1, Math.floor(count * quantile))] / 1e6;
    }
}
