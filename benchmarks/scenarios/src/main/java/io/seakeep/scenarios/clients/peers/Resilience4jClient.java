package io.seakeep.scenarios.clients.peers;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Outgoing;
import io.seakeep.scenarios.sim.RoundRobin;
import io.seakeep.scenarios.sim.World;
import io.seakeep.time.TimeSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A dependency that is called through Resilience4j. */
final class Resilience4jClient implements Client {

    private final String dependency;
    private final ScheduledExecutorService scheduler;
    private final RetryRegistry retries;
    private final CircuitBreakerRegistry breakers;
    private final TimeLimiterRegistry timeLimiters;
    private final BulkheadRegistry bulkheads;
    private final RoundRobin balancer = new RoundRobin();

    Resilience4jClient(World world, Terms terms) {
        this.dependency = terms.dependency();
        this.scheduler = new VirtualScheduler(world);
        this.retries = RetryRegistry.of(RetryConfig.custom()
                .maxAttempts(1 + terms.retries())
                .intervalFunction(new SeededBackoff(world.randomOfClient()))
                .ignoreExceptions(CallNotPermittedException.class, BulkheadFullException.class)
                .build());
        this.breakers = CircuitBreakerRegistry.of(breaker(world));
        this.timeLimiters = TimeLimiterRegistry.of(
                TimeLimiterConfig.custom().timeoutDuration(terms.timeout()).build());
        this.bulkheads = BulkheadRegistry.of(bulkhead(terms));
    }

    /** Without stack traces, as it offers: there are hundreds of thousands of refusals. */
    private static CircuitBreakerConfig breaker(World world) {
        TimeSource time = world.time();
        return CircuitBreakerConfig.custom()
                .clock(new VirtualClock(world))
                .currentTimestampFunction(clock -> time.nanoTime(), TimeUnit.NANOSECONDS)
                .writableStackTraceEnabled(false)
                .build();
    }

    private static BulkheadConfig bulkhead(Terms terms) {
        BulkheadConfig.Builder bulkhead = BulkheadConfig.custom().writableStackTraceEnabled(false);
        return terms.concurrency() == Terms.UNKNOWN
                ? bulkhead.build()
                : bulkhead.maxConcurrentCalls(terms.concurrency()).build();
    }

    @Override
    public CompletableFuture<String> call(Order order) {
        String name = name(order.key());
        Retry retry = retries.retry(name);
        CircuitBreaker breaker = breakers.circuitBreaker(name);
        TimeLimiter timeLimiter = timeLimiters.timeLimiter(name);
        Bulkhead bulkhead = bulkheads.bulkhead(name);

        Supplier<CompletionStage<String>> call = () -> order.sender().send(Outgoing.plain(balancer));
        call = Bulkhead.decorateCompletionStage(bulkhead, call);
        call = timeLimiter.decorateCompletionStage(scheduler, call);
        call = CircuitBreaker.decorateCompletionStage(breaker, call);
        return unwrapped(retry.executeCompletionStage(scheduler, call));
    }

    private String name(@Nullable String key) {
        return key == null ? dependency : dependency + "/" + key;
    }

    /** Its stages wrap what went wrong in a {@link CompletionException}, which those who wait for an answer never see. */
    private static CompletableFuture<String> unwrapped(CompletionStage<String> stage) {
        CompletableFuture<String> call = new CompletableFuture<>();
        stage.whenComplete((answer, failure) -> {
            if (failure == null) {
                call.complete(answer);
            } else {
                call.completeExceptionally(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure);
            }
        });
        return call;
    }

    @Override
    public Map<Gauge, DoubleSupplier> gauges() {
        CircuitBreaker breaker = breakers.circuitBreaker(dependency);
        Bulkhead bulkhead = bulkheads.bulkhead(dependency);
        return Map.of(
                Gauge.BREAKER,
                () -> switch (breaker.getState()) {
                    case CLOSED, DISABLED, METRICS_ONLY -> 1;
                    case HALF_OPEN -> 0.5;
                    case OPEN, FORCED_OPEN -> 0;
                },
                Gauge.LIMIT,
                () -> bulkhead.getBulkheadConfig().getMaxConcurrentCalls());
    }
}
