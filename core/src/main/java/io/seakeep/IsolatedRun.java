package io.seakeep;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's code on a thread of its own, with the caller's context in place. Once cancelled it is abandoned: its result is
 * closed, if there ever is one, and its end is told to the gate.
 */
final class IsolatedRun<T extends @Nullable Object> extends FutureTask<T> {

    private final Isolation isolation;
    private final Runnable whenDone;

    /** @param whenDone run when it has ended or was cancelled; must be quick */
    IsolatedRun(Isolation isolation, Callable<T> code, Runnable whenDone) {
        super(carrying(isolation.scope().carrier().capture(), RequestContext.current(), code));
        this.isolation = isolation;
        this.whenDone = whenDone;
    }

    private static <T extends @Nullable Object> Callable<T> carrying(
            ContextCarrier.Captured context, RequestContext request, Callable<T> code) {
        return () -> {
            ContextCarrier.Restored restored = context.restore();
            try {
                return request.call(code::call);
            } finally {
                restored.close();
            }
        };
    }

    /** Nobody waits for it any more. Returns false if it has just come to its end. */
    boolean abandon() {
        isolation.abandoned(); // before it can end, or there would be a place too many in between
        if (!cancel(true)) {
            isolation.abandonedEnded();
            return false;
        }
        return true;
    }

    /** What it came to, once it has ended. An interrupt that comes by then is none of its business, and stays. */
    T end() throws ExecutionException {
        boolean interrupted = Thread.interrupted();
        try {
            return get();
        } catch (InterruptedException impossible) {
            throw new AssertionError("it is done, and nobody waits for it", impossible);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void run() {
        try {
            super.run();
        } finally {
            if (isCancelled()) {
                isolation.abandonedEnded();
            }
        }
    }

    @Override
    protected void set(T result) {
        super.set(result);
        if (isCancelled()) {
            isolation.userCode().discard(result);
        }
    }

    @Override
    protected void done() {
        whenDone.run();
    }
}
