package io.seakeep.time;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the timer tasks and the work of a {@link VirtualTime}, one at a time, outside its lock, and keeps what they throw.
 *
 * <p>All methods are called with the lock held, by the thread that moves the clock; only {@link #addWork} by any thread.
 */
final class VirtualTasks {

    private enum Running {
        NOTHING,
        TIMER_TASK,
        WORK
    }

    private final ReentrantLock lock;
    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private Running running = Running.NOTHING;

    VirtualTasks(ReentrantLock lock) {
        this.lock = lock;
    }

    void addWork(Runnable task) {
        work.add(task);
    }

    void runTimerTask(Runnable task) {
        run(Running.TIMER_TASK, "timer task", task);
    }

    /** Runs the work that waits, and what is added meanwhile; none if work is running, which has parked then. */
    void runWork() {
        if (running == Running.WORK) {
            return;
        }
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            run(Running.WORK, "piece of work", next);
        }
    }

    boolean isInTimerTask() {
        return running == Running.TIMER_TASK;
    }

    /** Throws what was thrown since the last time, the first with the others suppressed. */
    void throwFailures() {
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.get(0);
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        failures.clear();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
        throw new IllegalStateException("a task threw what it does not declare: " + first, first);
    }

    private void run(Running what, String name, Runnable task) {
        Running outer = running;
        running = what;
        Throwable thrown;
        lock.unlock();
        try {
            thrown = GuardedRun.run(name, task);
        } finally {
            lock.lock();
        }
        running = outer;
        if (thrown != null) {
            failures.add(thrown);
        }
    }
}
