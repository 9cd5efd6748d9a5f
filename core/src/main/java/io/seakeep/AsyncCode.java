package io.seakeep;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Code that starts one attempt and does not wait for it.
 *
 * @param <T> what the attempt will return
 */
@FunctionalInterface
public interface AsyncCode<T extends @Nullable Object> {

    /** Starts the attempt, once. What it throws is taken for the attempt's failure. */
    CompletionStage<T> start(Attempt attempt) throws Exception;
}
