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
    private final @Nullable CallProgress keepsTo;
    private volatile @Nullable TimerHandle deadlineTimer;

    private Carried(ContextCarrier.Captured context, RequestContext request, @Nullable CallProgress keepsTo) {
        this.context = context;
        this.request = request;
        this.keepsTo = keepsTo;
    }

    /**
     * Captures what the calling thread carries; null if that is nothing.
     *
     * @param keepsTo what the call has to keep to
     */
    static @Nullable Carried capture(ContextCarrier carrier, @Nullable CallProgress keepsTo) {
        ContextCarrier.Captured context = carrier.capture();
        if (context == NoCarrier.INSTANCE && keepsTo == null) {
            return null;
        }
        return new Carried(context, keepsTo == null ? RequestContext.none() : keepsTo.request(), keepsTo);
    }

    /** What the call has to keep to; null if that is nothing. */
    static @Nullable CallProgress keepsTo(@Nullable Carried carried) {
        return carried == null ? null : carried.keepsTo;
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
