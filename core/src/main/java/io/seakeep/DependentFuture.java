package io.seakeep;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A future derived from that of a call or a permit: it passes its cancellation on. */
final class DependentFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final CompletableFuture<?> source;

    DependentFuture(CompletableFuture<?> source) {
        this.source = source;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            if (source instanceof PermitFuture permit) {
                permit.derivedCancelled();
            } else {
                source.cancel(mayInterruptIfRunning);
            }
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new DependentFuture<>(this);
    }
}
