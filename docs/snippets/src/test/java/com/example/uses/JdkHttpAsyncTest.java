package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.latency.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Use 2: the JDK's HTTP client, asynchronous. No thread waits, and cancelling what we return cancels the exchange. */
@Timeout(20)
class JdkHttpAsyncTest {

    static final class Inventory {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Dependency inventory;

        /** A look-up may reach the server twice without harm, and saying so once is enough. */
        Inventory(Dependency inventory) {
            this.inventory = inventory.idempotent();
        }

        CompletableFuture<String> stock(URI uri) {
            return inventory
                    .callAsync(attempt -> http.sendAsync(
                            HttpRequest.newBuilder(uri)
                                    .timeout(attempt.remaining())
                                    .build(),
                            BodyHandlers.ofString()))
                    .thenApply(HttpResponse::body);
        }
    }

    @Test
    void answers() throws Exception {
        try (LoopbackServer server = new LoopbackServer();
                Watched watched = new Watched()) {
            Dependency dependency = watched.seakeep.dependency("inventory");

            CompletableFuture<String> stock = new Inventory(dependency).stock(server.uri("/sku/7"));

            assertThat(stock.get(10, TimeUnit.SECONDS)).isEqualTo("you asked for /sku/7");
            assertThat(watched.outcomesOf(dependency).of(Outcome.SUCCESS)).isOne();
        }
    }

    @Test
    void cancellingTheFutureCancelsTheExchange() throws Exception {
        try (SilentServer server = new SilentServer();
                Watched watched = new Watched()) {
            Dependency dependency = watched.seakeep.dependency("inventory");
            CompletableFuture<String> stock = new Inventory(dependency).stock(server.uri());
            server.asked().get(10, TimeUnit.SECONDS);

            stock.cancel(true); // not the future of callAsync but the one that thenApply made of it

            server.hungUp().get(5, TimeUnit.SECONDS);
            assertThat(watched.outcomesOf(dependency)).hasToString("[CANCELLED 1]");
        }
    }

    @Test
    void aRejectionIsTheFuturesFailureAndNotThrown() throws Exception {
        try (LoopbackServer server = new LoopbackServer();
                Watched watched = new Watched()) {
            Dependency dependency = watched.seakeep.dependency("inventory");
            dependency.policy(CircuitBreaker.class).forceOpen();

            CompletableFuture<String> stock = new Inventory(dependency).stock(server.uri("/sku/7"));

            assertThat(stock)
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withCauseInstanceOf(CallRejectedException.class);
            assertThat(server.requests()).isZero();
        }
    }
}
