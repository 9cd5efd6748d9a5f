package com.example.migration;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.Fallback;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What docs/migration/failsafe.md starts from. */
class FailsafeBeforeTest {

    private final Stock client = new Stock(1);
    private final String sku = "4711";

    @Test
    void isComposed() {
        RetryPolicy<String> retry = RetryPolicy.<String>builder()
                .handle(IOException.class)
                .withBackoff(ofMillis(10), ofSeconds(1))
                .withJitter(0.5)
                .withMaxRetries(2)
                .build();
        CircuitBreaker<String> breaker = CircuitBreaker.<String>builder()
                .handle(IOException.class)
                .withFailureRateThreshold(30, 50, ofSeconds(10))
                .withDelay(ofSeconds(5))
                .withSuccessThreshold(3)
                .build();
        Bulkhead<String> bulkhead =
                Bulkhead.<String>builder(20).withMaxWaitTime(ofMillis(200)).build();
        Timeout<String> timeout =
                Timeout.<String>builder(ofSeconds(1)).withInterrupt().build();
        Fallback<String> fallback = Fallback.of("unknown");

        String stock =
                Failsafe.with(fallback, retry, breaker, bulkhead, timeout).get(() -> client.of(sku));

        CompletableFuture<String> later =
                Failsafe.with(fallback, retry, breaker, timeout).getStageAsync(() -> client.later(sku));

        assertThat(stock).isEqualTo("17 of 4711");
        assertThat(later.join()).isEqualTo("17 of 4711");
    }
}
