package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static io.seakeep.latency.Outcome.FAILURE;
import static io.seakeep.latency.Outcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Mode;
import io.seakeep.SeakeepEvent.Severity;
import io.seakeep.breaker.BreakerHarness.Try;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A breaker that is told what to be, and one that only looks on. */
final class ForcedAndObservingTest {

    @Test
    void forcedOpenRefusesUntilReleased() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.breaker.forceOpen();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.FORCED_OPEN);
        assertThat(harness.lastEvent().message())
                .isEqualTo("breaker of inventory: CLOSED -> FORCED_OPEN: somebody asked for it");
        harness.advance(1_000 * SECOND);
        assertThat(harness.call(SUCCESS)).isFalse();
        assertThat(harness.breaker.rejection(-1, harness.time.nanoTime()))
                .hasMessage("call to inventory refused by breaker: forced open until somebody releases it;"
                        + " setting: breaker.mode");
        harness.breaker.forceOpen();
        assertThat(harness.events).hasSize(1);
        harness.breaker.release();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.call(SUCCESS)).isTrue();
        assertThat(harness.lastEvent().reason()).isEqualTo("somebody released it");
    }

    @Test
    void forcedClosedJudgesNothing() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.breaker.forceClosed();
        harness.calls(1_000, FAILURE);
        harness.advance(SECOND);
        harness.calls(1_000, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.FORCED_CLOSED);
        harness.breaker.release();
        harness.advance(SECOND);
        assertThat(harness.breaker.state()).as("what was before does not count").isEqualTo(BreakerState.CLOSED);
        harness.trip();
        assertThat(harness.lastEvent().openNanos()).isLessThan(2 * SECOND);
    }

    @Test
    void oneForceReplacesTheOther() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.breaker.forceOpen();
        harness.breaker.forceClosed();
        assertThat(harness.call(SUCCESS)).isTrue();
        harness.breaker.forceOpen();
        assertThat(harness.call(SUCCESS)).isFalse();
    }

    @Test
    void releaseDoesNothingToWhatWasNotForced() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.breaker.release();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void attemptsFromBeforeTheForceAreNoEvidenceAfterIt() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.calls(4, FAILURE);
        Try old = harness.begin();
        harness.breaker.forceClosed();
        harness.breaker.release();
        harness.end(old, FAILURE);
        harness.calls(4, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.calls(1, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void observingRefusesNothingAndCountsWhatItWouldHave() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of()
                .openFor(Duration.ofSeconds(10), Duration.ofSeconds(30))
                .observe());
        harness.calls(5, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(harness.lastEvent().severity()).isEqualTo(Severity.INFO);
        assertThat(harness.lastEvent().message())
                .startsWith("breaker of inventory would go (it observes): CLOSED -> OPEN for ");
        harness.calls(1_000, FAILURE);
        assertThat(harness.breaker.wouldHaveRefused()).isEqualTo(1_000);
        assertThat(harness.breaker.refused()).isZero();
        harness.outwaitOpen();
        for (int i = 0; i < 5_100; i++) {
            harness.calls(1, SUCCESS);
            harness.advance(MS);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.breaker.wouldHaveRefused()).isBetween(1_000L + 3_400, 1_000L + 3_500);
        assertThat(harness.breaker.explain()).contains("it only observes and would have refused 4");
    }

    @Test
    void whileObservingOnlyWouldBeProbesAreEvidence() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().observe());
        harness.calls(5, FAILURE);
        harness.outwaitOpen();
        Try probe = harness.begin();
        harness.calls(100, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        harness.end(probe, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void observingStaysOutOfTheWayEvenWhenForcedOpen() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().observe());
        harness.breaker.forceOpen();
        harness.calls(10, SUCCESS);
        assertThat(harness.breaker.wouldHaveRefused()).isEqualTo(10);
    }
}
