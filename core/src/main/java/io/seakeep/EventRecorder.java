package io.seakeep;

/**
 * Writes events into a recording at the very time at which they happen and on the thread on which they do, unlike a {@link SeakeepListener}:
 * it must be quick, and must not throw. Found by {@link java.util.ServiceLoader}; {@code io.seakeep.telemetry.FlightRecorderEvents} is
 * Seakeep's own. Implementations must be safe for use by many threads.
 */
public interface EventRecorder {

    /** Whether a recording is under way that wants events about single calls; if not, they need not be made. Asked often. */
    boolean wantsDetail();

    /** An event happened. */
    void record(SeakeepEvent event);
}
