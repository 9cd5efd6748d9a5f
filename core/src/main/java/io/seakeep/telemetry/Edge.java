package io.seakeep.telemetry;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.Outcome;
import java.util.List;

/**
 * An upper edge of the histogram that is shown. The tracker's own buckets are 1/32 as wide as what is in them, and what lies in the same as the edge
 * is counted above it, so an edge is right to 3.2 %.
 *
 * @param label in seconds, as Prometheus writes it
 * @param nanos the same in nanoseconds
 */
record Edge(String label, long nanos) {

    /** Few, because each is a series for each dependency and key. */
    static final List<Edge> ALL = List.of(
            new Edge("0.001", 1_000_000L),
            new Edge("0.0025", 2_500_000L),
            new Edge("0.005", 5_000_000L),
            new Edge("0.01", 10_000_000L),
            new Edge("0.025", 25_000_000L),
            new Edge("0.05", 50_000_000L),
            new Edge("0.1", 100_000_000L),
            new Edge("0.25", 250_000_000L),
            new Edge("0.5", 500_000_000L),
            new Edge("1.0", 1_000_000_000L),
            new Edge("2.5", 2_500_000_000L),
            new Edge("5.0", 5_000_000_000L),
            new Edge("10.0", 10_000_000_000L),
            new Edge("+Inf", Long.MAX_VALUE));

    /** How many surely took no longer. */
    long countUpTo(LatencySnapshot recorded, Outcome... outcomes) {
        long all = recorded.countAtOrAbove(0, outcomes);
        return nanos == Long.MAX_VALUE ? all : all - recorded.countAtOrAbove(nanos + 1, outcomes);
    }
}
