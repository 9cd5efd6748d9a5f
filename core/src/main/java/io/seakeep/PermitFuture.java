package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * A permit to come. One that comes when nobody waits for it any more is closed. Cancelling a future derived from this one counts as
 * that, also if it comes in between: then what was to be done with the permit is not done any more.
 */
final class PermitFuture extends OwnedFuture<Permit> implements EntryListener<PermitState> {

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
        if (!deliver(permit)) {
            permit.close();
        }
    }

    @Override
    public void refused(Throwable refusal) {
        deliverFailure(refusal);
    }

    @Override
    void callOff() {
        PendingEntry<PermitState> entry = waiting;
        if (entry != null) {
            entry.callOff();
        }
    }

    /** A permit that has come meanwhile is not used any more. */
    @Override
    void derivedCancelled() {
        super.derivedCancelled();
        if (!isCompletedExceptionally()) {
            join().close();
        }
    }
}
