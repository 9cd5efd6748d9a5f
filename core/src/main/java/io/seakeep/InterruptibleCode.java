package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * Code that makes one attempt and can be interrupted. It exists because a second checked exception beside the one of
 * {@link AttemptCode} would not be inferred.
 *
 * @param <T> what it returns
 * @param <X> the other checked exception it throws, inferred
 */
@FunctionalInterface
public interface InterruptibleCode<T extends @Nullable Object, X extends Exception> extends AttemptCode<T, Exception> {

    @Override
    T run(Attempt attempt) throws X, InterruptedException;
}
