package io.seakeep.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A guarded call that succeeds at once, through tracker and breaker, or through all there is.
 * {@link Floor#twoClockReads} is what it is measured by. The peers are used in their fastest way, decorated once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

    private static final String ANSWER = "answer";

    /** For ours and for Resilience4j's, whose default it is. */
    private static final int BULKHEAD_LIMIT = 25;

    private final Seakeep seakeep = Seakeep.create();
    private final Dependency dependency = seakeep.dependency(
            "bench", it -> it.withoutStandardPolicies().with(io.seakeep.breaker.CircuitBreaker.of()));
    private final Dependency full = seakeep.dependency(
                    "full", it -> it.with(io.seakeep.bulkhead.Bulkhead.fixed(BULKHEAD_LIMIT)))
            .idempotent();
    private final Supplier<String> countWindow = countWindowBreaker().decorateSupplier(() -> ANSWER);
    private final Supplier<String> timeWindow = timeWindowBreaker().decorateSupplier(() -> ANSWER);
    private final Supplier<String> stack = Retry.decorateSupplier(
            Retry.ofDefaults("bench"),
            countWindowBreaker()
                    .decorateSupplier(Bulkhead.decorateSupplier(Bulkhead.ofDefaults("bench"), () -> ANSWER)));
    private final FailsafeExecutor<String> failsafe = Failsafe.with(dev.failsafe.CircuitBreaker.<String>builder()
            .withFailureRateThreshold(50, 20, Duration.ofSeconds(10))
            .build());

    static CircuitBreaker countWindowBreaker() {
        return CircuitBreaker.ofDefaults("count");
    }

    static CircuitBreaker timeWindowBreaker() {
        return CircuitBreaker.of(
                "time",
                CircuitBreakerConfig.custom()
                        .slidingWindow(10, 20, SlidingWindowType.TIME_BASED)
                        .build());
    }

    /** Lets the process look as if it had been at work for a while; see {@link OtherCallSites}. */
    public void callFromElsewhere() {
        OtherCallSites.use(dependency);
    }

    /** The JIT sees the user's code. */
    @Benchmark
    public String seakeep() {
        return dependency.call(attempt -> ANSWER);
    }

    /** The JIT does not see the user's code. */
    @Benchmark
    public String seakeepOpaque(CodeRotation rotation) {
        return dependency.call(rotation.next());
    }

    /** All that is there so far: breaker, bulkhead, retries and the timeout's value. */
    @Benchmark
    public String seakeepFull() {
        return full.call(attempt -> ANSWER);
    }

    @Benchmark
    public String resilience4jCountWindow() {
        return countWindow.get();
    }

    @Benchmark
    public String resilience4jTimeWindow() {
        return timeWindow.get();
    }

    @Benchmark
    public String resilience4jRetryBreakerBulkhead() {
        return stack.get();
    }

    @Benchmark
    public String failsafeBreaker() {
        return failsafe.get(() -> ANSWER);
    }
}
