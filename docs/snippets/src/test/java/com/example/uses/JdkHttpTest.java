package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.latency.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Use 1: the JDK's HTTP client, blocking. */
@Timeout(20)
class JdkHttpTest {

    /** What a service developer writes. Nothing is wrapped: it throws what {@code send} throws. */
    static final class Inventory {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Dependency inventory;

        Inventory(Dependency inventory) {
            this.inventory = inventory;
        }

        /** Answers the response and maps it outside, so that the classifier sees the status. */
        String stock(URI uri) throws IOException, InterruptedException {
            HttpResponse<String> response = inventory.callInterruptibly(attempt -> http.send(
                    HttpRequest.newBuilder(uri).timeout(attempt.remaining()).build(), BodyHandlers.ofString()));
            return response.statusCode() == 200 ? response.body() : "unknown";
        }
    }

    @Test
    void answersAndJudgesByStatus() throws Exception {
        try (LoopbackServer server = new LoopbackServer();
                Watched watched = new Watched()) {
            Dependency dependency = watched.seakeep.dependency("inventory");
            Inventory inventory = new Inventory(dependency);

            assertThat(inventory.stock(server.uri("/sku/7"))).isEqualTo("you asked for /sku/7");
            assertThat(inventory.stock(server.uri("/status/404"))).isEqualTo("unknown");
            assertThat(inventory.stock(server.uri("/status/503"))).isEqualTo("unknown");

            // A 404 is an answer like any other; a 503 is a failure, although nothing was thrown.
            assertThat(watched.outcomesOf(dependency)).hasToString("[SUCCESS 2, FAILURE 1]");
        }
    }

    @Test
    void refusesWithoutTouchingTheServer() throws Exception {
        try (LoopbackServer server = new LoopbackServer();
                Seakeep seakeep = Seakeep.create()) {
            Dependency dependency = seakeep.dependency("inventory");
            dependency.policy(CircuitBreaker.class).forceOpen();

            assertThatThrownBy(() -> new Inventory(dependency).stock(server.uri("/sku/7")))
                    .isInstanceOf(CallRejectedException.class)
                    .hasMessageContaining("call to inventory refused by breaker");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void handsTheTimeoutToTheClient() throws Exception {
        try (SilentServer server = new SilentServer();
                Watched watched = new Watched()) {
            Dependency dependency = watched.seakeep.dependency(
                    "inventory", it -> it.with(new AttemptsTakeAtMost(Duration.ofMillis(50))));

            assertThatThrownBy(() -> new Inventory(dependency).stock(server.uri()))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(watched.outcomesOf(dependency).of(Outcome.TIMED_OUT)).isOne();
        }
    }

    @Test
    void anInterruptArrivesAsOneAndIsNoEvidence() throws Exception {
        try (SilentServer server = new SilentServer();
                Watched watched = new Watched()) {
            Dependency dependency = watched.seakeep.dependency("inventory");
            Thread caller = Thread.currentThread();
            server.asked().thenRun(caller::interrupt);

            assertThatThrownBy(() -> new Inventory(dependency).stock(server.uri()))
                    .isInstanceOf(InterruptedException.class);
            server.hungUp().get(5, TimeUnit.SECONDS);
            assertThat(watched.outcomesOf(dependency).of(Outcome.CANCELLED)).isOne();
        }
    }
}
