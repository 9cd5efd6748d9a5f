package io.seakeep;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attempt in the hands of a framework that drives it itself: admitted by the gates, timed and tracked. It must be
 * ended, from any thread, by one of {@link #succeed}, {@link #fail} and {@link #close}; the first one counts and the
 * others do nothing.
 */
public interface Permit extends Attempt, AutoCloseable {

    /**
     * The attempt returned. The classifier judges what.
     *
     * @return true if this call ended the attempt
     */
    boolean succeed(@Nullable Object result);

    /**
     * The attempt threw. The classifier judges what.
     *
     * @return true if this call ended the attempt
     */
    boolean fail(Throwable failure);

    /** Cancels the attempt if it has not ended: its {@link #onCancel} hooks run, and it is no evidence of anything. */
    @Override
    void close();

    /**
     * Whether and when the call may make another attempt, once this one has ended by {@link #succeed} or {@link #fail}: by the
     * dependency's retry policy, its budget and the time that is left. To be asked once. A framework that never asks does not
     * retry.
     *
     * @return the wait before it, or nothing if there is to be no other attempt; what earlier attempts threw is then attached to
     *     the last failure as suppressed
     */
    Optional<Duration> retryIn();

    /**
     * Starts the call's next attempt, after the wait.
     *
     * @throws IllegalStateException if {@link #retryIn} has not said that there may be one
     * @throws CallRejectedException if a policy or the attempt budget refuses it
     */
    Permit retry();
}
