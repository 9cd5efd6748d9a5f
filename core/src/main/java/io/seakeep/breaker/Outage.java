package io.seakeep.breaker;

/**
 * The time from when a breaker opens until it has been closed for good, and what is known of it.
 *
 * <p>Some are total: nothing succeeds. Then the time to stay open doubles with each recovery that was in vain, also to keep apart the many
 * processes for which a dependency went away at the same instant. Others are partial: a share fails, of probes too, and a single one that does
 * says little. Then it is half as long as nothing has succeeded, so that what is added to an outage is in proportion to it.
 *
 * @param sinceNanos when the breaker opened first, moved on by the time in which it was closed or nobody asked
 * @param aliveNanos since when nothing has succeeded, moved on in the same way
 * @param recoveriesInVain how many have been given up in a row without any success
 * @param isPartial whether anything is known to have succeeded while it went on
 */
record Outage(long sinceNanos, long aliveNanos, int recoveriesInVain, boolean isPartial) {

    /** From then on a single probe is too little to go on for so long again. */
    private static final int MANY_IN_VAIN = 2;

    private static final int ENOUGH_AFTER_MANY = 3;

    static Outage total(long nowNanos) {
        return new Outage(nowNanos, nowNanos, 0, false);
    }

    static Outage partial(long nowNanos) {
        return new Outage(nowNanos, nowNanos, 0, true);
    }

    /** It goes on, but something succeeded until that moment. */
    Outage answered(long untilNanos) {
        return new Outage(sinceNanos, untilNanos, 0, true);
    }

    /** It goes on, and in a recovery nothing succeeded. */
    Outage inVain() {
        return new Outage(sinceNanos, aliveNanos, recoveriesInVain + 1, isPartial);
    }

    /** Without a time that was no part of it. */
    Outage without(long nanos) {
        return new Outage(sinceNanos + nanos, aliveNanos + nanos, recoveriesInVain, isPartial);
    }

    /** How many probes that fail, before any succeeds, end a recovery. */
    int enoughAtFirst() {
        return isPartial || recoveriesInVain < MANY_IN_VAIN ? 1 : ENOUGH_AFTER_MANY;
    }

    /** How long to stay open, without bounds and chance. */
    double openNanos(long nowNanos, long firstNanos) {
        return isPartial
                ? Math.max((double) firstNanos, silenceNanos(nowNanos) / 2.0)
                : firstNanos * Math.pow(2, recoveriesInVain);
    }

    long lengthNanos(long nowNanos) {
        return nowNanos - sinceNanos;
    }

    /** For how long nothing has succeeded. */
    long silenceNanos(long nowNanos) {
        return nowNanos - aliveNanos;
    }
}
