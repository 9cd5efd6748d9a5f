package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LazyDaemonTest {

    private static final InheritableThreadLocal<String> INHERITABLE = new InheritableThreadLocal<>();

    @Test
    @SuppressWarnings("ThreadPriorityCheck")
    void inheritsNothingFromWhoeverNeedsItFirst() throws Exception {
        CompletableFuture<Object> inherited = new CompletableFuture<>();
        CompletableFuture<Thread> started = new CompletableFuture<>();
        LazyDaemon daemon = new LazyDaemon("seakeep-test", () -> {
            inherited.complete(String.valueOf(INHERITABLE.get()));
            started.complete(Thread.currentThread());
            parkForever();
        });
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            Thread caller = new Thread(() -> {
                INHERITABLE.set("a request's");
                daemon.ensureStarted();
            });
            caller.setContextClassLoader(application);
            caller.setPriority(Thread.MIN_PRIORITY);
            caller.start();
            caller.join();
            Thread thread = started.get(30, TimeUnit.SECONDS);
            assertThat(inherited.get(30, TimeUnit.SECONDS)).isEqualTo("null");
            assertThat(thread.getContextClassLoader()).isSameAs(LazyDaemon.class.getClassLoader());
            assertThat(thread.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).isEqualTo("seakeep-test");
        }
    }

    @Test
    void startsOnceHoweverManyNeedIt() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        CompletableFuture<Void> started = new CompletableFuture<>();
        LazyDaemon daemon = new LazyDaemon("seakeep-test", () -> {
            starts.incrementAndGet();
            started.complete(null);
            parkForever();
        });
        assertThat(starts).hasValue(0);
        Thread[] callers = new Thread[8];
        for (int i = 0; i < callers.length; i++) {
            callers[i] = new Thread(i % 2 == 0 ? daemon::ensureStarted : daemon::wake);
        }
        for (Thread caller : callers) {
            caller.start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        started.get(30, TimeUnit.SECONDS);
        assertThat(starts).hasValue(1);
    }

    private static void parkForever() {
        while (true) {
            LockSupport.park();
        }
    }
}
