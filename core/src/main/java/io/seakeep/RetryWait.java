package io.seakeep;

import io.seakeep.time.TimeSource;
import io.seakeep.time.TimerHandle;
import org.jspecify.annotations.Nullable;

/** The wait of an asynchronous call for its next attempt. */
final class RetryWait {

    private final AsyncCall<?> call;
    private final CallProgress progress;
    private volatile @Nullable TimerHandle timer;

    RetryWait(AsyncCall<?> call, CallProgress progress) {
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
}
