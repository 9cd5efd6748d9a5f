package io.seakeep;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A future that is handed to a caller and that something of ours works for. Whatever the caller does to end it, and to a future
 * derived from it, calls that work off. What ends it from our side is delivered past that.
 */
abstract class OwnedFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    /** Nobody waits for the work any more. May be called when it is over. */
    abstract void callOff();

    /** A future derived from this one was cancelled before it was complete. */
    void derivedCancelled() {
        cancel(true);
    }

    /** Completes it from our side. Returns false if the caller has ended it before. */
    final boolean deliver(T value) {
        return super.complete(value);
    }

    /** Fails it from our side. Returns false if the caller has ended it before. */
    final boolean deliverFailure(Throwable failure) {
        return super.completeExceptionally(failure);
    }

    /** Also reached from {@code orTimeout} and its like: the caller no longer waits for the work. */
    @Override
    public boolean complete(T value) {
        boolean completed = super.complete(value);
        callOff();
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean completed = super.completeExceptionally(failure);
        callOff();
        return completed;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        callOff();
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new DependentFuture<>(this::derivedCancelled);
    }
}
