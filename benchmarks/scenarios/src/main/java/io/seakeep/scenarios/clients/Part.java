package io.seakeep.scenarios.clients;

/** What can be taken out of this library, to see that a scenario needs it. */
public enum Part {
    BREAKER,
    /** That a recovering breaker lets through a rising share of calls, and not all at once. */
    RAMP,
    BULKHEAD,
    /** That there are but so many attempts beyond the first ones. */
    BUDGET,
    /** That timeouts follow what is observed. */
    ADAPTIVE_TIMEOUT,
    /** That what was cut off is known to have taken longer. */
    CENSORING,
    HEDGES,
    /** That attempts know how long somebody waits. */
    DEADLINE,
    /** That each part of a dependency is judged by itself. */
    KEYS,
    /** That some calls matter more. */
    PRIORITIES
}
