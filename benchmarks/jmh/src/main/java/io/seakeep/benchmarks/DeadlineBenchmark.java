package io.seakeep.benchmarks;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.retry.Retry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What retries and deadlines add to a guarded call that succeeds at once. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeadlineBenchmark {

    private static final String ANSWER = "answer";

    private final Seakeep seakeep = Seakeep.create();
    private final Dependency guarded =
            seakeep.dependency("guarded", it -> it.withoutStandardPolicies().with(CircuitBreaker.of()));
    private final Dependency retried =
            seakeep.dependency("retried", DeadlineBenchmark::withRetries).idempotent();
    private final Dependency limited = seakeep.dependency(
                    "limited", it -> withRetries(it).with(CallDeadline.after(Duration.ofSeconds(2))))
            .idempotent();

    private static Dependency.Builder withRetries(Dependency.Builder builder) {
        return builder.withoutStandardPolicies().with(CircuitBreaker.of()).with(Retry.of());
    }

    /** Tracker and breaker alone. */
    @Benchmark
    public String guarded() {
        return guarded.call(attempt -> ANSWER);
    }

    /** With retries, and with whatever deadline the thread is bound to. */
    @Benchmark
    public String retried() {
        return retried.call(attempt -> ANSWER);
    }

    /** With retries and a deadline of the dependency's own, to which the thread is bound meanwhile. */
    @Benchmark
    public String limited() {
        return limited.call(attempt -> ANSWER);
    }
}
