package io.seakeep.time;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What moves the clock of a {@link VirtualTime}, and by whom: one thread at a time is the driver. All methods are called
 * with the lock held, except {@link #nanoTime}; tasks run outside it.
 */
final class VirtualDriver {

    private final ParkMode parkMode;
    private final VirtualTimers timers = new VirtualTimers();
    private final VirtualTasks tasks;
    private final VirtualParking parking;
    private volatile long nowNanos;
    private @Nullable Thread driver;

    VirtualDriver(ReentrantLock lock, long originNanos, ParkMode parkMode) {
        this.tasks = new VirtualTasks(lock);
        this.parking = new VirtualParking(lock);
        this.nowNanos = originNanos;
        this.parkMode = parkMode;
    }

    long nanoTime() {
        return nowNanos;
    }

    TimerHandle arm(long delayNanos, Runnable task) {
        return timers.arm(TimerEntry.deadlineAfter(nowNanos, delayNanos), task);
    }

    int countArmed() {
        return timers.countArmed();
    }

    void execute(Runnable work) {
        tasks.addWork(work);
        if (driver == null) { // else the driver comes to it
            startDriving();
            stopDriving();
        }
    }

    void advance(long nanos) {
        startDriving();
        long targetNanos = nowNanos + nanos;
        while (runTimer(targetNanos)) {
            tasks.runWork();
        }
        moveTo(targetNanos);
        stopDriving();
        tasks.throwFailures();
    }

    boolean advanceToNext() {
        startDriving();
        boolean ran = runTimer(nowNanos + TimeSource.MAX_DELAY_NANOS);
        stopDriving();
        tasks.throwFailures();
        return ran;
    }

    void parkUntil(long deadlineNanos) {
        if (hasCome(deadlineNanos)) {
            return; // and a permit is kept, as by the real one
        }
        if (driver == Thread.currentThread()) {
            parkInsideTask(deadlineNanos);
        }
        while (!hasCome(deadlineNanos) && !parking.mayGoOn()) {
            if (driver == null && parkMode == ParkMode.MOVES_THE_CLOCK) {
                startDriving();
                driveWhileParked(deadlineNanos);
                stopDriving();
            } else {
                parking.park();
            }
        }
        parking.takePermit();
    }

    void unpark(Thread thread) {
        parking.givePermit(thread);
    }

    void awaitParked(int threads) throws InterruptedException {
        parking.awaitParked(threads);
    }

    private void parkInsideTask(long deadlineNanos) {
        if (tasks.isInTimerTask() || parkMode == ParkMode.WAITS) {
            throw new IllegalStateException("a timer task, or work on a clock driven by hand, must not park");
        }
        driveWhileParked(deadlineNanos);
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

    private void driveWhileParked(long deadlineNanos) {
        while (!parking.mayGoOn()) {
            if (!runTimer(deadlineNanos)) {
                moveTo(deadlineNanos);
                return;
            }
            tasks.runWork();
        }
    }

    /** Runs the earliest timer if it is due at the given time or before. */
    private boolean runTimer(long limitNanos) {
        while (true) {
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

    private boolean hasCome(long deadlineNanos) {
        return nowNanos - deadlineNanos >= 0;
    }
}
