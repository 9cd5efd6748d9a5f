package io.seakeep.breaker;

/** What a {@link CircuitBreaker} does with calls. */
public enum BreakerState {
    /** All calls pass; the breaker watches how they end. */
    CLOSED,
    /** No call passes until some time has gone by; the first one after that makes it {@link #RECOVERING}. */
    OPEN,
    /** A rising share of the calls passes. */
    RECOVERING,
    /** No call passes until the breaker is released. */
    FORCED_OPEN,
    /** All calls pass, and nothing is judged, until the breaker is released. */
    FORCED_CLOSED
}
