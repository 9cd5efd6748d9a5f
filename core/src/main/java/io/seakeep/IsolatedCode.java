package io.seakeep;

import io.seakeep.time.TimeSource;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The code of a call, run elsewhere while the caller's thread waits: for the result, for the time to be over, or for an interrupt.
 * In the last two cases the code is told to stop, by the attempt's hooks and an interrupt, and nobody waits for it to do so.
 */
final class IsolatedCode<T extends @Nullable Object, X extends Exception> implements AttemptCode<T, X> {

    private final Isolation isolation;
    private final AttemptCode<T, X> code;

    IsolatedCode(Isolation isolation, AttemptCode<T, X> code) {
        this.isolation = isolation;
        this.code = code;
    }

    @Override
    public T run(Attempt attempt) throws X {
        AttemptState state = (AttemptState) attempt;
        IsolatedRun<T> run = new IsolatedRun<>(isolation, () -> code.run(attempt));
        isolation.start(run);
        TimeSource time = isolation.scope().time();
        long until = state.expiresAtNanos();
        while (!run.isDone()) {
            if (Thread.currentThread().isInterrupted()) {
                if (abandon(run, state)) {
                    throw interrupted();
                }
            } else if (time.nanoTime() - until >= 0) {
                if (abandon(run, state)) {
                    throw state.pipeline.timedOut(until);
                }
            } else {
                time.parkUntil(run, until);
            }
        }
        return result(run);
    }

    /** Returns false if the code has just come to its end. */
    private boolean abandon(IsolatedRun<T> run, AttemptState attempt) {
        isolation.abandoned(); // before it can end, or there would be a place too many in between
        if (!run.cancel(true)) {
            isolation.abandonedEnded();
            return false;
        }
        attempt.runHooks();
        return true;
    }

    /** What the caller gets who was interrupted while waiting. Only code that may be interrupted declares the exception for it. */
    private X interrupted() throws X {
        if (code instanceof InterruptibleCode<?, ?>) {
            Thread.interrupted();
            throw Pipeline.<X>asDeclared(new InterruptedException(
                    "interrupted while waiting for " + isolation.scope().dependency()));
        }
        throw new CancellationException(
                "interrupted while waiting for " + isolation.scope().dependency());
    }

    private T result(IsolatedRun<T> run) throws X {
        boolean interrupted = Thread.interrupted(); // after the end, and so none of the wait's business
        try {
            return run.get();
        } catch (ExecutionException thrown) {
            throw Pipeline.<X>asDeclared(Objects.requireNonNull(thrown.getCause()));
        } catch (InterruptedException impossible) {
            throw new AssertionError("it is done, and nobody waits for it", impossible);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
