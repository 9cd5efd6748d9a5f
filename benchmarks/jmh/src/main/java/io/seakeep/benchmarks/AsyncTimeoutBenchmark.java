package io.seakeep.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.timeout.Timeout;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Asynchronous calls under a timeout that does not fire: what it costs to arm it and to call it off. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AsyncTimeoutBenchmark {

    private static final String ANSWER = "answer";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CompletableFuture<String> done = CompletableFuture.completedFuture(ANSWER);
    private final Seakeep seakeep = Seakeep.create();
    private final Dependency timed = seakeep.dependency(
            "timed", builder -> builder.withoutStandardPolicies().with(Timeout.of(SECOND)));
    private final Dependency untimed = seakeep.dependency("untimed", Dependency.Builder::withoutStandardPolicies);
    private final FailsafeExecutor<String> failsafe = Failsafe.with(dev.failsafe.Timeout.<String>of(SECOND));

    /** A call that is ended after a second, and is not. */
    @Benchmark
    public CompletableFuture<String> seakeepTimed() {
        return timed.callAsync(attempt -> done);
    }

    /** The same without a timeout. */
    @Benchmark
    public CompletableFuture<String> seakeepUntimed() {
        return untimed.callAsync(attempt -> done);
    }

    /** The JDK's timeout of a future, armed and called off. */
    @Benchmark
    public CompletableFuture<String> orTimeout() {
        CompletableFuture<String> future = new CompletableFuture<String>().orTimeout(1, TimeUnit.SECONDS);
        future.complete(ANSWER);
        return future;
    }

    /** Failsafe's, around code that answers at once. */
    @Benchmark
    public String failsafe() {
        return failsafe.get(() -> ANSWER);
    }
}
