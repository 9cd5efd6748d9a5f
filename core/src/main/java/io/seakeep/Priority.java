package io.seakeep;

/** How much a call matters to whoever waits for it. Under pressure the least important go first. */
public enum Priority {
    /** Somebody cannot go on without it: a checkout, a login. */
    CRITICAL,
    /** What a call is unless somebody said otherwise. */
    DEFAULT,
    /** Nobody waits for it: a prefetch, a report, a refill of a cache. */
    BACKGROUND
}
