package io.seakeep.benchmarks;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call refused by an open breaker, from the call until the exception has been caught. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RejectionBenchmark {

    private static final String ANSWER = "answer";
    private static final Duration FOR_LONG = Duration.ofHours(1);

    private final Dependency dependency = openDependency();
    private final Supplier<String> resilience4j = openBreaker(CircuitBreakerConfig.custom());
    private final Supplier<String> resilience4jWithoutTrace =
            openBreaker(CircuitBreakerConfig.custom().writableStackTraceEnabled(false));

    private static Dependency openDependency() {
        Dependency dependency = Seakeep.create()
                .dependency("open", builder -> builder.with(CircuitBreaker.of().openFor(FOR_LONG, FOR_LONG)));
        CircuitBreaker breaker = dependency.policy(CircuitBreaker.class);
        while (breaker.state() != BreakerState.OPEN) {
            dependency.acquire().fail(new IllegalStateException("for the breaker to open"));
        }
        return dependency;
    }

    private static Supplier<String> openBreaker(CircuitBreakerConfig.Builder config) {
        io.github.resilience4j.circuitbreaker.CircuitBreaker breaker =
                io.github.resilience4j.circuitbreaker.CircuitBreaker.of(
                        "open", config.waitDurationInOpenState(FOR_LONG).build());
        breaker.transitionToOpenState();
        return breaker.decorateSupplier(() -> ANSWER);
    }

    @Benchmark
    public Object seakeep() {
        try {
            return dependency.call(attempt -> ANSWER);
        } catch (CallRejectedException refused) {
            return refused;
        }
    }

    @Benchmark
    public Object resilience4j() {
        try {
            return resilience4j.get();
        } catch (CallNotPermittedException refused) {
            return refused;
        }
    }

    @Benchmark
    public Object resilience4jWithoutTrace() {
        try {
            return resilience4jWithoutTrace.get();
        } catch (CallNotPermittedException refused) {
            return refused;
        }
    }
}
