package io.seakeep.breaker;

import io.seakeep.Mode;
import java.util.function.Consumer;

/**
 * The settings that the phases go by, for one dependency, in the units they work in. They can be changed while the breaker is at work: a
 * phase reads them when it comes to what they decide, and what was decided stays.
 */
final class Terms {

    /**
     * What can be changed.
     *
     * @param probeFailureRate the share of failed probes, among the last few, from which on a recovery is given up
     * @param openFirstNanos how long the breaker stays open at first
     * @param openMaxNanos how long at most
     * @param stepNanos how long each step of a recovery takes at least, where nothing had succeeded for longer than all of them take
     * @param probeNanos how far apart forced probes are while they are answered
     * @param toleratedStallNanos for how long timeouts that are shorter may go on before they are failures
     * @param runs whether a run of failures opens, is only reported, or is of no interest
     */
    record Numbers(
            double probeFailureRate,
            long openFirstNanos,
            long openMaxNanos,
            long stepNanos,
            long probeNanos,
            long toleratedStallNanos,
            Mode runs) {}

    /** How far jitter goes up or down. */
    private static final double SPREAD = 0.5;

    private final RunLimit runLimit;
    private final Consumer<Reason> wouldOpen;
    private final long seed;
    private volatile Numbers numbers;

    /**
     * @param runLimit the run of failures that is one too long at the time
     * @param wouldOpen told of what would have opened the breaker, had it been asked to
     * @param seed what jitter follows from
     */
    Terms(Numbers numbers, RunLimit runLimit, Consumer<Reason> wouldOpen, long seed) {
        this.numbers = numbers;
        this.runLimit = runLimit;
        this.wouldOpen = wouldOpen;
        this.seed = seed;
    }

    void become(Numbers changed, int consecutiveFailures) {
        numbers = changed;
        runLimit.configure(consecutiveFailures);
    }

    double probeFailureRate() {
        return numbers.probeFailureRate();
    }

    long openMaxNanos() {
        return numbers.openMaxNanos();
    }

    long stepNanos() {
        return numbers.stepNanos();
    }

    long probeNanos() {
        return numbers.probeNanos();
    }

    long toleratedStallNanos() {
        return numbers.toleratedStallNanos();
    }

    Mode runs() {
        return numbers.runs();
    }

    RunLimit runLimit() {
        return runLimit;
    }

    Consumer<Reason> wouldOpen() {
        return wouldOpen;
    }

    /**
     * How long to stay open: what the outage asks for, within a half of that up or down at random, and never above the maximum. The jitter keeps
     * many processes from coming back in step, so it is there at the maximum too.
     */
    long openNanos(Outage outage, long nowNanos, long generation) {
        Numbers now = numbers;
        double middle = Math.min(outage.openNanos(nowNanos, now.openFirstNanos()), now.openMaxNanos() / (1 + SPREAD));
        return Math.max(1, (long) (middle * (1 - SPREAD + 2 * SPREAD * random(generation) * 0x1p-32)));
    }

    /**
     * How many probes are the last few: enough for a few failures to be below the limit, and more where attempts usually fail so
     * often that the limit for a run was raised, lest a long recovery is given up by chance.
     */
    int probeMemory() {
        return Math.max((int) Math.ceil(4 / probeFailureRate()), 2 * runLimit.length());
    }

    /** Whether that is long for an outage, or long enough without one to forget the last. */
    boolean isLong(long nanos) {
        return nanos >= numbers.openMaxNanos();
    }

    /** Random from 0 to 2^32 − 1, the same for one generation; any thread may ask, and a run repeats from its seed. */
    long random(long generation) {
        long z = seed + generation * 0x9E3779B97F4A7C15L; // SplitMix64, Steele, Lea and Flood 2014
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) >>> 32;
    }
}
