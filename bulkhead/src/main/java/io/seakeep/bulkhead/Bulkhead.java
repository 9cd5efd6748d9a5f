package io.seakeep.bulkhead;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Gate;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.latency.Outcome;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bulkhead at work for one dependency: it lets only so many attempts be under way at once, so that a slow dependency cannot
 * take the threads, connections and memory that others need. Nobody waits: what finds it full is refused.
 *
 * <p>{@link #fixed} describes one; the dependency starts it, and {@code dependency.policy(Bulkhead.class)} finds it. Safe for use by
 * many threads. Entering and leaving are one atomic instruction each, on a counter that threads seldom share.
 */
public final class Bulkhead implements Gate {

    /** The token of an attempt that is inside beyond the limit, because the bulkhead only observes. */
    private static final long BYSTANDER = Long.MAX_VALUE;

    private final String dependency;
    private final Mode mode;
    private final StripedPermits permits;
    private final LongAdder refused = new LongAdder();
    private final LongAdder wouldHaveRefused = new LongAdder();

    Bulkhead(int limit, Mode mode, PolicyScope scope) {
        this.dependency = scope.dependency();
        this.mode = mode;
        this.permits = new StripedPermits(limit);
    }

    /**
     * Describes a bulkhead with a limit that stays as it is until somebody changes it.
     *
     * @param limit attempts at once, from 1 to 100,000
     */
    public static BulkheadPolicy fixed(int limit) {
        return new BulkheadPolicy(limit, Mode.ENFORCE);
    }

    @Override
    public long tryEnter(CallTraits traits, long nowNanos) {
        int stripe = permits.tryTake();
        return stripe == StripedPermits.NONE ? full() : stripe;
    }

    private long full() {
        if (mode == Mode.ENFORCE) {
            refused.increment();
            return REFUSED;
        }
        wouldHaveRefused.increment();
        return BYSTANDER;
    }

    @Override
    public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
        withdraw(token);
    }

    @Override
    public void withdraw(long token) {
        if (token != BYSTANDER) {
            permits.giveBack((int) token);
        }
    }

    @Override
    public CallRejectedException rejection(long refusal, long nowNanos) {
        int limit = permits.limit();
        return new CallRejectedException(
                dependency, "bulkhead", "bulkhead.limit", 0, () -> "all " + limit + " attempts at once are under way");
    }

    /** How many attempts there may be at once. */
    public int limit() {
        return permits.limit();
    }

    /**
     * Changes the limit, at once. With a lower one, attempts that are under way go on, and nobody gets in before enough of them
     * have ended.
     *
     * @param newLimit from 1 to 100,000
     * @throws IllegalArgumentException if it is none of these
     */
    public void resize(int newLimit) {
        if (newLimit < 1 || newLimit > BulkheadPolicy.HIGHEST_LIMIT) {
            throw new IllegalArgumentException(
                    "bulkhead.limit must be between 1 and " + BulkheadPolicy.HIGHEST_LIMIT + ": " + newLimit);
        }
        permits.resize(newLimit);
    }

    /** How many attempts are under way, without those beyond the limit that an observing bulkhead let pass. */
    public int inside() {
        return permits.taken();
    }

    /** How many attempts were refused since it was started. */
    public long refused() {
        return refused.sum();
    }

    /** How many attempts would have been refused, had it not only observed. */
    public long wouldHaveRefused() {
        return wouldHaveRefused.sum();
    }
}
