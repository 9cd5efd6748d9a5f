package io.seakeep.breaker;

/**
 * The length at which a run of failures opens the breaker: as configured, or more where that many would be expected to fail
 * in a row by chance. Written on the tick, read by callers whose attempt has failed.
 */
final class RunLimit {

    /** The longest run that is waited for; by then the failure rate has long spoken. */
    static final int MOST = 1_000;

    private volatile int configured;
    private volatile int length;

    RunLimit(int configured) {
        this.configured = configured;
        this.length = configured;
    }

    int configured() {
        return configured;
    }

    void configure(int changed) {
        length = changed + Math.max(0, length - configured);
        configured = changed;
    }

    int length() {
        return length;
    }

    void byChance(double failureProbability, double attemptsPerSecond) {
        length = Math.max(configured, Chance.runLength(failureProbability, attemptsPerSecond, MOST));
    }
}
