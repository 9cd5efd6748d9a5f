package io.seakeep;

import java.util.concurrent.CompletionStage;
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
        ThreadedStage<T> stage = new ThreadedStage<>(isolation, () -> run((AsyncAttempt<?>) attempt));
        try {
            isolation.start(stage.run());
        } catch (RejectedExecutionException noThread) {
            if (Thread.currentThread() == caller) {
                attempt.callOffOthers(); // who would not come back before this one ends anyway
                stage.run().run();
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
            throw ResultKind.unfinished(attempt.pipeline.scope().dependency(), result);
        }
        return result;
    }
}
