package io.seakeep;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads for user code that must not run where it was asked for: virtual ones from JDK 21 on, a bounded pool of daemon
 * threads before. One for the process; its threads end when they have nothing to do.
 */
final class DefaultExecutor {

    private static final int POOL_THREADS = 16;
    private static final int MOST_BLOCKED_THREADS = 256;
    private static final long KEEP_ALIVE_SECONDS = 10;

    private DefaultExecutor() {}

    static Executor instance() {
        return Holder.EXECUTOR;
    }

    private static final class Holder {
        static final ExecutorService EXECUTOR = create();
    }

    /**
     * Threads of their own for whoever sees to it that there are not too many: virtual ones from JDK 21 on, daemons before. They
     * end when they have nothing to do.
     */
    static Executor unbounded(String name) {
        return hasVirtualThreads() ? instance() : pool(name, Integer.MAX_VALUE);
    }

    /**
     * Threads for work that blocks, and is better refused than made to wait: virtual ones from JDK 21 on, as many as are asked for;
     * before that so many daemons at most.
     */
    static Executor bounded(String name) {
        return hasVirtualThreads() ? instance() : pool(name, MOST_BLOCKED_THREADS);
    }

    private static ThreadPoolExecutor pool(String name, int mostThreads) {
        return new ThreadPoolExecutor(
                0, mostThreads, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(name));
    }

    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    private static ExecutorService create() {
        if (hasVirtualThreads()) {
            try {
                Method virtualThreads = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
                return (ExecutorService) virtualThreads.invoke(null);
            } catch (ReflectiveOperationException impossible) {
                throw new LinkageError("JDK 21 and later have virtual threads", impossible);
            }
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                POOL_THREADS,
                POOL_THREADS,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                daemons("seakeep"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }
}
