package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * What a call answers in place of a failure. Given with the call, because it has the call's type.
 *
 * <p>It is asked once all attempts have failed, or a policy refused the call: on the caller's thread, and outside the pipeline.
 * It is not asked about failures that are not the dependency's ({@link io.seakeep.latency.Outcome#IGNORED}) nor when the caller
 * left ({@link io.seakeep.latency.Outcome#CANCELLED}).
 *
 * @param <T> what the call returns
 * @param <X> the checked exception that it throws
 */
@FunctionalInterface
public interface Fallback<T extends @Nullable Object, X extends Exception> {

    /**
     * Answers.
     *
     * @param failure what the call failed with: as the code threw it, a {@link CallRejectedException}, or a
     *     {@link BadResultException} when the attempt returned what the classifier called no success
     * @throws X if it has no answer either; {@code failure} is then attached to it as suppressed
     */
    T answer(Throwable failure) throws X;

    /** Always the same. */
    static <T extends @Nullable Object> Fallback<T, RuntimeException> value(T value) {
        return failure -> value;
    }

    /** What another dependency answers, guarded by its own pipeline. */
    static <T extends @Nullable Object, X extends Exception> Fallback<T, X> from(
            Dependency other, AttemptCode<T, X> code) {
        return failure -> other.call(code);
    }
}
