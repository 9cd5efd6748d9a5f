package io.seakeep;

import org.jspecify.annotations.Nullable;

/**
 * The rest of a synchronous call whose first attempt was no success: further attempts on the caller's thread, which sleeps in
 * between, and then the last one's result or failure. Nothing of it exists for a call that goes well.
 */
final class SyncCall<T extends @Nullable Object, X extends Exception> {

    private final Pipeline pipeline;
    private final CallProgress progress;
    private final AttemptCode<T, X> code;

    SyncCall(Pipeline pipeline, CallProgress progress, AttemptCode<T, X> code) {
        this.pipeline = pipeline;
        this.progress = progress;
        this.code = code;
    }

    /** Makes the first attempt as well, and answers how the last one ended. */
    AttemptEnd finish(PermitState first) {
        return finish(attempt(first));
    }

    /** How the last attempt ended. */
    AttemptEnd finish(AttemptEnd first) {
        PermitState permit = nextAfter(first);
        while (permit != null) {
            permit = nextAfter(attempt(permit));
        }
        return progress.surfaced();
    }

    private @Nullable PermitState nextAfter(AttemptEnd end) {
        long wait = progress.waitAfter(end);
        if (wait < 0) {
            return null;
        }
        if (!sleep(wait)) {
            progress.calledOff();
            return null;
        }
        return progress.tryNext(pipeline.permits());
    }

    /** Returns false, and leaves the thread interrupted, if it was interrupted. */
    private boolean sleep(long nanos) {
        long until = pipeline.time().nanoTime() + nanos;
        while (until - pipeline.time().nanoTime() > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            pipeline.time().parkUntil(this, until);
        }
        return !Thread.currentThread().isInterrupted();
    }

    private AttemptEnd attempt(PermitState permit) {
        T result;
        try {
            result = run(permit);
        } catch (Throwable failure) {
            return new AttemptEnd(null, failure, orCancelled(permit.end(failure)));
        }
        if (ResultKind.isUnfinished(result)) {
            permit.endAs(Verdict.IGNORED);
            return new AttemptEnd(null, ResultKind.unfinished(pipeline.scope().dependency(), result), Verdict.IGNORED);
        }
        return new AttemptEnd(result, null, orCancelled(permit.endWith(result)));
    }

    private T run(PermitState permit) throws X {
        long boundBefore = progress.bind(permit.number());
        try {
            return code.run(permit);
        } finally {
            RequestBinding.exit(boundBefore);
        }
    }

    /** The code can have ended the attempt itself: what it was handed is a permit, if one looks. */
    private static Verdict orCancelled(@Nullable Verdict verdict) {
        return verdict == null ? Verdict.CANCELLED : verdict;
    }
}
