package io.seakeep;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What becomes of code that runs on a thread of its own. Completed by the run, with just what it threw; cancelling it calls the run off. */
final class ThreadedStage<T extends @Nullable Object> extends CompletableFuture<T> {

    private final IsolatedRun<T> run;

    ThreadedStage(Isolation isolation, Callable<T> code) {
        this.run = new IsolatedRun<>(isolation, code, this::ran);
    }

    Runnable run() {
        return run;
    }

    private void ran() {
        if (run.isCancelled()) {
            return;
        }
        try {
            complete(run.end());
        } catch (ExecutionException thrown) {
            completeExceptionally(thrown.getCause());
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return run.abandon() && super.cancel(mayInterruptIfRunning);
    }
}
