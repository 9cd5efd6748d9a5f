package io.seakeep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What an asynchronous call answers in place of a failure; otherwise as {@link Fallback}. It runs on the thread on which the
 * call came to its end.
 *
 * @param <T> what the call returns
 */
@FunctionalInterface
public interface AsyncFallback<T extends @Nullable Object> {

    /**
     * Starts to answer.
     *
     * @param failure as for {@link Fallback#answer}
     * @throws Exception if it has no answer either; {@code failure} is then attached to it as suppressed, as it is when the
     *     stage fails
     */
    CompletionStage<T> start(Throwable failure) throws Exception;

    /** Always the same. */
    static <T extends @Nullable Object> AsyncFallback<T> value(T value) {
        return failure -> CompletableFuture.completedFuture(value);
    }

    /** What is there at once. */
    static <T extends @Nullable Object> AsyncFallback<T> of(Fallback<? extends T, ?> fallback) {
        return failure -> CompletableFuture.completedFuture(fallback.answer(failure));
    }

    /** What another dependency answers, guarded by its own pipeline. */
    static <T extends @Nullable Object> AsyncFallback<T> from(Dependency other, AsyncCode<T> code) {
        return failure -> other.callAsync(code);
    }
}
