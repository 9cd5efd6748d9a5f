package com.example.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Classifier;
import io.seakeep.Dependency;
import io.seakeep.Mode;
import io.seakeep.Seakeep;
import io.seakeep.Verdict;
import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.BreakerTransition;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.breaker.Criterion;
import io.seakeep.breaker.StandaloneBreaker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.TimeSource;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/circuit-breaker.md. */
class CircuitBreakerPageTest {

    private final VirtualTime time = new VirtualTime();
    private final List<String> log = new ArrayList<>();
    private final Seakeep seakeep = Seakeep.builder()
            .time(time)
            .seed(1)
            .listener(event -> {
                if (event instanceof BreakerTransition) {
                    log.add(event.message());
                }
            })
            .build();

    private static void fail(Dependency dependency) {
        assertThatThrownBy(() -> dependency.run(attempt -> {
                    throw new IOException("reset");
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void opensOnARunOfFailuresByDefault() {
        Dependency inventory = seakeep.dependency("inventory");
        for (int i = 0; i < 5; i++) {
            fail(inventory);
        }

        assertThatThrownBy(() -> inventory.run(attempt -> {}))
                .isInstanceOf(CallRejectedException.class)
                .hasMessageContaining("refused by breaker: open for")
                .hasMessageContaining(
                        "because 5 attempts in a row failed, each begun after the first failure (limit 5)")
                .hasMessageEndingWith("setting: breaker.consecutive-failures");
        assertThat(log).singleElement().asString().startsWith("breaker of inventory: CLOSED -> OPEN for ");
    }

    @Test
    void isSetUpInCode() {
        Dependency inventory = seakeep.dependency(
                "inventory",
                d -> d.with(CircuitBreaker.of()
                        .failureRate(0.3)
                        .overAtLeast(50)
                        .slowerThanBaseline(4.0)
                        .mode(Criterion.SLOWER_THAN_BASELINE, Mode.OBSERVE)
                        .openFor(ofMillis(500), ofSeconds(10))));

        assertThat(inventory.describe())
                .contains("30 % of at least 50 attempts fail in 10 s")
                .contains("the p90 is above 4.0 times the usual (observe)")
                .contains("stays open for 500 ms to 10 s, recovers over 5 s");
    }

    @Test
    void isForcedByWhoeverOperatesTheService() {
        Dependency inventory = seakeep.dependency("inventory");

        CircuitBreaker breaker = inventory.policy(CircuitBreaker.class);
        breaker.forceOpen(); // refuses all
        breaker.forceClosed(); // lets all through, judges none
        breaker.release(); // closed, and knows nothing of what was before

        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.explain()).contains("somebody released it");
    }

    /** A client that throws for a 404. */
    static final class NotFoundException extends RuntimeException {}

    @Test
    void doesNotTakeAnAnswerForAFailure() {
        Classifier notFoundIsAnAnswer = new Classifier() {
            @Override
            public Verdict ofFailure(Throwable failure) {
                return failure instanceof NotFoundException ? Verdict.SUCCESS : Classifier.super.ofFailure(failure);
            }
        };
        Dependency users = seakeep.dependency("users", d -> d.classifier(notFoundIsAnAnswer));

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> users.run(attempt -> {
                        throw new NotFoundException();
                    }))
                    .isInstanceOf(NotFoundException.class);
        }
        assertThat(users.policy(CircuitBreaker.class).state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void standsAloneForAFrameworkThatMakesTheCalls() {
        TimeSource clock = time;
        try (StandaloneBreaker mailer = CircuitBreaker.of().standalone("mailer", clock)) {
            long permit = mailer.tryAcquire();
            if (permit < 0) {
                throw mailer.rejection(permit);
            }
            long start = clock.nanoTime();
            Outcome outcome = deliver() ? Outcome.SUCCESS : Outcome.FAILURE;
            mailer.onOutcome(permit, outcome, clock.nanoTime() - start);

            assertThat(mailer.breaker().state()).isEqualTo(BreakerState.CLOSED);
        }
    }

    private static boolean deliver() {
        return true;
    }
}
