package io.seakeep;

import io.seakeep.time.TimeSource;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The code of a call, run elsewhere while the caller's thread waits: for the result, for the time to be over, or for an interrupt.
 * In the last two cases the code is told to stop, by the attempt's hooks and an interrupt, and nobody waits for it to do so.
 */
final class IsolatedCode<T extends @Nullable Object, X extends Exception> implements AttemptCode<T, X> {

    private final Isolation isolation;
    private final AttemptCode<T, X> code;
    private final long callStartNanos;

    IsolatedCode(Isolation isolation, AttemptCode<T, X> code, long callStartNanos) {
        this.isolation = isolation;
        this.code = code;
        this.callStartNanos = callStartNanos;
    }

    @Override
    public T run(Attempt attempt) throws X {
        AttemptState state = (AttemptState) attempt;
        TimeSource time = isolation.scope().time();
        Thread caller = Thread.currentThread();
        IsolatedRun<T> run = new IsolatedRun<>(isolation, () -> code.run(attempt), () -> time.unpark(caller));
        long start = time.nanoTime(); // before it is handed over, which takes a while
        isolation.start(run);
        long until = state.expiresAtNanos();
        while (!run.isDone()) {
            if (Thread.currentThread().isInterrupted()) {
                if (abandon(run, state)) {
                    throw isolation.interrupted(code);
                }
            } else if (time.nanoTime() - until >= 0) {
                if (abandon(run, state)) {
                    throw state.pipeline.limits().timedOut(state, callStartNanos, start);
                }
            } else {
                time.parkUntil(run, until);
            }
        }
        return result(run);
    }

    /** Returns false if the code has just come to its end. */
    private boolean abandon(IsolatedRun<T> run, AttemptState attempt) {
        boolean abandoned = run.abandon();
        if (abandoned) {
            attempt.runHooks();
        }
        return abandoned;
    }

    private T result(IsolatedRun<T> run) throws X {
        try {
            return run.end();
        } catch (ExecutionException thrown) {
            throw AttemptEnd.<X>asDeclared(Objects.requireNonNull(thrown.getCause()));
        }
    }
}
