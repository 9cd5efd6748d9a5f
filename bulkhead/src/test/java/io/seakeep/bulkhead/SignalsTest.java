package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.ActivePolicy;
import io.seakeep.AttemptTimeout;
import io.seakeep.Dependency;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.Seakeep;
import io.seakeep.Signals;
import io.seakeep.Signals.Signal;
import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What breaker and bulkhead tell the policies after them. */
class SignalsTest {

    private final VirtualTime time = new VirtualTime();
    private final List<PolicyScope> scopes = new ArrayList<>();
    private final Dependency dependency = Seakeep.builder()
            .time(time)
            .seed(3)
            .build()
            .dependency(
                    "d",
                    builder -> builder.with(CircuitBreaker.of())
                            .with(Bulkhead.fixed(1))
                            .with(new Listening()));
    private final Signals signals = scopes.get(0).signals();

    @Test
    void aBulkheadSaysThatItIsFullForAsLongAsSomebodyIsKeptOut() {
        Permit permit = dependency.acquire();
        tick();
        assertThat(signals.anyRaised()).as("full, and nobody is kept out").isFalse();
        assertThat(dependency.acquireAsync()).isCompletedExceptionally();
        tick();
        assertThat(signals.isRaised(Signal.BULKHEAD_FULL)).isTrue();
        assertThat(signals.isRaised(Signal.BREAKER_OPEN)).isFalse();
        permit.succeed("done");
        tick();
        assertThat(signals.anyRaised()).isFalse();
    }

    @Test
    void whoOnlyObservesSaysNothing() {
        Dependency observed = Seakeep.builder()
                .time(time)
                .build()
                .dependency(
                        "observed",
                        builder -> builder.with(CircuitBreaker.of().mode(Mode.OBSERVE))
                                .with(Bulkhead.fixed(1).mode(Mode.OBSERVE))
                                .with(new Listening()));
        observed.acquire();
        for (int i = 0; i < 20; i++) {
            observed.acquire().fail(new IOException("reset"));
        }
        time.advance(Duration.ofMillis(250));
        assertThat(observed.policy(Bulkhead.class).wouldHaveRefused()).isPositive();
        assertThat(observed.policy(CircuitBreaker.class).state()).isNotEqualTo(BreakerState.CLOSED);
        assertThat(scopes.get(1).signals().anyRaised()).isFalse();
    }

    @Test
    void aBreakerSaysThatItIsOpenUntilItIsClosedAgain() {
        for (int i = 0; i < 10; i++) {
            try {
                dependency.run(attempt -> {
                    throw new IOException("reset");
                });
            } catch (IOException | RuntimeException expected) {
                continue;
            }
        }
        tick();
        assertThat(signals.isRaised(Signal.BREAKER_OPEN)).isTrue();
        CircuitBreaker breaker = dependency.policy(CircuitBreaker.class);
        for (int i = 0; breaker.state() != BreakerState.CLOSED; i++) {
            assertThat(i).isLessThan(10_000);
            time.advance(Duration.ofMillis(100));
            dependency.acquireAsync().thenAccept(permit -> permit.succeed("well"));
        }
        tick();
        assertThat(signals.isRaised(Signal.BREAKER_OPEN)).isFalse();
    }

    private void tick() {
        time.advance(Duration.ofMillis(250));
    }

    private final class Listening implements Policy {

        @Override
        public String name() {
            return "timeout";
        }

        @Override
        public Position position() {
            return Position.TIMEOUT;
        }

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            scopes.add(scope);
            return (AttemptTimeout) () -> 1_000_000_000L;
        }

        @Override
        public String describe() {
            return "listens";
        }
    }
}
