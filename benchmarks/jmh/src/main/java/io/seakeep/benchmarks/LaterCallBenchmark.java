package io.seakeep.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.seakeep.AsyncCode;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * An asynchronous call through retry and breaker whose future completes after the call was made, as real ones do. Each side makes
 * the user's future anew, completes it, and looks at what it got; {@link #bare} is that future alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LaterCallBenchmark {

    private static final String ANSWER = "answer";

    private CompletableFuture<String> users = new CompletableFuture<>();
    private final Dependency dependency = Seakeep.create().dependency("bench").idempotent();
    private final AsyncCode<String> code = attempt -> users;
    private final CircuitBreaker breaker = CallBenchmark.countWindowBreaker();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "retries");
        thread.setDaemon(true);
        return thread;
    });
    private final Supplier<CompletionStage<String>> resilience4j = Retry.decorateCompletionStage(
            Retry.ofDefaults("bench"), scheduler, CircuitBreaker.decorateCompletionStage(breaker, () -> users));
    private final FailsafeExecutor<String> failsafe = Failsafe.with(
                    RetryPolicy.<String>builder().withMaxAttempts(2).build(),
                    dev.failsafe.CircuitBreaker.<String>builder()
                            .withFailureRateThreshold(50, 20, Duration.ofSeconds(10))
                            .build())
            .with(Runnable::run);

    /** The user's future alone. */
    @Benchmark
    public CompletableFuture<String> bare() {
        users = new CompletableFuture<>();
        users.complete(ANSWER);
        return users;
    }

    @Benchmark
    public CompletableFuture<String> seakeep() {
        users = new CompletableFuture<>();
        CompletableFuture<String> answer = dependency.callAsync(code);
        users.complete(ANSWER);
        return answer;
    }

    @Benchmark
    public CompletionStage<String> resilience4j() {
        users = new CompletableFuture<>();
        CompletionStage<String> answer = resilience4j.get();
        users.complete(ANSWER);
        return answer;
    }

    @Benchmark
    public CompletableFuture<String> failsafe() {
        users = new CompletableFuture<>();
        CompletableFuture<String> answer = failsafe.getStageAsync(() -> users);
        users.complete(ANSWER);
        return answer;
    }
}
