package com.example.migration;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.AsyncFallback;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.VirtualTime;
import io.seakeep.timeout.Timeout;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where docs/migration/failsafe.md ends. */
class FailsafeAfterTest {

    private final Stock client = new Stock(1);
    private final String sku = "4711";
    private final Seakeep seakeep = Seakeep.builder().time(new VirtualTime()).build();

    @Test
    void isADependency() throws IOException {
        Dependency inventory = seakeep.dependency(
                        "inventory",
                        d -> d.with(Retry.of().attempts(3).backoff(Backoff.fullJitter(ofMillis(10), ofSeconds(1))))
                                .with(CircuitBreaker.of()
                                        .failureRate(0.3)
                                        .overAtLeast(50)
                                        .overLast(ofSeconds(10)))
                                .with(Bulkhead.fixed(20).queue(80, ofMillis(200)))
                                .with(Timeout.of(ofSeconds(1)).interrupting()))
                .idempotent();

        String stock = inventory.call(attempt -> client.of(sku), failure -> "unknown");

        CompletableFuture<String> later =
                inventory.callAsync(attempt -> client.later(sku), AsyncFallback.value("unknown"));

        assertThat(stock).isEqualTo("17 of 4711");
        assertThat(later.join()).isEqualTo("17 of 4711");
    }
}
