package io.seakeep;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A permit to come. One that comes when nobody waits for it any more is closed. Cancelling a future derived from this one counts as
 * that, also if it comes in between: then what was to be done with the permit is not done any more.
 */
final class PermitFuture extends CompletableFuture<Permit> implements EntryListener<PermitState> {

    private final @Nullable CallProgress progress;
    private volatile @Nullable PendingEntry<PermitState> waiting;

    PermitFuture(@Nullable CallProgress progress) {
        this.progress = progress;
    }

    @Override
    public void waits(PendingEntry<PermitState> entry) {
        waiting = entry;
    }

    @Override
    public void calledOff() {}

    @Override
    public void run(Runnable work) {
        work.run();
    }

    @Override
    public void entered(PermitState permit) {
        if (progress != null) {
            permit.continues(progress);
        }
        if (!super.complete(permit)) {
            permit.close();
        }
    }

    @Override
    public void refused(Throwable refusal) {
        super.completeExceptionally(refusal);
    }

    private void callOff() {
        PendingEntry<PermitState> entry = waiting;
        if (entry != null) {
            entry.callOff();
        }
    }

    @Override
    public boolean complete(Permit value) {
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

    /** A future derived from this one was cancelled before it was complete. */
    void derivedCancelled() {
        cancel(true);
        if (!isCompletedExceptionally()) {
            join().close();
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new DependentFuture<>(this);
    }
}
