package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.AsyncFallback;
import io.seakeep.BadResultException;
import io.seakeep.CallRejectedException;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Fallback;
import io.seakeep.FallbackUsed;
import io.seakeep.Seakeep;
import io.seakeep.Verdict;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The code of docs/fallbacks.md. */
class FallbacksPageTest {

    private final VirtualTime time = new VirtualTime();
    private final List<FallbackUsed> used = new ArrayList<>();
    private final Seakeep seakeep = Seakeep.builder()
            .time(time)
            .seed(1)
            .listener(event -> {
                if (event instanceof FallbackUsed fallback) {
                    used.add(fallback);
                }
            })
            .build();

    private final String sku = "4711";
    private final Client client = new Client();
    private final Client cache = new Client();

    private static final class Client {
        private boolean broken;

        String price(String sku) throws IOException {
            if (broken) {
                throw new IOException("reset");
            }
            return sku + " 9.99";
        }

        CompletableFuture<String> priceAsync(String sku) {
            return broken
                    ? CompletableFuture.failedFuture(new IOException("reset"))
                    : CompletableFuture.completedFuture(sku + " 9.99");
        }
    }

    @Test
    void answersInPlaceOfAFailure() throws Exception {
        Dependency prices = seakeep.dependency("prices");
        Dependency priceCache = seakeep.dependency("price-cache");
        client.broken = true;

        String price = prices.call(attempt -> client.price(sku), Fallback.value("unknown"));
        String fromCache =
                prices.call(attempt -> client.price(sku), Fallback.from(priceCache, attempt -> cache.price(sku)));
        String byReason = prices.call(
                attempt -> client.price(sku),
                failure -> failure instanceof CallRejectedException ? "ask again later" : "unknown");
        CompletableFuture<String> later =
                prices.callAsync(attempt -> client.priceAsync(sku), AsyncFallback.value("unknown"));

        assertThat(List.of(price, fromCache, byReason, later.join()))
                .containsExactly("unknown", "4711 9.99", "unknown", "unknown");
        assertThat(used).hasSize(4);
    }

    @Test
    void answersForARejection() throws IOException {
        Dependency prices = seakeep.dependency("prices");
        prices.policy(CircuitBreaker.class).forceOpen();

        String asked = prices.call(
                attempt -> client.price(sku), failure -> failure.getClass().getSimpleName());
        assertThat(asked).isEqualTo("CallRejectedException");
    }

    @Test
    void answersForABadResult() {
        Classifier emptyIsBad = new Classifier() {
            @Override
            public Verdict ofResult(@Nullable Object result) {
                return "".equals(result) ? Verdict.FAILURE : Verdict.SUCCESS;
            }
        };
        Dependency prices = seakeep.dependency("prices", d -> d.classifier(emptyIsBad));

        String price = prices.call(attempt -> "", failure -> {
            assertThat(failure).isInstanceOf(BadResultException.class);
            return "unknown";
        });

        assertThat(price).isEqualTo("unknown");
    }

    @Test
    void doesNotAnswerForBugs() {
        Dependency prices = seakeep.dependency("prices");

        assertThatThrownBy(() -> prices.call(
                        attempt -> {
                            throw new AssertionError("a bug");
                        },
                        Fallback.value("unknown")))
                .isInstanceOf(AssertionError.class);
    }
}
