package io.seakeep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The future of an asynchronous call. Cancelling it, or any future derived from it, cancels the attempt; completing it by
 * other means does too, since nobody waits for the attempt any more.
 */
final class GuardedFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final PermitState permit;

    GuardedFuture(PermitState permit) {
        this.permit = permit;
    }

    void follow(CompletionStage<T> stage) {
        if (stage instanceof Future<?> future) {
            permit.onCancel(() -> cancelIfItCanBe(future));
        }
        stage.whenComplete(this::attemptEnded);
    }

    /** A stage that only reads, such as a minimal one, is a future by its class alone. */
    private static void cancelIfItCanBe(Future<?> future) {
        try {
            future.cancel(true);
        } catch (UnsupportedOperationException onlyReads) {
            return; // the attempt goes on and nobody waits for it: there is nothing else to be done
        }
    }

    private void attemptEnded(T result, @Nullable Throwable thrown) {
        if (thrown == null) {
            permit.succeed(result);
            if (!complete(result)) {
                discard(result);
            }
        } else {
            Throwable failure = unwrap(thrown);
            permit.fail(failure);
            completeExceptionally(failure);
        }
    }

    /** Nobody will ever see the answer; if it holds a connection, nobody else would give that back. */
    private void discard(@Nullable Object result) {
        if (result instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Throwable broken) {
                permit.pipeline.reportUserCode("discarded answer", broken);
            }
        }
    }

    /** Stages wrap what their functions threw, and the user threw no wrapper. */
    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? unwrap(cause) : thrown;
    }

    /** Also reached from {@code orTimeout} and its like: the caller no longer waits for the attempt. */
    @Override
    public boolean complete(T value) {
        boolean completed = super.complete(value);
        permit.close();
        return completed;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean completed = super.completeExceptionally(failure);
        permit.close();
        return completed;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        permit.close();
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Dependent<>(this);
    }

    /** A future derived from a guarded one: it passes its cancellation on. */
    private static final class Dependent<U extends @Nullable Object> extends CompletableFuture<U> {

        private final CompletableFuture<?> source;

        Dependent(CompletableFuture<?> source) {
            this.source = source;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                source.cancel(mayInterruptIfRunning);
            }
            return cancelled;
        }

        @Override
        public <V> CompletableFuture<V> newIncompleteFuture() {
            return new Dependent<>(this);
        }
    }
}
