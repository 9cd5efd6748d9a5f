package com.example.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTimeoutException;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.BreakerTransition;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import io.seakeep.timeout.Timeout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The code of docs/testing.md. */
class TestingPageTest {

    /** What the shop asks prices of. */
    interface PriceClient {
        String price(String sku) throws IOException;

        default CompletableFuture<String> priceAsync(String sku) {
            return new CompletableFuture<>();
        }
    }

    static final class Shop {
        private final Dependency prices;
        private final PriceClient client;

        Shop(Seakeep seakeep, PriceClient client) {
            this.prices = seakeep.dependency(
                            "prices", d -> d.with(Timeout.of(ofSeconds(1))).with(Bulkhead.fixed(2)))
                    .idempotent();
            this.client = client;
        }

        String priceOf(String sku) throws IOException {
            return prices.call(attempt -> client.price(sku), failure -> "ask us");
        }

        CompletableFuture<String> priceLater(String sku) {
            return prices.callAsync(attempt -> client.priceAsync(sku));
        }
    }

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private final Seakeep seakeep =
            Seakeep.builder().time(time).seed(1).listener(events::add).build();

    @AfterEach
    void close() {
        seakeep.close();
    }

    @Test
    void asksToBeAskedWhileTheBreakerIsOpen() throws IOException {
        Shop shop = new Shop(seakeep, sku -> "9.99");
        CircuitBreaker breaker = seakeep.dependency("prices").policy(CircuitBreaker.class);

        breaker.forceOpen();
        assertThat(shop.priceOf("4711")).isEqualTo("ask us");

        breaker.release();
        assertThat(shop.priceOf("4711")).isEqualTo("9.99");
    }

    @Test
    void comesBackByItself() throws IOException {
        List<String> answers = new ArrayList<>();
        Shop shop = new Shop(seakeep, sku -> {
            if (answers.size() < 10) {
                throw new IOException("down");
            }
            return "9.99";
        });
        CircuitBreaker breaker = seakeep.dependency("prices").policy(CircuitBreaker.class);

        while (breaker.state() != BreakerState.OPEN) {
            answers.add(shop.priceOf("4711"));
        }
        while (breaker.state() != BreakerState.CLOSED) {
            time.advance(ofMillis(100)); // nobody waits: this takes no time
            answers.add(shop.priceOf("4711"));
        }

        assertThat(answers).startsWith("ask us").endsWith("9.99");
        assertThat(events.stream()
                        .filter(BreakerTransition.class::isInstance)
                        .map(event -> ((BreakerTransition) event).to())
                        .distinct())
                .containsExactly(BreakerState.OPEN, BreakerState.RECOVERING, BreakerState.CLOSED);
    }

    @Test
    void givesUpAPriceThatDoesNotCome() {
        Shop shop = new Shop(seakeep, sku -> "never asked");

        CompletableFuture<String> price = shop.priceLater("4711");
        assertThat(price).isNotDone();
        time.advance(ofSeconds(5)); // two attempts of a second, and the wait between them

        assertThatThrownBy(price::join)
                .hasCauseInstanceOf(CallTimeoutException.class)
                .hasRootCauseMessage("call to prices ended by its timeout of 1 s; setting: timeout.value");
    }

    @Test
    void triesAgainWithoutAnybodyWaiting() throws IOException {
        List<Long> askedAt = new ArrayList<>();
        Shop shop = new Shop(seakeep, sku -> {
            askedAt.add(time.nanoTime());
            if (askedAt.size() == 1) {
                throw new IOException("reset");
            }
            return "9.99";
        });

        assertThat(shop.priceOf("4711")).isEqualTo("9.99");
        assertThat(askedAt.get(1) - askedAt.get(0)).isBetween(0L, 50_000_000L); // full jitter of 50 ms
    }

    @Test
    void refusesTheThirdAtOnce() throws IOException {
        Shop shop = new Shop(seakeep, sku -> "9.99");
        Dependency prices = seakeep.dependency("prices");

        try (Permit first = prices.acquire();
                Permit second = prices.acquire()) {
            assertThat(shop.priceOf("4711")).isEqualTo("ask us");
            assertThatThrownBy(prices::acquire).isInstanceOf(CallRejectedException.class);
        }
        assertThat(shop.priceOf("4711")).isEqualTo("9.99");
    }

    @Test
    void measuresWhatTheClockSays() throws IOException {
        Shop shop = new Shop(seakeep, sku -> {
            time.advance(ofMillis(40)); // a client that takes 40 ms
            return "9.99";
        });

        shop.priceOf("4711");
        time.advance(ofMillis(250)); // the next tick

        assertThat(seakeep.dependency("prices").latency().count(Outcome.SUCCESS))
                .isOne();
        assertThat(seakeep.dependency("prices")
                        .latency()
                        .quantile(0.5)
                        .valueNanos()
                        .orElseThrow())
                .isBetween(40_000_000L, 41_300_000L); // a bucket is at most 1/32 wide
    }

    @Test
    void leavesNoTimerBehind() throws IOException {
        new Shop(seakeep, sku -> "9.99").priceOf("4711");

        time.advance(ofSeconds(30)); // the window is over, and the dependency is idle
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void severalThreadsWaitForTheTestToMoveTheClock() throws Exception {
        VirtualTime byHand = VirtualTime.handDriven();
        List<Integer> attempts = new ArrayList<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Seakeep own = Seakeep.builder().time(byHand).seed(1).build()) {
            Shop shop = new Shop(own, sku -> {
                attempts.add(attempts.size());
                throw new IOException("reset");
            });

            Future<String> price = thread.submit(() -> shop.priceOf("4711"));
            byHand.awaitParked(1); // it waits between two attempts
            assertThat(attempts).hasSize(1);
            byHand.advance(ofMillis(50));

            assertThat(price.get(10, TimeUnit.SECONDS)).isEqualTo("ask us");
            assertThat(attempts).hasSize(2);
        } finally {
            thread.shutdownNow();
        }
    }
}
