package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * Code that makes one attempt and returns nothing.
 *
 * @param <X> the checked exception it throws, inferred
 */
@FunctionalInterface
public interface AttemptAction<X extends Exception> extends AttemptCode<@Nullable Void, X> {

    /** Makes the attempt, once. */
    void act(Attempt attempt) throws X;

    @Override
    @SuppressWarnings("NullAway") // it does not see that T is @Nullable Void here
    default @Nullable Void run(Attempt attempt) throws X {
        act(attempt);
        return null;
    }
}
