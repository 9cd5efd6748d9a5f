package io.seakeep;

/** Attempts took longer than their timeout and were not ended. */
public interface TimeoutOverrun extends SeakeepEvent {

    /** How many since the last such event. */
    long count();

    /** The timeout, in nanoseconds. */
    long timeoutNanos();
}
