package io.seakeep;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads for user code that must not run where it was asked for: virtual ones from JDK 21 on, a bounded pool of daemon
 * threads before. One for the process; its threads end when they have nothing to do.
 */
final class DefaultExecutor {

    private static final int POOL_THREADS = 16;
    private static final long KEEP_ALIVE_SECONDS = 10;

    private DefaultExecutor() {}

    static Executor instance() {
        return Holder.EXECUTOR;
    }

    private static final class Holder {
        static final ExecutorService EXECUTOR = create();
    }

    private static ExecutorService create() {
        if (Runtime.version().feature() >= 21) {
            try {
                Method virtualThreads = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
                return (ExecutorService) virtualThreads.invoke(null);
            } catch (ReflectiveOperationException impossible) {
                throw new LinkageError("JDK 21 and later have virtual threads", impossible);
            }
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                POOL_THREADS, POOL_THREADS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "seakeep", 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
