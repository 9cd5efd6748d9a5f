package io.seakeep.time;

/**
 * One clock, one timer and one way to wait, handed to everything that needs time.
 *
 * <p>Nothing in Seakeep reads a clock, sleeps or schedules by any other way, so that {@link VirtualTime} can drive the
 * same code by hand. All methods are safe for use by many threads.
 */
public interface TimeSource {

    /**
     * The process-wide real time: {@link System#nanoTime()}, and one daemon thread each for timers and for work, started
     * when first needed.
     *
     * @return always the same one
     */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }

    /**
     * Monotonic nanoseconds from an arbitrary origin. The value may overflow: compare two readings only by the sign of
     * their difference.
     *
     * @return the time now
     */
    long nanoTime();

    /**
     * The wall clock, for what people read, never for measuring.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     */
    long epochMillis();

    /**
     * Arms a timer.
     *
     * <p>The task runs once, on the timer's thread, never early; the real timer runs it within 2 ms of its time if a core
     * is free, and promises no order among timers that are due within the same millisecond. It must be short, must not
     * block and must not be user code: hand anything else to {@link #execute}. What it throws is logged and costs no
     * other task its turn.
     *
     * @param delayNanos how long from now, in nanoseconds; zero and below mean as soon as possible, and values above
     *     {@link #MAX_DELAY_NANOS} mean that
     * @param task what to run
     * @return what calls the timer off
     */
    TimerHandle schedule(long delayNanos, Runnable task);

    /**
     * Runs work that is no business of the timer's thread, on another one, in the order it was handed in: one piece at a
     * time, so work that blocks holds up the work behind it. What it throws is logged and costs no other work its turn.
     * {@link VirtualTime} runs it on the thread that drives the clock.
     *
     * @param work what to run
     */
    void execute(Runnable work);

    /**
     * Parks the calling thread until {@link #nanoTime()} has reached the deadline, {@link #unpark} was called for it,
     * or it is interrupted; like {@link java.util.concurrent.locks.LockSupport#park()}, it may also return for no
     * reason, so callers loop. The interrupt status is left as it is.
     *
     * @param blocker what the thread waits for, shown in thread dumps
     * @param deadlineNanos when to go on, on the clock of {@link #nanoTime()}
     */
    void parkUntil(Object blocker, long deadlineNanos);

    /**
     * Lets a thread in {@link #parkUntil} go on, or its next {@code parkUntil} return at once.
     *
     * @param thread who may go on
     */
    void unpark(Thread thread);

    /** The longest delay a timer takes, about 73 years: far enough, and safe from overflow. */
    long MAX_DELAY_NANOS = Long.MAX_VALUE / 4;
}
