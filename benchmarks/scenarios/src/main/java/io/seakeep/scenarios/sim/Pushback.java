package io.seakeep.scenarios.sim;

import java.time.Duration;

/** What a service answers that may not even try: to come back later, as HTTP says it by 503 with Retry-After. */
public final class Pushback extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param retryAfter when to come back; zero if it cannot say */
    public Pushback(Duration retryAfter) {
        super("come back later", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** When to come back; zero if it cannot say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
