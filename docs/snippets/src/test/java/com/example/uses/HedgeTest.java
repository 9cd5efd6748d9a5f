package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.hedging.Hedge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Use 16: a second request to another replica when the first is late; whichever answers first calls off the other. */
@Timeout(20)
class HedgeTest {

    static final class Catalog {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Dependency catalog;
        private final List<URI> replicas;

        Catalog(Dependency catalog, List<URI> replicas) {
            this.catalog = catalog.idempotent(); // it only answers questions
            this.replicas = replicas;
        }

        CompletableFuture<String> page() {
            return catalog.callAsync(attempt -> http.sendAsync(
                            HttpRequest.newBuilder(attempt.pick(replicas)).build(), BodyHandlers.ofString()))
                    .thenApply(HttpResponse::body);
        }
    }

    @Test
    void theOtherReplicaAnswersAndTheFirstIsCalledOff() throws Exception {
        try (LoopbackServer good = new LoopbackServer();
                SilentServer silent = new SilentServer();
                Watched watched = new Watched()) {
            Dependency dependency = watched.seakeep.dependency(
                    "catalog", d -> d.with(Hedge.budget(0.05).after(Duration.ofMillis(20))));
            for (int i = 0; i < 30; i++) {
                dependency.call(attempt -> "calls that succeed are what hedges are paid with");
            }
            watched.outcomesOf(dependency);

            CompletableFuture<String> page = new Catalog(dependency, List.of(silent.uri(), good.uri("/page"))).page();
            silent.asked().get(10, TimeUnit.SECONDS);
            watched.time.advance(Duration.ofMillis(20));

            assertThat(page.get(10, TimeUnit.SECONDS)).isEqualTo("you asked for /page");
            assertThat(dependency.policy(Hedge.class).counts().won()).isOne();
        }
    }

    @Test
    void untilEnoughIsKnownThereIsNoneAndItSaysSo() {
        try (Watched watched = new Watched()) {
            Dependency dependency = watched.seakeep.dependency("catalog", d -> d.with(Hedge.budget(0.02)));

            assertThat(dependency.policy(Hedge.class).delay()).isEmpty();
            assertThat(dependency.policy(Hedge.class).explain())
                    .startsWith("none: too little is known yet. Known from 0 attempts of 1000 needed");
        }
    }
}
