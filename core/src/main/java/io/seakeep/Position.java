package io.seakeep;

/**
 * Where in the pipeline a policy stands, outermost first. The order of a pipeline comes from these and never from the
 * order in which its policies were written down. A position holds one policy at most.
 *
 * <p>Those above {@link #ADMISSION} see a whole call, the others each attempt.
 */
public enum Position {
    /** How long the call as a whole may take. */
    DEADLINE,
    /** What is answered in place of a failure. */
    FALLBACK,
    /** Whether a call can share the answer of another one that is under way. */
    COALESCE,
    /** Whether and when there is another attempt. */
    RETRY,
    /** Whether and when a second attempt is started beside one that is late. */
    HEDGE,
    /** A gate of the user's own, asked before all others. */
    ADMISSION,
    /** Whether the dependency is worth asking at all. */
    BREAKER,
    /** How many attempts there may be at once. */
    BULKHEAD,
    /** How many attempts there may be in a time. */
    RATE_LIMIT,
    /** How long an attempt may take. */
    TIMEOUT;
}
