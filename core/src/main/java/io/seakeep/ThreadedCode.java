package io.seakeep;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Synchronous code as that of an asynchronous call: each attempt runs on a thread of its own, with the context of whoever starts it.
 * Cancelling its stage interrupts the thread. Where there is no thread to be had, a first attempt runs on its caller's.
 */
final class ThreadedCode<T extends @Nullable Object> implements AsyncCode<T> {

    private final Isolation isolation;
    private final AttemptCode<T, ?> code;
    private final Thread caller = Thread.currentThread();

    ThreadedCode(Isolation isolation, AttemptCode<T, ?> code) {
        this.isolation = isolation;
        this.code = code;
    }

    @Override
    public CompletionStage<T> start(Attempt attempt) {
        Stage<T> stage = new Stage<>(isolation, () -> run((AsyncAttempt<?>) attempt));
        try {
            isolation.start(stage.run);
        } catch (RejectedExecutionException noThread) {
            if (Thread.currentThread() == caller) {
                stage.run.run();
            } else {
                AsyncAttempt<?> unstarted = (AsyncAttempt<?>) attempt;
                unstarted.endAs(Verdict.IGNORED);
                throw unstarted.pipeline.nowhereToRun();
            }
        }
        return stage;
    }

    private T run(AsyncAttempt<?> attempt) throws Exception {
        T result = code.run(attempt);
        if (ResultKind.isUnfinished(result)) {
            attempt.endAs(Verdict.IGNORED);
            throw attempt.pipeline.unfinished(result);
        }
        return result;
    }

    /** Completed by the run, and calls that off when it is itself. */
    private static final class Stage<T extends @Nullable Object> extends CompletableFuture<T> {

        final IsolatedRun<T> run;

        Stage(Isolation isolation, Callable<T> code) {
            this.run = new IsolatedRun<>(isolation, code, this::ran);
        }

        private void ran() {
            if (run.isCancelled()) {
                return;
            }
            boolean interrupted = Thread.interrupted(); // what is left of it is not for whoever is told of the end
            try {
                complete(run.get());
            } catch (ExecutionException thrown) {
                completeExceptionally(thrown.getCause());
            } catch (InterruptedException impossible) {
                throw new AssertionError("it is done, and nobody waits for it", impossible);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return run.abandon() && super.cancel(mayInterruptIfRunning);
        }
    }
}
