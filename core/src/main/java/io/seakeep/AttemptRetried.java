package io.seakeep;

import io.seakeep.latency.Outcome;

/**
 * An attempt ended badly, and its call will make another one.
 *
 * @param dependency the dependency, with its key in square brackets where there is one
 * @param attemptsMade how many attempts the call has made
 * @param outcome how the last of them ended
 * @param waitNanos how long the next one waits, in nanoseconds
 */
public record AttemptRetried(String dependency, int attemptsMade, Outcome outcome, long waitNanos)
        implements SeakeepEvent {

    @Override
    public String message() {
        return "attempt " + attemptsMade + " at " + dependency + " ended in " + outcome + "; another one in "
                + Durations.format(waitNanos);
    }

    @Override
    public Severity severity() {
        return Severity.DEBUG;
    }
}
