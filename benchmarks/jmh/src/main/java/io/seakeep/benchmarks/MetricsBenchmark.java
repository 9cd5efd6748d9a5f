package io.seakeep.benchmarks;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.telemetry.SeakeepMetrics;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs a guarded call that its numbers are shown to Micrometer, and read once a second; and what reading them costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetricsBenchmark {

    private static final String ANSWER = "answer";

    private final Dependency unbound = dependency(Seakeep.create());
    private final Seakeep shown = Seakeep.create();
    private final Dependency bound = dependency(shown);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Binds one of the two, and scrapes it from now on. */
    public MetricsBenchmark() {
        new SeakeepMetrics(shown).bindTo(registry);
        ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "scraper");
            thread.setDaemon(true);
            return thread;
        });
        scraper.scheduleAtFixedRate(registry::scrape, 1, 1, TimeUnit.SECONDS);
    }

    private static Dependency dependency(Seakeep seakeep) {
        return seakeep.dependency("bench", it -> it.withoutStandardPolicies().with(CircuitBreaker.of()));
    }

    @Benchmark
    public String unbound() {
        return unbound.call(attempt -> ANSWER);
    }

    @Benchmark
    public String bound() {
        return bound.call(attempt -> ANSWER);
    }

    /** What the scraper pays for one dependency. */
    @Benchmark
    public String scrape() {
        return registry.scrape();
    }
}
