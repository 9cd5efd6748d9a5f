package io.seakeep;

import io.seakeep.time.TimerHandle;
import org.jspecify.annotations.Nullable;

/**
 * What an asynchronous call takes along from its caller's thread, to be in place wherever user code runs for the call; and the
 * timer of its deadline, which is part of it. Nothing of it exists for a caller that carries nothing.
 */
final class Carried {

    private final ContextCarrier.Captured context;
    private final RequestContext request;
    private volatile @Nullable TimerHandle deadlineTimer;

    private Carried(ContextCarrier.Captured context, RequestContext request) {
        this.context = context;
        this.request = request;
    }

    /** Captures what the calling thread carries; null if that is nothing. */
    static @Nullable Carried capture(ContextCarrier carrier) {
        ContextCarrier.Captured context = carrier.capture();
        RequestContext request = RequestContext.current();
        return context == NoCarrier.INSTANCE && request.equals(RequestContext.none())
                ? null
                : new Carried(context, request);
    }

    /** For a call that has a deadline, whether or not its caller carries anything. */
    static Carried orNothing(@Nullable Carried carried) {
        return carried == null ? new Carried(NoCarrier.INSTANCE, RequestContext.none()) : carried;
    }

    /** Runs the work with everything in place. */
    static void run(@Nullable Carried carried, Runnable work) {
        if (carried == null) {
            work.run();
            return;
        }
        ContextCarrier.Restored restored = carried.context.restore();
        try {
            carried.request.run(work);
        } finally {
            restored.close();
        }
    }

    void deadlineTimer(TimerHandle timer) {
        deadlineTimer = timer;
    }

    /** The call is over, and there is nothing left to be ended by its deadline. */
    void cancelTimer() {
        TimerHandle timer = deadlineTimer;
        if (timer != null) {
            timer.cancel();
        }
    }
}
