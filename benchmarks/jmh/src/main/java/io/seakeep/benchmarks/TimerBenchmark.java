package io.seakeep.benchmarks;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.seakeep.time.TimeSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Arming a timeout and calling it off: what nearly every guarded call does, because nearly every call is in time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimerBenchmark {

    private static final long DELAY_SECONDS = 600;
    private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(DELAY_SECONDS);
    private static final long EARLIER_SECONDS = 590;
    private static final Runnable NOTHING = () -> {};

    /** How many others are armed, for calls that began earlier. */
    @Param({"0", "100"})
    public int armed;

    private final TimeSource time = TimeSource.system();
    private final ScheduledThreadPoolExecutor executor = executor();
    private final HashedWheelTimer wheel = new HashedWheelTimer(runnable -> daemon(runnable));

    private static ScheduledThreadPoolExecutor executor() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, TimerBenchmark::daemon);
        executor.setRemoveOnCancelPolicy(true); // without it each cancelled task stays for its whole delay
        return executor;
    }

    private static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable, "benchmark-timer");
        thread.setDaemon(true);
        return thread;
    }

    /** Arms the others. */
    @Setup
    public void arm() {
        for (int i = 0; i < armed; i++) {
            time.schedule(TimeUnit.SECONDS.toNanos(EARLIER_SECONDS), NOTHING);
            executor.schedule(NOTHING, EARLIER_SECONDS, TimeUnit.SECONDS);
            wheel.newTimeout(timeout -> {}, EARLIER_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Benchmark
    public boolean seakeep() {
        return time.schedule(DELAY_NANOS, NOTHING).cancel();
    }

    @Benchmark
    public boolean scheduledThreadPool() {
        Future<?> armed = executor.schedule(NOTHING, DELAY_SECONDS, TimeUnit.SECONDS);
        return armed.cancel(false);
    }

    @Benchmark
    public boolean nettyWheel() {
        Timeout armed = wheel.newTimeout(timeout -> {}, DELAY_SECONDS, TimeUnit.SECONDS);
        return armed.cancel();
    }

    @Benchmark
    public boolean orTimeout() {
        CompletableFuture<String> future = new CompletableFuture<String>().orTimeout(DELAY_SECONDS, TimeUnit.SECONDS);
        return future.complete("answer");
    }

    @TearDown
    public void stop() {
        executor.shutdownNow();
        wheel.stop();
    }
}
