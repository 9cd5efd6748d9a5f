package io.seakeep.scenarios.clients;

import java.time.Duration;

/**
 * What those who write a service know of a dependency, and would set with any library.
 *
 * @param dependency its name
 * @param timeoutSeconds after how long they do not want to wait for it any more
 * @param retries how many more attempts they allow
 * @param concurrency how many calls at once they hold to be enough; {@link #UNKNOWN} if they would not know
 * @param hedging whether a second attempt while the first is under way would do no harm
 */
public record Terms(String dependency, double timeoutSeconds, int retries, int concurrency, Hedging hedging) {

    /** A library that finds a limit itself will; another takes its default. */
    public static final int UNKNOWN = 0;

    /** Whether there may be hedges. */
    public enum Hedging {
        NONE,
        ALLOWED
    }

    /** Three more attempts, as many calls as there are, and no hedges. */
    public static Terms of(String dependency, double timeoutSeconds) {
        return new Terms(dependency, timeoutSeconds, 3, UNKNOWN, Hedging.NONE);
    }

    /** After how long they do not want to wait for it any more. */
    public Duration timeout() {
        return Duration.ofNanos((long) (timeoutSeconds * 1e9));
    }

    /** The same with so many more attempts. */
    public Terms retries(int newRetries) {
        return new Terms(dependency, timeoutSeconds, newRetries, concurrency, hedging);
    }

    /** The same with so many calls at once. */
    public Terms concurrency(int calls) {
        return new Terms(dependency, timeoutSeconds, retries, calls, hedging);
    }

    /** The same with hedges. */
    public Terms hedged() {
        return new Terms(dependency, timeoutSeconds, retries, concurrency, Hedging.ALLOWED);
    }
}
