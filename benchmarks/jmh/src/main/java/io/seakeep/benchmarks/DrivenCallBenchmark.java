package io.seakeep.benchmarks;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Calls whose end somebody else reports: a stage that completes, or a framework that holds the permit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DrivenCallBenchmark {

    private static final String ANSWER = "answer";

    private final CompletableFuture<String> done = CompletableFuture.completedFuture(ANSWER);
    private final Dependency dependency = Seakeep.create().dependency("bench");
    private final CircuitBreaker breaker = CallBenchmark.countWindowBreaker();
    private final Supplier<CompletionStage<String>> decorated = breaker.decorateCompletionStage(() -> done);

    /** What an asynchronous guard can hardly do without: two clock reads and a stage that follows another. */
    @Benchmark
    public CompletableFuture<String> bareAsync() {
        long startNanos = System.nanoTime();
        return done.whenComplete((answer, failure) -> consume(System.nanoTime() - startNanos));
    }

    private static void consume(long nanos) {
        if (nanos < 0) {
            throw new AssertionError(nanos);
        }
    }

    @Benchmark
    public CompletableFuture<String> seakeepAsync() {
        return dependency.callAsync(attempt -> done);
    }

    @Benchmark
    public CompletionStage<String> resilience4jAsync() {
        return decorated.get();
    }

    @Benchmark
    public boolean seakeepPermit() {
        Permit permit = dependency.acquire();
        return permit.succeed(ANSWER);
    }

    @Benchmark
    public long resilience4jPermit() {
        breaker.acquirePermission();
        long startNanos = System.nanoTime();
        long nanos = System.nanoTime() - startNanos;
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        return nanos;
    }
}
