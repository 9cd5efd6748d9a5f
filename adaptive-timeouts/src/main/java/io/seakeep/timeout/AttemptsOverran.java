package io.seakeep.timeout;

import io.seakeep.Durations;
import io.seakeep.TimeoutOverrun;

/**
 * Attempts took longer than their timeout, and were not ended: they are synchronous, or the timeout only observes.
 *
 * @param count how many since the last such event
 * @param timeoutNanos the timeout in force by then; an attempt that began with a longer one is held to that
 * @param severity a warning the first time
 */
public record AttemptsOverran(String dependency, long count, long timeoutNanos, Severity severity)
        implements TimeoutOverrun {

    @Override
    public String message() {
        return count + (count == 1 ? " attempt at " : " attempts at ") + dependency
                + " took longer than the timeout of "
                + Durations.format(timeoutNanos)
                + ". Give attempt.remaining() to the client, or ask for interrupting() or isolated()";
    }
}
