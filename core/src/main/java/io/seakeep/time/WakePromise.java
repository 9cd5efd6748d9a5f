package io.seakeep.time;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the timer's thread has promised to look at the inbox again, which tells a caller whether it must wake the thread.
 *
 * <p>Every caller reads it and the thread writes it once a look, so it has a cache line to itself: the middle of an array.
 */
final class WakePromise {

    private static final int MIDDLE = 8;

    private final AtomicLongArray padded = new AtomicLongArray(2 * MIDDLE + 1);

    WakePromise(long nowNanos) {
        makeNone(nowNanos);
    }

    /** Promises a look at the given time or before. A volatile write. */
    void make(long wakeAtNanos) {
        padded.set(MIDDLE, wakeAtNanos);
    }

    /** Promises nothing: any deadline is earlier. */
    void makeNone(long nowNanos) {
        make(nowNanos + TimerWheel.NEVER);
    }

    /**
     * Pulls the promise forward to now if the deadline is earlier than it. Starts with a volatile read, and for nearly all
     * callers ends there. Lock-free: it tries again only when another thread has changed the promise.
     *
     * @return true if this caller is the one who must wake the thread
     */
    boolean pullForward(long deadlineNanos, long nowNanos) {
        long promised = padded.get(MIDDLE);
        while (deadlineNanos - promised < 0) {
            if (padded.compareAndSet(MIDDLE, promised, nowNanos)) {
                return true;
            }
            promised = padded.get(MIDDLE);
        }
        return false;
    }
}
