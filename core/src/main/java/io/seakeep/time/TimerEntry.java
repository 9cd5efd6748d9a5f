package io.seakeep.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One armed timer, whose task is its state: present while armed, gone once fired or cancelled.
 *
 * <p>Firing and cancelling both {@link #claim()} the task by one atomic exchange, so exactly one of them gets it, and a
 * cancelled entry lets go of its task at that moment. What stays behind is a husk of 32 bytes that the owner of the
 * queue drops when it next meets it.
 */
class TimerEntry implements TimerHandle {

    private static final VarHandle TASK;

    static {
        try {
            TASK = MethodHandles.lookup().findVarHandle(TimerEntry.class, "task", Runnable.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** When it is due, on the clock that armed it. */
    final long deadlineNanos;

    /** The next entry of the same wheel slot; belongs to the {@link TimerWheel}, null outside it. */
    @Nullable
    TimerEntry next;

    /** Not volatile, which would cost a fence in the constructor: what hands the entry on publishes it. */
    @SuppressWarnings("UnusedVariable") // read through its handle
    private @Nullable Runnable task;

    TimerEntry(long deadlineNanos, Runnable task) {
        this.deadlineNanos = deadlineNanos;
        this.task = Objects.requireNonNull(task, "task");
    }

    /** The deadline of a timer armed now, with the delay brought into the range that {@link TimeSource} allows. */
    static long deadlineAfter(long nowNanos, long delayNanos) {
        return nowNanos + Math.min(Math.max(delayNanos, 0), TimeSource.MAX_DELAY_NANOS);
    }

    /** Takes the task. Of all callers, ever, one gets it; the others get null. */
    final @Nullable Runnable claim() {
        return (Runnable) TASK.getAndSet(this, (Runnable) null);
    }

    /** True once the task was claimed. A false may be out of date: only {@link #claim()} decides. */
    final boolean isClaimed() {
        return (Runnable) TASK.getOpaque(this) == null;
    }

    @Override
    public final boolean cancel() {
        return claim() != null;
    }
}
