package io.seakeep;

import io.seakeep.latency.Outcome;

/**
 * What is recorded of attempts that ran beside others, so that estimates of the latency are not of the lucky ones.
 *
 * <p>Of a hedge nothing is recorded that an estimate could be made of: it was sent only where another attempt was late, and may well be
 * late for the same reason. Of the first attempt no more than that it had not ended when the hedge was sent, even if it won; for whether
 * it did depends on the hedge. What is left out is made up for by the few that go on to their end whatever happens: see
 * {@link HedgeStrategy#leavesFirstRunning}. That an attempt failed is recorded as ever.
 */
final class Censoring {

    /** No hedge has been sent. */
    static final Censoring NONE = new Censoring(AttemptOwner.UNCENSORED);

    /** All of them go on. */
    private static final Censoring ALL_GO_ON = new Censoring(AttemptOwner.UNCENSORED);

    /** The first attempt goes on although it has lost. */
    private static final Censoring GOES_ON = new Censoring(AttemptOwner.UNCENSORED);

    private final long firstNanos;

    private Censoring(long firstNanos) {
        this.firstNanos = firstNanos;
    }

    /** For a call of which a hedge is sent when its first attempt has taken so long. */
    static Censoring from(HedgeRules rules, long ageNanos) {
        if (rules.leavesFirstRunning()) {
            return GOES_ON;
        }
        return rules.leavesLosersRunning() ? ALL_GO_ON : new Censoring(ageNanos);
    }

    boolean firstGoesOn() {
        return this == GOES_ON;
    }

    /** Of the first attempt; see {@link AttemptOwner#censoredNanos}. */
    long ofFirst(Outcome outcome) {
        return isKnown(outcome) ? AttemptOwner.UNCENSORED : firstNanos;
    }

    /** Of one that was started beside it. */
    static long ofHedge(Outcome outcome) {
        return isKnown(outcome) ? AttemptOwner.UNCENSORED : 0;
    }

    private static boolean isKnown(Outcome outcome) {
        return outcome != Outcome.SUCCESS && outcome != Outcome.CANCELLED;
    }
}
