package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an asynchronous attempt is part of: its call, or the attempts that its call makes side by side. */
interface AttemptOwner<T extends @Nullable Object> {

    /** The {@link #censoredNanos} of an attempt of which all is known. */
    long UNCENSORED = -1;

    /**
     * The attempt's code came to its end.
     *
     * @param verdict null if the attempt had been ended before by somebody else
     */
    void attemptEnded(
            AsyncAttempt<T> attempt, @Nullable T result, @Nullable Throwable failure, @Nullable Verdict verdict);

    /** Runs what must not be late, with the caller's context in place. */
    void inTime(Runnable work);

    /** The attempt has ended so, and has given back what it held. Throws nothing. */
    default void ended(AsyncAttempt<T> attempt, Outcome outcome) {}

    /**
     * Of an attempt that ends: {@link #UNCENSORED}, or how long it is to be recorded as having taken at least, no more being made of it
     * than that.
     */
    default long censoredNanos(AsyncAttempt<T> attempt, Outcome outcome) {
        return UNCENSORED;
    }

    /** See {@link Attempt#pick}. */
    default <R> R pick(AsyncAttempt<T> attempt, List<R> replicas) {
        return attempt.byNumber(replicas);
    }

    /** See {@link Attempt#pickedBeside}. */
    default List<Object> pickedBeside(AsyncAttempt<T> attempt) {
        return List.of();
    }

    /** See {@link Attempt#callOffOthers}. */
    default boolean callOffOthers(AsyncAttempt<T> attempt) {
        return !attempt.hasEnded();
    }
}
