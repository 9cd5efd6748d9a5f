package io.seakeep.breaker;

/**
 * The share of attempts that fails when nothing is wrong: what a run of failures, or one bad tick, is held against.
 *
 * <p>It remembers the last {@value #MEMORY} attempts at least, which a single run of failures cannot move by much. It starts
 * from a belief of 1 %, worth {@value #BELIEF_ATTEMPTS} attempts, and is told only of ticks in which the breaker stayed closed.
 * For use on the tick only.
 */
final class BackgroundFailures {

    private static final double MEMORY = 1_000;
    private static final double BELIEF_ATTEMPTS = 100;

    private double attempts = BELIEF_ATTEMPTS;
    private double failures = 0.01 * BELIEF_ATTEMPTS;

    /**
     * Learns from a tick; older ones fade.
     *
     * @param windowAttempts how many attempts the breaker looks at in all, which are remembered if they are more
     */
    void learn(Counts tick, long windowAttempts) {
        attempts += tick.attempts();
        failures += tick.failures();
        double memory = Math.max(MEMORY, (double) windowAttempts);
        if (attempts > memory) {
            failures *= memory / attempts;
            attempts = memory;
        }
    }

    /** Forgets what was before, if a larger share of these failed. */
    void raiseTo(Counts probes) {
        BackgroundFailures shown = new BackgroundFailures();
        shown.learn(probes, 0);
        if (shown.rate() > rate()) {
            attempts = shown.attempts;
            failures = shown.failures;
        }
    }

    double rate() {
        return failures / attempts;
    }

    /** The rate and a standard error more, for what must not be taken for less than it is. */
    double cautiousRate() {
        double rate = rate();
        return rate + Math.sqrt(rate * (1 - rate) / attempts);
    }
}
