package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static io.seakeep.latency.Outcome.FAILURE;
import static io.seakeep.latency.Outcome.SUCCESS;
import static io.seakeep.latency.Outcome.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.IllegalConfigurationException;
import io.seakeep.latency.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timeouts that are shorter than a stall may last. */
final class StallTest {

    private BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void aStallOfLessThanASecondIsNoOutage(int perSecond) {
        harness.healthy(10 * SECOND, perSecond, MS);
        goOn(900 * MS, perSecond, TIMED_OUT);
        harness.healthy(20 * SECOND, perSecond, MS);
        assertThat(harness.events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void oneThatGoesOnIs(int perSecond) {
        harness.healthy(10 * SECOND, perSecond, MS);
        long beganNanos = harness.sinceStart();
        goOn(3 * SECOND, perSecond, TIMED_OUT);
        assertThat(harness.breaker.state()).isNotEqualTo(BreakerState.CLOSED);
        long openedNanos = harness.openedNanos() - beganNanos;
        assertThat(openedNanos).isBetween(SECOND, 1_600 * MS);
    }

    @Test
    void atAFewCallsASecondFiveInARowAreEnoughAsEver() {
        harness.healthy(20 * SECOND, 1, MS);
        for (int i = 1; i <= 5; i++) {
            assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
            harness.call(TIMED_OUT, 50 * MS);
            harness.advance(950 * MS);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void timeoutsAsLongAsThatCountAtOnce() {
        harness.healthy(10 * SECOND, 100, MS);
        for (int i = 1; i <= 5; i++) {
            harness.call(TIMED_OUT, SECOND);
        }
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.CONSECUTIVE_FAILURES);
    }

    @Test
    void whatTheDependencyItselfFailsCountsAtOnceBesideThem() {
        harness.healthy(10 * SECOND, 100, MS);
        for (int i = 1; i <= 8; i++) {
            harness.call(TIMED_OUT, 10 * MS);
        }
        harness.calls(4, FAILURE);
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.CONSECUTIVE_FAILURES);
    }

    @Test
    void aShareOfFailuresIsNotThinnedByTimeoutsBesideIt() {
        for (int i = 0; i < 60; i++) {
            harness.call(i % 3 == 0 ? TIMED_OUT : i % 3 == 1 ? FAILURE : SUCCESS);
        }
        harness.toNextTick();
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.FAILURE_RATE);
    }

    @Test
    void noneIsToleratedWhereThatIsSaid() {
        harness = new BreakerHarness(CircuitBreaker.of().tolerateStall(Duration.ZERO));
        harness.healthy(10 * SECOND, 100, MS);
        for (int i = 1; i <= 5; i++) {
            harness.call(TIMED_OUT, 10 * MS);
        }
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.CONSECUTIVE_FAILURES);
    }

    @Test
    void aSingleTimeoutDoesNotOpenWhereOneFailureWould() {
        harness = new BreakerHarness(CircuitBreaker.of().consecutiveFailures(1));
        harness.call(TIMED_OUT, 10 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.call(FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void whereSixOfTenTimeOutItOpensASecondLater() {
        harness.healthy(10 * SECOND, 100, MS);
        long beganNanos = harness.sinceStart();
        for (int i = 0; i < 300; i++) {
            harness.call(i % 10 < 6 ? TIMED_OUT : SUCCESS, 10 * MS);
        }
        assertThat(harness.openedNanos() - beganNanos).isBetween(SECOND, 2 * SECOND);
    }

    /** Else a dependency that stalls for most of each second would be called for ever. */
    @Test
    void stallsThatAreMostOfTheWindowOpenIt() {
        harness.healthy(10 * SECOND, 100, MS);
        for (int i = 0; i < 20 && harness.breaker.state() == BreakerState.CLOSED; i++) {
            goOn(750 * MS, 100, TIMED_OUT);
            goOn(250 * MS, 100, SUCCESS);
        }
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.FAILURE_RATE);
    }

    @Test
    void stallsApartAreNotAddedUp() {
        harness.healthy(10 * SECOND, 100, MS);
        for (int i = 0; i < 10; i++) {
            goOn(500 * MS, 100, TIMED_OUT);
            harness.healthy(2 * SECOND, 100, MS);
        }
        assertThat(harness.events).isEmpty();
    }

    @Test
    void nothingIsLearnedFromAStall() {
        harness.healthy(60 * SECOND, 1_000, MS);
        for (int i = 0; i < 10; i++) {
            goOn(900 * MS, 1_000, TIMED_OUT);
            harness.healthy(2 * SECOND, 1_000, MS);
        }
        assertThat(harness.events).isEmpty();
        assertThat(harness.breaker.explain())
                .as("but for the tick in which it began, half of which was well")
                .containsPattern("opens at [56] in a row \\(set to 5;");
    }

    @Test
    void whatWasBeforeItLastClosedCountsNoMore() {
        harness.healthy(10 * SECOND, 100, MS);
        goOn(3 * SECOND, 100, TIMED_OUT);
        harness.healthy(30 * SECOND, 100, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        int events = harness.events.size();
        goOn(900 * MS, 100, TIMED_OUT);
        assertThat(harness.events).hasSize(events);
    }

    @Test
    void canBeChangedWhileItIsAtWork() {
        harness.healthy(10 * SECOND, 100, MS);
        harness.breaker.reconfigure(CircuitBreaker.of().tolerateStall(Duration.ofSeconds(2)));
        goOn(1_800 * MS, 100, TIMED_OUT);
        assertThat(harness.events).isEmpty();
        goOn(SECOND, 100, TIMED_OUT);
        assertThat(harness.events).hasSize(1);
    }

    @Test
    void hasARange() {
        CircuitBreakerPolicy policy = CircuitBreaker.of().tolerateStall(Duration.ofMinutes(2));
        assertThatThrownBy(() -> new BreakerHarness(policy))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("breaker.tolerated-stall");
    }

    /** Attempts one after the other that all end so, for a time. */
    private void goOn(long nanos, int perSecond, Outcome outcome) {
        long gapNanos = SECOND / perSecond;
        for (long passed = 0; passed < nanos; passed += gapNanos) {
            if (!harness.call(outcome, gapNanos)) {
                harness.advance(gapNanos);
            }
        }
    }
}
