package io.seakeep;

/**
 * A policy that decides whether and when a call gets another attempt beside those that are under way and late: a hedge.
 *
 * <p>It is asked only where a hedge would be allowed: the call is said to be idempotent, its request is not itself a retry, breaker and
 * bulkhead have not said that there is too much to do, and the dependency has not asked to back off. What it answers still has to fit
 * into the time that is left, into the {@link #share} that it states and into the dependency's {@link AttemptBudget}; no strategy can
 * get past those.
 *
 * <p>A strategy decides from what it is told and keeps nothing of single calls. It is asked by many threads, for every call that may be
 * hedged, so {@link #delayNanos} should cost no more than a volatile read.
 */
public interface HedgeStrategy extends ActivePolicy {

    /** The answer that there is no hedge. */
    long NEVER = -1;

    /**
     * How long those that are under way may take until another attempt is started beside them.
     *
     * @param attempts how many attempts of the call have been started side by side, from 1
     * @return nanoseconds since the last of them was started, zero or above, or {@link #NEVER}
     */
    long delayNanos(int attempts);

    /**
     * How long a first attempt may take until it is late, also while no hedges are sent because too many are; {@link #NEVER} if that is not
     * known. Replicas are judged by it.
     */
    default long lateNanos() {
        return delayNanos(1);
    }

    /** Whether to start it, now that the delay is over. Asked once for each hedge that is due. */
    boolean wants();

    /**
     * How many hedges there may be, as a share of the first attempts that succeed, over any 10 s; from 0 to 1. Asked once, at the
     * beginning.
     */
    double share();

    /**
     * Asked once for each call that gets a hedge: whether its first attempt goes on although it has lost, so that it is known how long
     * such attempts take. Of the others nothing more is recorded than that they took longer than the delay, also of those that won; for
     * whether they can win depends on the hedge, which may be late for the same reason.
     */
    boolean leavesFirstRunning();

    /** Whether losers are left running because cancelling them costs more than they do. */
    boolean leavesLosersRunning();

    /** Whether every call through this pipeline may be taken for idempotent; if not, the caller has to say so of each. */
    default boolean assumesIdempotent() {
        return false;
    }

    /** Another attempt was started: a hedge, or one that follows a failure at once. */
    default void sent() {}

    /** A hedge that was due was not started. */
    default void refused(HedgeRefused.Reason reason) {}

    /** A call that had another attempt got its answer from that. */
    default void won() {}

    /** A call that had another attempt got its answer from the first one. */
    default void wasted() {}

    /** A call whose first attempt was late, and that had a hedge, has its answer so many nanoseconds after the first attempt began. */
    default void lateCallTook(long nanos) {}
}
