package io.seakeep.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until it is moved, for tests that never sleep and simulations that repeat exactly.
 *
 * <p>{@link #nanoTime()} starts one second before the long overflows, so that any test of more than a second crosses the
 * overflow; {@link #epochMillis()} starts at {@link #EPOCH}. Times are exact to the nanosecond.
 *
 * <p><b>Timers</b> run on the thread that moves the clock, in the order of their deadlines and, where these are equal, in
 * the order they were armed, while the clock stands at the deadline. A task may arm and cancel others; those that become
 * due within the same move run in it. A task must not move the clock or park: that is refused with an
 * {@link IllegalStateException}.
 *
 * <p><b>Work</b> handed to {@link #execute} while the clock is being moved runs on the moving thread, in order, after the
 * timer task that is running, and before the clock moves on. Otherwise it runs at once, before {@code execute} returns,
 * unless other work is running already: then it runs after that. So work never runs inside a timer task or other work.
 *
 * <p><b>What a task throws</b> costs no other task its turn. It is logged, and the next {@code advance}, or the one under
 * way, throws it at its end, so that an assertion in a task fails the test.
 *
 * <p><b>Parking.</b> {@link #parkUntil} on this clock moves it, as far as the deadline, and runs what becomes due. It
 * returns early, with the clock where it stands, when a task unparks or interrupts the thread. So blocking code is
 * tested from one thread: arm a timer that does what another thread would have done, and make the blocking call. Work may
 * park as well, which moves the clock on; timers go on meanwhile, other work does not. It may carry the clock further than
 * the move under way was asked to go.
 *
 * <p><b>Several threads.</b> All methods may be called from any thread. One thread at a time moves the clock. A second one
 * that wants to advance waits for its turn. A second one that parks waits until the first has carried the clock to its
 * deadline, and if the first stops before, it moves the clock on itself. So as long as any thread is parked, some thread
 * moves the clock, and nothing deadlocks, as long as tasks and work do not block by other means than this clock. Nobody
 * waits for a thread that was woken to do what it was woken for: with one thread a run repeats exactly, with several it
 * does not. A test that wants to decide itself when a parked thread's time has come takes {@link #handDriven()}: there
 * only {@code advance} moves the clock, and a parked thread really waits.
 */
public final class VirtualTime implements TimeSource {

    /** What {@link #epochMillis()} says at the start. */
    public static final Instant EPOCH = Instant.parse("2030-01-01T00:00:00Z");

    /** What {@link #nanoTime()} says at the start, unless told otherwise: one second before the overflow. */
    public static final long DEFAULT_ORIGIN_NANOS = Long.MAX_VALUE - 1_000_000_000L;

    private final long originNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final VirtualDriver driver;

    /** A clock that starts at {@link #DEFAULT_ORIGIN_NANOS}. */
    public VirtualTime() {
        this(DEFAULT_ORIGIN_NANOS);
    }

    /**
     * A clock that starts where it is told.
     *
     * @param originNanos what {@link #nanoTime()} says at the start; any value
     */
    public VirtualTime(long originNanos) {
        this(originNanos, ParkMode.MOVES_THE_CLOCK);
    }

    private VirtualTime(long originNanos, ParkMode parkMode) {
        this.originNanos = originNanos;
        this.driver = new VirtualDriver(lock, originNanos, parkMode);
    }

    /**
     * A clock that only {@code advance} moves, for tests in which other threads park: {@link #parkUntil} waits until the
     * test has carried the clock to the deadline. The thread that advances must not park.
     *
     * @return a clock that starts at {@link #DEFAULT_ORIGIN_NANOS}
     */
    public static VirtualTime handDriven() {
        return new VirtualTime(DEFAULT_ORIGIN_NANOS, ParkMode.WAITS);
    }

    @Override
    public long nanoTime() {
        return driver.nanoTime();
    }

    @Override
    public long epochMillis() {
        return EPOCH.toEpochMilli() + Math.floorDiv(nanoTime() - originNanos, 1_000_000L);
    }

    @Override
    public TimerHandle schedule(long delayNanos, Runnable task) {
        lock.lock();
        try {
            return driver.arm(delayNanos, task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "work");
        lock.lock();
        try {
            driver.execute(task);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves the clock forward and runs what becomes due.
     *
     * @param duration from zero, which runs what is due now, to {@link TimeSource#MAX_DELAY_NANOS}
     * @throws IllegalStateException if called from a timer task or from work
     */
    public void advance(Duration duration) {
        long nanos;
        try {
            nanos = duration.toNanos();
        } catch (ArithmeticException tooLong) {
            throw outOfRange(duration);
        }
        advanceNanos(nanos);
    }

    /**
     * Does what {@link #advance(Duration)} does, in nanoseconds.
     *
     * @param nanos from 0 to {@link TimeSource#MAX_DELAY_NANOS}
     */
    public void advanceNanos(long nanos) {
        if (nanos < 0 || nanos > MAX_DELAY_NANOS) {
            throw outOfRange(Duration.ofNanos(nanos));
        }
        lock.lock();
        try {
            driver.advance(nanos);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves the clock to the earliest timer's deadline and runs that one timer, and the work that it hands over.
     *
     * @return false if no timer is armed; the clock has not moved then
     * @throws IllegalStateException if called from a timer task or from work
     */
    public boolean advanceToNext() {
        lock.lock();
        try {
            return driver.advanceToNext();
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many timers are armed: neither fired nor cancelled. A test that ends with 0 has leaked none.
     *
     * @return their number; it takes time in proportion to it
     */
    public int pendingTimers() {
        lock.lock();
        try {
            return driver.countArmed();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits, in real time, until at least so many threads wait in {@link #parkUntil} for another thread to move the clock.
     *
     * @param threads how many
     * @throws InterruptedException if interrupted while it waits
     */
    public void awaitParked(int threads) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            driver.awaitParked(threads);
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>On this clock it moves time, and runs what is due by the deadline; see above.
     *
     * @throws IllegalStateException if called from a timer task, or, on a clock that is driven by hand, from work
     */
    @Override
    public void parkUntil(Object blocker, long deadlineNanos) {
        lock.lock();
        try {
            driver.parkUntil(deadlineNanos);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unpark(Thread thread) {
        lock.lock();
        try {
            driver.unpark(thread);
        } finally {
            lock.unlock();
        }
    }

    private static IllegalArgumentException outOfRange(Duration duration) {
        return new IllegalArgumentException(
                "the clock moves by PT0S to " + Duration.ofNanos(MAX_DELAY_NANOS) + " at a time: duration=" + duration);
    }
}
