package com.example.migration;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.timeout.Timeout;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Where docs/migration/hystrix.md ends. */
@org.junit.jupiter.api.Timeout(20)
class HystrixAfterTest {

    private final Stock client = new Stock(1);
    private final String sku = "4711";
    private final Seakeep seakeep = Seakeep.create();
    private final Dependency inventory = seakeep.dependency(
            "inventory",
            d -> d.with(CircuitBreaker.of().failureRate(0.3).overAtLeast(50))
                    .with(Bulkhead.fixed(20).isolate())
                    .with(Timeout.of(ofMillis(500))));

    @Test
    void isADependency() throws IOException {
        String stock = inventory.call(attempt -> client.of(sku), failure -> "unknown");

        assertThat(stock).isEqualTo("unknown");
    }

    @Test
    void codeThatHangsIsLeftBehind() {
        CountDownLatch hang = new CountDownLatch(1);

        String stock = inventory.call(
                attempt -> {
                    while (hang.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return "too late";
                },
                failure -> failure.getMessage());
        int leftBehind = inventory.policy(Bulkhead.class).abandonedNow();
        hang.countDown();

        assertThat(stock).isEqualTo("call to inventory ended by its timeout of 500 ms; setting: timeout.value");
        assertThat(leftBehind).isOne();
    }
}
