package io.seakeep.scenarios.demo;

import java.time.Duration;

/** What people know of the dependency, and tell whichever library they have. */
final class Known {

    /** How long somebody waits for an answer. Later it is of no use. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** That asking twice does no harm. */
    static final int ATTEMPTS = 2;

    /** More than this at once they do not need. */
    static final int AT_ONCE = 50;

    /** How long a breaker leaves it alone: not long, in phases of some seconds. */
    static final Duration OPEN_FOR = Duration.ofSeconds(1);

    private Known() {}
}
