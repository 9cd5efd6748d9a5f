package io.seakeep.time;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What the timer's thread does all its life: take in what was armed, fire what is due, rest. See {@link SystemTimer}. */
final class TimerLoop implements Runnable {

    private static final long BUSY_REST_NANOS = 10_000_000;
    private static final long ARMED_REST_NANOS = 250_000_000;

    private final TimerInbox inbox;
    private final WakePromise promise;
    private final TimerWheel wheel;
    private final Consumer<TimerEntry> reader = this::accept;

    private long nowNanos;
    private long arrivals;
    private long inboxHusks;

    // Written once a look, for tests to read.
    private volatile int heldEntries;
    private volatile long huskCount;

    TimerLoop(TimerInbox inbox, WakePromise promise, long nowNanos) {
        this.inbox = inbox;
        this.promise = promise;
        this.wheel = new TimerWheel(nowNanos);
    }

    @Override
    public void run() {
        long seen = 0;
        while (true) {
            Thread.interrupted(); // nobody has a reason to interrupt this thread, and it could no longer park
            nowNanos = System.nanoTime();
            inbox.drain(reader);
            wheel.advance(nowNanos, TimerLoop::fire);
            wheel.sweep();
            boolean busy = arrivals != seen;
            seen = arrivals;

            nowNanos = System.nanoTime();
            long restNanos = restNanos(busy);
            promise.make(nowNanos + restNanos);
            boolean emptied = inbox.drain(reader);
            publishCounts();
            if (arrivals == seen || (busy && wheel.nanosToNext(nowNanos) >= restNanos)) {
                park(emptied ? restNanos : Math.min(restNanos, TimerWheel.TICK_NANOS));
            }
        }
    }

    /** How many entries the wheel held after the last look, husks among them. */
    int heldEntries() {
        return heldEntries;
    }

    /** How many cancelled entries had been dropped by the last look. */
    long huskCount() {
        return huskCount;
    }

    private void accept(TimerEntry entry) {
        arrivals++;
        if (entry.isClaimed()) {
            inboxHusks++;
        } else if (entry.deadlineNanos - nowNanos > 0) {
            wheel.add(entry);
        } else {
            fireAtOnce(entry);
        }
    }

    private void fireAtOnce(TimerEntry entry) {
        Runnable task = entry.claim();
        if (task == null) {
            inboxHusks++;
        } else {
            fire(task);
        }
    }

    private static void fire(Runnable task) {
        GuardedRun.run("timer task", task);
    }

    private long restNanos(boolean busy) {
        long nanosToNext = wheel.nanosToNext(nowNanos);
        if (busy) {
            return Math.min(nanosToNext, BUSY_REST_NANOS);
        }
        return wheel.size() == 0 ? nanosToNext : Math.min(nanosToNext, ARMED_REST_NANOS);
    }

    private void park(long restNanos) {
        LockSupport.parkNanos(this, nowNanos + restNanos - System.nanoTime());
    }

    private void publishCounts() {
        heldEntries = wheel.size();
        huskCount = wheel.huskCount() + inboxHusks;
    }
}
