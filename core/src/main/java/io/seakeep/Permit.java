package io.seakeep;

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
}
