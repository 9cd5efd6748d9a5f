package io.seakeep.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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

    private enum Driving {
        BY_ADVANCE,
        BY_ADVANCE_AND_PARK
    }

    private final long originNanos;
    private final Driving driving;
    private final ReentrantLock lock = new ReentrantLock();

    // All below is guarded by the lock; the time is also read without it.
    private final VirtualTimers timers = new VirtualTimers();
    private final VirtualTasks tasks = new VirtualTasks(lock);
    private final VirtualParking parking = new VirtualParking(lock);
    private volatile long nowNanos;
    private @Nullable Thread driver;

    /** A clock that starts at {@link #DEFAULT_ORIGIN_NANOS}. */
    public VirtualTime() {
        this(DEFAULT_ORIGIN_NANOS);
    }

    /** A clock whose {@link #nanoTime()} starts at the given value, which may be any. */
    public VirtualTime(long originNanos) {
        this(originNanos, Driving.BY_ADVANCE_AND_PARK);
    }

    private VirtualTime(long originNanos, Driving driving) {
        this.originNanos = originNanos;
        this.nowNanos = originNanos;
        this.driving = driving;
    }

    /**
     * A clock that only {@code advance} moves, for tests in which other threads park: {@link #parkUntil} waits until the
     * test has carried the clock to the deadline. The thread that advances must not park.
     */
    public static VirtualTime handDriven() {
        return new VirtualTime(DEFAULT_ORIGIN_NANOS, Driving.BY_ADVANCE);
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public long epochMillis() {
        return EPOCH.toEpochMilli() + Math.floorDiv(nowNanos - originNanos, 1_000_000L);
    }

    @Override
    public TimerHandle schedule(long delayNanos, Runnable task) {
        lock.lock();
        try {
            return timers.arm(TimerEntry.deadlineAfter(nowNanos, delayNanos), task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "work");
        lock.lock();
        try {
            tasks.addWork(task);
            if (driver == null) {
                driver = Thread.currentThread();
                stopDriving();
            }
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

    /** Does what {@link #advance(Duration)} does, in nanoseconds. */
    public void advanceNanos(long nanos) {
        if (nanos < 0 || nanos > MAX_DELAY_NANOS) {
            throw outOfRange(Duration.ofNanos(nanos));
        }
        lock.lock();
        try {
            startDriving();
            driveTo(nowNanos + nanos);
            stopDriving();
            tasks.throwFailures();
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
            startDriving();
            boolean ran = runTimer(nowNanos + MAX_DELAY_NANOS);
            stopDriving();
            tasks.throwFailures();
            return ran;
        } finally {
            lock.unlock();
        }
    }

    /** How many timers are armed: neither fired nor cancelled. A test that ends with 0 has leaked none. */
    public int pendingTimers() {
        lock.lock();
        try {
            return timers.countArmed();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits, in real time, until at least so many threads wait in {@link #parkUntil} for another thread to move the clock.
     *
     * @throws InterruptedException if interrupted while it waits
     */
    public void awaitParked(int threads) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            parking.awaitParked(threads);
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
            if (nowNanos - deadlineNanos >= 0) {
                return;
            }
            if (driver == Thread.currentThread()) {
                parkInsideTask(deadlineNanos);
            }
            while (nowNanos - deadlineNanos < 0 && !parking.mayGoOn()) {
                if (driver == null && driving == Driving.BY_ADVANCE_AND_PARK) {
                    startDriving();
                    driveWhileParked(deadlineNanos);
                    stopDriving();
                } else {
                    parking.park();
                }
            }
            parking.takePermit();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unpark(Thread thread) {
        lock.lock();
        try {
            parking.givePermit(thread);
        } finally {
            lock.unlock();
        }
    }

    private void startDriving() {
        if (driver == Thread.currentThread()) {
            throw new IllegalStateException("a timer task or work must not move the clock that runs it");
        }
        while (driver != null) {
            parking.awaitChange();
        }
        driver = Thread.currentThread();
    }

    /** Runs the work that is left, and makes room for the next driver without letting go of the lock in between. */
    private void stopDriving() {
        tasks.runWork();
        driver = null;
        parking.announceChange();
    }

    private void driveTo(long targetNanos) {
        do {
            tasks.runWork();
        } while (runTimer(targetNanos));
        moveTo(targetNanos);
    }

    private void driveWhileParked(long deadlineNanos) {
        while (!parking.mayGoOn()) {
            if (!runTimer(deadlineNanos)) {
                moveTo(deadlineNanos);
                return;
            }
            tasks.runWork();
        }
    }

    private void parkInsideTask(long deadlineNanos) {
        if (tasks.isInTimerTask() || driving == Driving.BY_ADVANCE) {
            throw new IllegalStateException("a timer task, or work on a clock driven by hand, must not park");
        }
        driveWhileParked(deadlineNanos);
    }

    /** Runs the earliest timer if it is due at the given time or before. */
    private boolean runTimer(long limitNanos) {
        for (;;) {
            VirtualTimer timer = timers.first();
            if (timer == null || timer.deadlineNanos - limitNanos > 0) {
                return false;
            }
            timers.removeFirst();
            Runnable task = timer.claim();
            if (task != null) { // else another thread has just cancelled it
                moveTo(timer.deadlineNanos);
                tasks.runTimerTask(task);
                return true;
            }
        }
    }

    private void moveTo(long timeNanos) {
        if (timeNanos - nowNanos > 0) {
            nowNanos = timeNanos;
            parking.announceChange();
        }
    }

    private static IllegalArgumentException outOfRange(Duration duration) {
        return new IllegalArgumentException("the clock moves by PT0S to " + Duration.ofNanos(MAX_DELAY_NANOS)
                + " at a time: duration=" + duration);
    }
}
