package io.seakeep.benchmarks;

import io.seakeep.CallTraits;
import io.seakeep.Seakeep;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.latency.Outcome;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Entering and leaving a bulkhead whose limit is far off. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BulkheadBenchmark {

    private static final int FAR_OFF = 1_000;

    private final Bulkhead bulkhead = Seakeep.create()
            .dependency("bench", it -> it.with(Bulkhead.fixed(FAR_OFF)))
            .policy(Bulkhead.class);
    private final io.github.resilience4j.bulkhead.Bulkhead resilience4j = io.github.resilience4j.bulkhead.Bulkhead.of(
            "bench",
            io.github.resilience4j.bulkhead.BulkheadConfig.custom()
                    .maxConcurrentCalls(FAR_OFF)
                    .build());

    @Benchmark
    public long seakeep() {
        long token = bulkhead.tryEnter(CallTraits.DEFAULT, 0);
        bulkhead.exit(token, Outcome.SUCCESS, 0, 0);
        return token;
    }

    @Benchmark
    public boolean resilience4j() {
        boolean entered = resilience4j.tryAcquirePermission();
        resilience4j.onComplete();
        return entered;
    }
}
