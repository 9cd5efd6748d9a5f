package io.seakeep;

/**
 * A policy that decides whether and when a call that ended badly gets another attempt.
 *
 * <p>It is asked only when another attempt would be allowed: the classifier called the attempt retryable, the call may be
 * repeated, and the request is not itself a retry. What it answers still has to fit into the time that is left and into the
 * dependency's {@link AttemptBudget}; no strategy can get past those.
 *
 * <p>A strategy decides from what it is told and keeps nothing of single calls; it is asked by many threads.
 */
public interface RetryStrategy extends ActivePolicy {

    /** The answer that there is no other attempt. */
    long STOP = -1;

    /**
     * Decides.
     *
     * @param attemptsMade how many attempts the call has made, from 1
     * @param previousWaitNanos the wait before the last of them, zero if that was the first
     * @param last how the last of them ended
     * @return the wait before another attempt in nanoseconds, zero or above, or {@link #STOP}
     */
    long waitNanos(int attemptsMade, long previousWaitNanos, Verdict last);

    /** Whether every call through this pipeline may be taken for idempotent; if not, the caller has to say so of each. */
    default boolean assumesIdempotent() {
        return false;
    }
}
