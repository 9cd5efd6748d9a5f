package io.seakeep.time;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread that starts when it is first needed and then lives as long as the process.
 *
 * <p>Whoever happens to need it first leaves no trace in it: not the context class loader, the inheritable thread locals,
 * nor the priority.
 */
final class LazyDaemon {

    private final String name;
    private final Runnable loop;
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    /** @param loop never returns and never throws */
    LazyDaemon(String name, Runnable loop) {
        this.name = name;
        this.loop = loop;
    }

    /** Starts the thread, or unparks it if it was started before. */
    void wake() {
        Thread running = thread.get();
        if (running == null) {
            start();
        } else {
            LockSupport.unpark(running);
        }
    }

    /** Starts the thread unless it was started before. */
    void ensureStarted() {
        if (thread.get() == null) {
            start();
        }
    }

    /** May throw what {@link Thread#start} throws when there are too many threads; the next caller tries again. */
    @SuppressWarnings("ThreadPriorityCheck") // this sets the caller's priority aside, rather than relies on one
    private void start() {
        Thread fresh = new Thread(null, loop, name, 0, false);
        fresh.setDaemon(true);
        fresh.setPriority(Thread.NORM_PRIORITY);
        fresh.setContextClassLoader(LazyDaemon.class.getClassLoader());
        if (!thread.compareAndSet(null, fresh)) {
            wake();
            return;
        }
        boolean started = false;
        try {
            fresh.start();
            started = true;
        } finally {
            if (!started) {
                thread.set(null);
            }
        }
    }
}
