package com.example.migration;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

/** What docs/migration/resilience4j.md starts from. */
class Resilience4jBeforeTest {

    private final Stock client = new Stock(1);
    private final String sku = "4711";

    @Test
    void isDecorated() throws Exception {
        CircuitBreaker breaker = CircuitBreaker.of(
                "inventory",
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(30)
                        .slidingWindowType(SlidingWindowType.TIME_BASED)
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(50)
                        .waitDurationInOpenState(ofSeconds(5))
                        .ignoreExceptions(Stock.NotFoundException.class)
                        .build());
        Retry retry = Retry.of(
                "inventory",
                RetryConfig.custom()
                        .maxAttempts(3)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(ofMillis(10), 2))
                        .ignoreExceptions(Stock.NotFoundException.class)
                        .build());
        Bulkhead bulkhead = Bulkhead.of(
                "inventory", BulkheadConfig.custom().maxConcurrentCalls(20).build());

        Callable<String> guarded = Retry.decorateCallable(
                retry,
                CircuitBreaker.decorateCallable(breaker, Bulkhead.decorateCallable(bulkhead, () -> client.of(sku))));
        String stock = guarded.call();

        assertThat(stock).isEqualTo("17 of 4711");
    }

    @Test
    void isTimed() {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            TimeLimiter timeLimiter = TimeLimiter.of(ofSeconds(1));
            CompletionStage<String> later = timeLimiter.executeCompletionStage(scheduler, () -> client.later(sku));

            assertThat(later.toCompletableFuture().join()).isEqualTo("17 of 4711");
        } finally {
            scheduler.shutdownNow();
        }
    }
}
