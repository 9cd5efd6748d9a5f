package com.example.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.AttemptBudget;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.RetryRefused;
import io.seakeep.Seakeep;
import io.seakeep.Verdict;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The code of docs/retries.md. */
class RetriesPageTest {

    private final VirtualTime time = new VirtualTime();
    private final List<RetryRefused.Reason> refusals = new ArrayList<>();
    private final Seakeep seakeep = Seakeep.builder()
            .time(time)
            .seed(1)
            .listener(event -> {
                if (event instanceof RetryRefused refused) {
                    refusals.add(refused.reason());
                }
            })
            .build();

    /** Fails so often, and answers then. */
    private static final class Client {
        private int failures;

        Client(int failures) {
            this.failures = failures;
        }

        String price(String sku) throws IOException {
            if (failures-- > 0) {
                throw new IOException("reset " + failures);
            }
            return sku + " 9.99";
        }
    }

    @Test
    void anIdempotentCallGetsAnotherAttempt() throws IOException {
        Client client = new Client(2);
        String sku = "4711";

        Dependency prices = seakeep.dependency(
                "prices",
                d -> d.with(Retry.of().attempts(3).backoff(Backoff.fullJitter(ofMillis(20), ofMillis(500))))
                        .budget(AttemptBudget.windowed(0.1).over(ofSeconds(10)).floorPerSecond(1)));

        String price = prices.idempotent().call(attempt -> client.price(sku));

        assertThat(price).isEqualTo("4711 9.99");
        assertThat(prices.describe()).contains("up to 3 attempts, full jitter 20 ms to 500 ms");
    }

    @Test
    void anotherCallGetsNoneAndAnEventSaysWhy() {
        Client client = new Client(1);
        Dependency prices = seakeep.dependency("prices");

        assertThatThrownBy(() -> prices.call(attempt -> client.price("4711"))).hasMessage("reset 0");
        assertThat(refusals).containsExactly(RetryRefused.Reason.NOT_IDEMPOTENT);
    }

    @Test
    void theLastFailureSurfacesWithTheOthersAttached() {
        Client client = new Client(2);
        Dependency prices = seakeep.dependency("prices").idempotent();

        assertThatThrownBy(() -> prices.call(attempt -> client.price("4711")))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("reset 0")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .satisfies(before -> assertThat(before).hasMessage("reset 1")));
    }

    @Test
    void aPermitsOwnerAsks() {
        Dependency prices = seakeep.dependency("prices").idempotent();
        IOException failure = new IOException("reset");

        Permit permit = prices.acquire();
        permit.fail(failure);
        Optional<Duration> wait = permit.retryIn();
        if (wait.isPresent()) {
            time.advance(wait.get()); // in a framework: its own timer
            Permit second = permit.retry();
            second.succeed("9.99");
        }

        assertThat(wait).hasValueSatisfying(nanos -> assertThat(nanos).isLessThanOrEqualTo(ofMillis(50)));
    }

    /** What a client answers. */
    record Reply(int status, Duration retryAfter) {}

    @Test
    void theClassifierHasTheSay() {
        Classifier ours = new Classifier() {
            @Override
            public Verdict ofResult(@Nullable Object result) {
                return result instanceof Reply reply
                        ? Verdict.ofHttp(reply.status(), reply.retryAfter())
                        : Classifier.super.ofResult(result);
            }
        };

        Dependency prices =
                seakeep.dependency("prices", d -> d.classifier(ours)).idempotent();
        List<Integer> attempts = new ArrayList<>();
        long start = time.nanoTime();
        Reply reply = prices.call(attempt -> {
            attempts.add(attempt.number());
            return attempt.number() == 1 ? new Reply(429, ofSeconds(3)) : new Reply(200, Duration.ZERO);
        });

        assertThat(reply.status()).isEqualTo(200);
        assertThat(attempts).containsExactly(1, 2);
        assertThat(time.nanoTime() - start).isBetween(3_000_000_000L, 3_050_000_000L);
    }
}
