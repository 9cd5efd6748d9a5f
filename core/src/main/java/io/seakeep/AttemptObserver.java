package io.seakeep;

import io.seakeep.latency.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Sees attempts as they happen, such as to make spans of them; see {@link Seakeep.Builder#observer}. Where there is none, calls pay nothing
 * for it. Where there is one, each call pays some objects, and whatever the observer does.
 *
 * <p>It is called on the threads that calls run on, so it must be quick. What it throws is reported and costs no call. Implementations must
 * be safe for use by many threads. {@code io.seakeep.telemetry.MicrometerObservations} is one.
 */
public interface AttemptObserver {

    /**
     * A call begins, or a permit is asked for, on this thread: what its attempts belong to is what this thread is doing now.
     *
     * @param dependency the dependency, with its key in square brackets where there is one
     */
    Call begins(String dependency);

    /** A call, or a permit with those that follow it. Its attempts may run side by side on several threads. */
    interface Call {

        /**
         * An attempt begins. Its code is about to run on this thread, unless it is a permit's, whose holder runs it where he likes. Attempts that
         * are refused do not begin.
         */
        Observed begins(Attempt attempt);
    }

    /** An attempt under way. */
    interface Observed {

        /** The code of the attempt runs on this thread until what is answered is closed; not called for permits. */
        Scope open();

        /**
         * The attempt has ended. Called once, on any thread; its code may run on if nobody waits for it any more.
         *
         * @param failure what the code threw; null if it threw nothing, or if that is not known as it was not the code that ended the attempt
         */
        void ended(Outcome outcome, @Nullable Throwable failure);
    }

    /** Closed by the thread that opened it. */
    interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
