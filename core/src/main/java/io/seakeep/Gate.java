package io.seakeep;

import io.seakeep.latency.Outcome;

/**
 * A policy that admits or refuses each attempt, and hears how it ended.
 *
 * <p>Whatever was admitted is accounted for exactly once, by {@link #exit} or by {@link #withdraw}, whatever happened in
 * between and on whichever thread. Both sides are on the hot path: no lock, no allocation when admitting, and no write
 * to memory that other callers write as well while all goes well.
 */
public interface Gate extends ActivePolicy {

    /** The token of a refusal. Any negative token is one; a gate may use others to know its reason again. */
    long REFUSED = -1;

    /**
     * Asks to let an attempt through.
     *
     * @param nowNanos the time, as the pipeline just read it
     * @return a token of zero or more that comes back in {@link #exit} or {@link #withdraw}, or a negative one when
     *     refused
     */
    long tryEnter(CallTraits traits, long nowNanos);

    /**
     * The attempt has ended.
     *
     * @param durationNanos how long it took
     * @param nowNanos the time at its end
     */
    void exit(long token, Outcome outcome, long durationNanos, long nowNanos);

    /** The attempt never reached the dependency, because a gate further in refused it; it is evidence of nothing. */
    void withdraw(long token);

    /**
     * Explains a refusal, at once after it.
     *
     * @param refusal the negative token that {@link #tryEnter} returned
     */
    CallRejectedException rejection(long refusal, long nowNanos);
}
