package io.seakeep;

import java.time.Duration;

/** A policy that decides how long the next attempt may take. */
public interface AttemptTimeout extends ActivePolicy {

    /** What attempts are told where no policy decides: 10 s. A policy that only observes hands out the same. */
    Duration UNDECIDED = Duration.ofSeconds(10);

    /** The timeout in nanoseconds, above zero; read once for each attempt, so one plain number. */
    long timeoutNanos();

    /** What happens to attempts that take longer; asked once, when the pipeline is built. */
    default TimeoutEnforcement enforcement() {
        return TimeoutEnforcement.HANDED_OUT;
    }

    /** The setting that changes the timeout as it is now, for who was ended by it; any thread asks. */
    default String setting() {
        return "timeout";
    }

    /**
     * An attempt timed out, and the dependency's tracker knows of it. Called by the thread on which it ended, by many at once where a dependency
     * hangs; for what cannot wait for the tick.
     *
     * @param durationNanos how long it took; less than the timeout where the call had less time left
     */
    default void timedOut(long durationNanos) {}
}
