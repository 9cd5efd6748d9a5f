package com.example.migration;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.Verdict;
import io.seakeep.breaker.BreakerTransition;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.VirtualTime;
import io.seakeep.timeout.Timeout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Where docs/migration/resilience4j.md ends. */
class Resilience4jAfterTest {

    private final Stock client = new Stock(1);
    private final String sku = "4711";
    private final List<String> log = new ArrayList<>();
    private final Seakeep seakeep = Seakeep.builder()
            .time(new VirtualTime())
            .listener(event -> {
                if (event instanceof BreakerTransition) {
                    log.add(event.message());
                }
            })
            .build();

    /** What {@code ignoreExceptions} is here. */
    static final class NotFoundIsIgnored implements Classifier {
        @Override
        public Verdict ofFailure(Throwable failure) {
            return failure instanceof Stock.NotFoundException ? Verdict.IGNORED : Classifier.super.ofFailure(failure);
        }
    }

    private Dependency inventory() {
        Dependency inventory = seakeep.dependency(
                "inventory",
                d -> d.with(CircuitBreaker.of()
                                .failureRate(0.3)
                                .overLast(ofSeconds(10))
                                .overAtLeast(50))
                        .with(Retry.of().attempts(3).backoff(Backoff.fullJitter(ofMillis(10), ofSeconds(1))))
                        .with(Bulkhead.fixed(20))
                        .with(Timeout.of(ofSeconds(1)))
                        .classifier(new NotFoundIsIgnored()));
        return inventory;
    }

    @Test
    void isADependency() throws IOException {
        Dependency inventory = inventory();

        String stock = inventory.idempotent().call(attempt -> client.of(sku));

        assertThat(stock).isEqualTo("17 of 4711");
        assertThatThrownBy(() -> inventory.idempotent().call(attempt -> client.of("")))
                .isInstanceOf(Stock.NotFoundException.class);
    }

    @Test
    void isTimed() {
        Dependency inventory = inventory();

        CompletionStage<String> later = inventory.callAsync(attempt -> client.later(sku));

        assertThat(later.toCompletableFuture().join()).isEqualTo("17 of 4711");
    }
}
