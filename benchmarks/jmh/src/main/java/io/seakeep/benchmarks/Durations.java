package io.seakeep.benchmarks;

import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One thread's latencies to record, over and over: log-normal, median 5 ms, the same in every run. */
@State(Scope.Thread)
public class Durations {

    private static final int SIZE = 256;
    private static final double MEDIAN_NANOS = 5e6;
    private static final double SIGMA = 0.5;

    private final long[] nanos = new long[SIZE];
    private final ThreadCounter counter = new ThreadCounter();

    /** Draws them. */
    public Durations() {
        Random random = new Random(1);
        for (int i = 0; i < SIZE; i++) {
            nanos[i] = (long) (MEDIAN_NANOS * Math.exp(SIGMA * random.nextGaussian()));
        }
    }

    /** The next one, in nanoseconds. */
    public long next() {
        return nanos[counter.next() & (SIZE - 1)];
    }
}
