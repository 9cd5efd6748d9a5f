package io.seakeep.breaker;

import io.seakeep.Mode;
import java.util.function.Consumer;

/**
 * The settings that the phases go by, for one dependency, in the units they work in.
 *
 * @param probeFailureRate the share of failed probes, among the last few, from which on a recovery is given up
 * @param openFirstNanos how long the breaker stays open at first
 * @param openMaxNanos how long at most
 * @param stepNanos how long each step of a recovery takes at least
 * @param probeNanos how far apart forced probes are while they are answered
 * @param runs whether a run of failures opens, is only reported, or is of no interest
 * @param runLimit the run of failures that is one too long at the time
 * @param wouldOpen told of what would have opened the breaker, had it been asked to
 * @param seed what jitter follows from
 */
record Terms(
        double probeFailureRate,
        long openFirstNanos,
        long openMaxNanos,
        long stepNanos,
        long probeNanos,
        Mode runs,
        RunLimit runLimit,
        Consumer<Reason> wouldOpen,
        long seed) {

    /** How far jitter goes up or down. */
    private static final double SPREAD = 0.25;

    /**
     * How long to stay open: doubling, within a quarter of that up or down at random, and never above the maximum. The
     * jitter keeps many processes from coming back in step, so it is there at the maximum too.
     *
     * @param reopenings how often the breaker has opened since it was last closed for good
     */
    long openNanos(int reopenings, long generation) {
        double doubled = openFirstNanos * Math.pow(2, Math.min(62, reopenings));
        double middle = Math.min(doubled, openMaxNanos / (1 + SPREAD));
        return Math.max(1, (long) (middle * (1 - SPREAD + 2 * SPREAD * random(generation) * 0x1p-32)));
    }

    /**
     * How many probes are the last few: enough for a few failures to be below the limit, and more where attempts usually fail so
     * often that the limit for a run was raised, lest a long recovery is given up by chance.
     */
    int probeMemory() {
        return Math.max((int) Math.ceil(4 / probeFailureRate), 2 * runLimit.length());
    }

    /** Whether the time to stay open has grown to its maximum. */
    boolean isLongest(int reopenings) {
        return openFirstNanos * Math.pow(2, Math.min(62, reopenings)) >= openMaxNanos;
    }

    /** Random from 0 to 2^32 − 1, the same for one generation; any thread may ask, and a run repeats from its seed. */
    long random(long generation) {
        long z = seed + generation * 0x9E3779B97F4A7C15L; // SplitMix64, Steele, Lea and Flood 2014
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) >>> 32;
    }
}
