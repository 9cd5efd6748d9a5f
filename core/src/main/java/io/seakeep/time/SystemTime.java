package io.seakeep.time;

import java.util.Objects;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.locks.LockSupport;

/** The real time of this process: {@link System#nanoTime()}, the {@link SystemTimer}, and one worker. */
final class SystemTime implements TimeSource {

    static final SystemTime INSTANCE = new SystemTime();

    private final SystemTimer timer = new SystemTimer();
    private final LinkedTransferQueue<Runnable> work = new LinkedTransferQueue<>();
    private final LazyDaemon worker = new LazyDaemon("seakeep-worker", this::workLoop);

    /** For tests that count; everybody else shares {@link #INSTANCE}, for the threads never end. */
    SystemTime() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public TimerHandle schedule(long delayNanos, Runnable task) {
        return timer.schedule(delayNanos, task);
    }

    @Override
    public void execute(Runnable task) {
        Objects.requireNonNull(task, "work");
        worker.ensureStarted(); // first, so that work is not left behind if the thread cannot start
        work.put(task);
    }

    @Override
    public void parkUntil(Object blocker, long deadlineNanos) {
        long nanos = deadlineNanos - System.nanoTime();
        if (nanos > 0) {
            LockSupport.parkNanos(blocker, nanos);
        }
    }

    @Override
    public void unpark(Thread thread) {
        LockSupport.unpark(thread);
    }

    SystemTimer timer() {
        return timer;
    }

    private void workLoop() {
        while (true) {
            Thread.interrupted(); // one task's interrupt is none of the next one's business
            try {
                GuardedRun.run("piece of work", work.take());
            } catch (InterruptedException e) {
                // Somebody outside interrupted us between two tasks; there is nothing to stop.
            }
        }
    }
}
