package io.seakeep;

import io.seakeep.time.TimeSource;
import io.seakeep.time.TimerHandle;
import org.jspecify.annotations.Nullable;

/** The wait of an asynchronous call for its next attempt, until that is let in. */
final class RetryWait<T extends @Nullable Object> implements EntryListener<AsyncAttempt<T>> {

    private final AsyncCall<T> call;
    private final CallProgress progress;
    private volatile @Nullable TimerHandle timer;

    RetryWait(AsyncCall<T> call, CallProgress progress) {
        this.call = call;
        this.progress = progress;
    }

    CallProgress progress() {
        return progress;
    }

    void arm(TimeSource time, long nanos) {
        timer = time.schedule(nanos, () -> call.waited(this));
    }

    void cancel() {
        TimerHandle armed = timer;
        if (armed != null) {
            armed.cancel();
        }
    }

    /** The time has come to ask. */
    void over(PermitMaker<AsyncAttempt<T>> maker) {
        progress.next(maker, this);
    }

    @Override
    public void waits(PendingEntry<AsyncAttempt<T>> entry) {
        call.waits(entry);
    }

    @Override
    public void calledOff() {
        progress.discardLast();
    }

    @Override
    public void run(Runnable work) {
        call.run(work);
    }

    @Override
    public void entered(AsyncAttempt<T> next) {
        progress.started(next);
        call.begin(next);
    }

    @Override
    public void refused(Throwable refusal) {
        progress.surfacesWith(refusal);
        call.surface(progress);
    }
}
