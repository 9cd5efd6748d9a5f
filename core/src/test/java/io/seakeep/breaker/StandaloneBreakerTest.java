package io.seakeep.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A breaker that somebody else's calls go by. */
final class StandaloneBreakerTest {

    private final VirtualTime time = new VirtualTime();

    @Test
    void opensAndRecovers() {
        try (StandaloneBreaker alone = CircuitBreaker.of().standalone("search", time)) {
            for (int i = 0; i < 5; i++) {
                long permit = alone.tryAcquire();
                assertThat(permit).isNotNegative();
                alone.onOutcome(permit, Outcome.FAILURE, 1_000);
            }
            long refusal = alone.tryAcquire();
            assertThat(refusal).isNegative();
            assertThat(alone.rejection(refusal)).hasMessageStartingWith("call to search refused by breaker: open for");
            assertThatThrownBy(() -> alone.onOutcome(refusal, Outcome.SUCCESS, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("permit must be 0 or more, for a refusal has no outcome: -1");
            assertThatThrownBy(() -> alone.withdraw(refusal)).isInstanceOf(IllegalArgumentException.class);

            time.advance(alone.rejection(refusal).retryAfter());
            alone.withdraw(alone.tryAcquire());
            for (int i = 0; i < 600; i++) {
                call(alone, Outcome.SUCCESS);
                time.advance(Duration.ofMillis(10));
            }
            assertThat(alone.breaker().state()).isEqualTo(BreakerState.CLOSED);
        }
    }

    @Test
    void judgesRatesOnTicksOfItsOwn() {
        try (StandaloneBreaker alone = CircuitBreaker.of().standalone("search", time)) {
            time.advance(Duration.ofMinutes(10));
            for (int i = 0; i < 20; i++) {
                call(alone, i % 2 == 0 ? Outcome.FAILURE : Outcome.SUCCESS);
            }
            assertThat(alone.breaker().state()).isEqualTo(BreakerState.CLOSED);
            time.advance(Duration.ofMillis(250));
            assertThat(alone.breaker().state()).isEqualTo(BreakerState.OPEN);
        }
    }

    @Test
    void leavesNoTimerBehind() {
        StandaloneBreaker alone = CircuitBreaker.of().standalone("search", time);
        call(alone, Outcome.SUCCESS);
        alone.close();
        time.advance(Duration.ofSeconds(1));
        assertThat(time.pendingTimers()).isZero();
        call(alone, Outcome.SUCCESS);
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> CircuitBreaker.of().failureRate(2).standalone("search", time))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("breaker.failure-rate must be above 0 and at most 1: 2");
        assertThatThrownBy(() -> CircuitBreaker.of().mode(Mode.OFF).standalone("search", time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a breaker that stands alone must not be off: breaker (off)");
    }

    private static void call(StandaloneBreaker alone, Outcome outcome) {
        long permit = alone.tryAcquire();
        if (permit >= 0) {
            alone.onOutcome(permit, outcome, 1_000_000);
        }
    }
}
