package io.seakeep;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A future derived from an {@link OwnedFuture}, at one or more removes: it passes its cancellation on. */
final class DependentFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Runnable passOn;

    DependentFuture(Runnable passOn) {
        this.passOn = passOn;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            passOn.run();
        }
        return cancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new DependentFuture<>(() -> cancel(true));
    }
}
