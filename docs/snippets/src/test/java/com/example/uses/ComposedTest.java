package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.DependencyCreated;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.BreakerTransition;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.breaker.CircuitBreakerPolicy;
import io.seakeep.breaker.Criterion;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Use 12, the other half: a platform team composes a pipeline once for its services, and listens to what it does. */
class ComposedTest {

    /** What a platform's library holds: a description, which is immutable and can be shared. */
    static final class Platform {
        static final CircuitBreakerPolicy BREAKER = CircuitBreaker.of()
                .failureRate(0.3)
                .overAtLeast(50)
                .consecutiveFailures(3)
                .slowerThanBaseline(3.0)
                .mode(Criterion.SLOWER_THAN_BASELINE, Mode.OBSERVE)
                .openFor(Duration.ofMillis(500), Duration.ofSeconds(10));

        private Platform() {}

        static Dependency dependency(Seakeep seakeep, String name) {
            return seakeep.dependency(name, it -> it.with(BREAKER));
        }
    }

    /** What it does with events: each kind is a record, so a listener matches the ones it knows. */
    static final class Pager {
        final List<String> pages = new ArrayList<>();

        void onEvent(SeakeepEvent event) {
            if (event instanceof BreakerTransition moved
                    && moved.mode() == Mode.ENFORCE
                    && moved.to() == BreakerState.OPEN) {
                pages.add(moved.dependency() + " is not asked any more: " + moved.reason());
            }
        }
    }

    private final VirtualTime time = new VirtualTime();
    private final Pager pager = new Pager();
    private final List<SeakeepEvent> events = new ArrayList<>();

    private Seakeep seakeep() {
        return Seakeep.builder()
                .time(time)
                .seed(1)
                .listener(pager::onEvent)
                .listener(events::add)
                .build();
    }

    @Test
    void theBreakerOpensRecoversAndSaysSo() throws IOException {
        try (Seakeep seakeep = seakeep()) {
            Dependency search = Platform.dependency(seakeep, "search");
            CircuitBreaker breaker = search.policy(CircuitBreaker.class);

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> search.run(attempt -> {
                            throw new IOException("reset");
                        }))
                        .isInstanceOf(IOException.class);
            }
            assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
            assertThat(pager.pages).singleElement().asString().startsWith("search is not asked any more: 3 ");

            // It comes back by a ramp: a rising share of the calls passes, and after 5 s or so all do.
            for (int i = 0; i < 10_000 && breaker.state() != BreakerState.CLOSED; i++) {
                time.advance(Duration.ofMillis(10));
                try {
                    search.run(attempt -> {});
                } catch (CallRejectedException notYet) {
                    assertThat(notYet.retryAfter()).isLessThanOrEqualTo(Duration.ofSeconds(10));
                }
            }
            assertThat(events.stream()
                            .filter(BreakerTransition.class::isInstance)
                            .map(event -> ((BreakerTransition) event).to()))
                    .containsExactly(BreakerState.OPEN, BreakerState.RECOVERING, BreakerState.CLOSED);
        }
    }

    @Test
    void theFirstEventOfADependencyDescribesIt() {
        try (Seakeep seakeep = seakeep()) {
            Dependency search = Platform.dependency(seakeep, "search");

            assertThat(events).containsExactly(new DependencyCreated("search", search.describe()));
            assertThat(search.describe()).contains("breaker", "enforce", "30 %", "500 ms");
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        try (Seakeep seakeep = seakeep()) {
            assertThatThrownBy(() -> seakeep.dependency(
                            "search",
                            it -> it.maxKeys(0)
                                    .with(Platform.BREAKER.failureRate(30).consecutiveFailures(0))))
                    .isInstanceOfSatisfying(
                            IllegalConfigurationException.class,
                            wrong -> assertThat(wrong.problems()).hasSize(3));
            assertThat(seakeep.dependencies()).isEmpty();
        }
    }
}
