package io.seakeep.timeout;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.OutcomeCounts;

/**
 * How many attempts have come up against the timeout, of how many: what is known of the tail where the timeout hides the rest of it.
 * For one thread at a time.
 */
final class Overruns {

    private static final Outcome[] EVIDENCE = {
        Outcome.SUCCESS, Outcome.FAILURE, Outcome.TIMED_OUT, Outcome.CANCELLED, Outcome.THROTTLED
    };

    private static final Outcome[] ENDED = {Outcome.SUCCESS, Outcome.FAILURE, Outcome.TIMED_OUT};

    /** Fewer may have been late each for a reason of its own: three of six are by chance once in a year, at one in a thousand. */
    private static final long LEAST_OF_MOST = 3;

    /** So many attempts later it counts half what was before. */
    private static final double MEMORY = 20_000;

    private double overran;
    private double attempts;
    private int runningOver;

    /** Whether most of the attempts that ended overran that timeout. */
    static boolean areMostOf(LatencySnapshot records, long timeoutNanos) {
        OutcomeCounts counts = records.counts();
        long ended = counts.of(Outcome.SUCCESS) + counts.of(Outcome.FAILURE) + counts.of(Outcome.TIMED_OUT);
        long overran = records.countAtOrAbove(timeoutNanos, ENDED);
        return overran >= LEAST_OF_MOST && 2 * overran >= ended;
    }

    /** Learns from a tick under that timeout. */
    void learn(LatencySnapshot records, LatencyTracker tracker, long timeoutNanos, long nowNanos) {
        OutcomeCounts counts = records.counts();
        attempts += counts.total() - counts.of(Outcome.IGNORED);
        overran += records.countAtOrAbove(timeoutNanos, EVIDENCE);
        runningOver = tracker.inFlightOlderThan(timeoutNanos, nowNanos);
        fade();
    }

    /** Learns from a tick on which attempts had longer than that. Those that were cut off even so may never have ended. */
    void learnFromProbes(LatencySnapshot records, long timeoutNanos) {
        attempts += records.counts().of(Outcome.SUCCESS);
        overran += records.countAtOrAbove(timeoutNanos, Outcome.SUCCESS);
        runningOver = 0;
        fade();
    }

    private void fade() {
        if (attempts > MEMORY) {
            attempts /= 2;
            overran /= 2;
        }
    }

    /**
     * Whether more overrun it than a share of them.
     *
     * @param chance how likely it may be that it only looks so
     */
    boolean exceed(double share, double chance) {
        double seen = overran + runningOver;
        double expected = share * (attempts + runningOver);
        return seen > expected && tail(seen, expected) < chance;
    }

    /** The share that overran it; zero if nothing is known. */
    double share() {
        double all = attempts + runningOver;
        return all == 0 ? 0 : (overran + runningOver) / all;
    }

    void clear() {
        overran = 0;
        attempts = 0;
        runningOver = 0;
    }

    /** A bound for the chance that a Poisson variable reaches so much (Chernoff's). */
    private static double tail(double reached, double mean) {
        return Math.exp(reached - mean - reached * Math.log(reached / mean));
    }
}
