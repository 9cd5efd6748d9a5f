package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * The user's code that makes one attempt.
 *
 * @param <T> what it returns
 * @param <X> the checked exception it throws, inferred; {@link RuntimeException} when there is none
 */
@FunctionalInterface
public interface AttemptCode<T extends @Nullable Object, X extends Exception> {

    /** Makes the attempt, once. */
    T run(Attempt attempt) throws X;
}
