package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static io.seakeep.latency.Outcome.FAILURE;
import static io.seakeep.latency.Outcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Mode;
import io.seakeep.breaker.BreakerHarness.Try;
import io.seakeep.latency.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a breaker does about attempts that are slow or hang. */
final class LatencyCriteriaTest {

    private static final CircuitBreakerPolicy SLOWER = CircuitBreaker.of().slowerThanBaseline(2);

    @Test
    void opensWhenSlowerThanUsual() {
        BreakerHarness harness = new BreakerHarness(SLOWER);
        harness.healthy(60 * SECOND, 100, 2 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        slowUntilOpen(harness, 6 * MS);
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.SLOWER_THAN_BASELINE);
        assertThat(harness.lastEvent().reason())
                .matches("p90 of \\d+ attempts in the last 10 s is [\\d.]+ ms at least, "
                        + "[23]\\.\\d times the usual [\\d.]+ ms \\(limit 2\\.0 times\\)");
    }

    @Test
    void observesThreeTimesSlowerWhenNothingIsSaid() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(60 * SECOND, 100, MS);
        harness.healthy(15 * SECOND, 100, 2 * MS);
        assertThat(harness.events).isEmpty();
        harness.healthy(15 * SECOND, 100, 8 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.events).hasSize(1);
        assertThat(harness.lastEvent().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.SLOWER_THAN_BASELINE);
    }

    @Test
    void whatIsSuspiciousIsNotLearnedUntilItHasBecomeUsual() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(60 * SECOND, 100, MS);
        harness.healthy(500 * SECOND, 100, 8 * MS);
        assertThat(harness.breaker.explain()).contains("7.9 times the usual");
        harness.healthy(200 * SECOND, 100, 8 * MS);
        assertThat(harness.breaker.explain()).contains("1.0 times the usual");
    }

    @Test
    void knowsNothingFromFewAttempts() {
        BreakerHarness harness = new BreakerHarness(SLOWER);
        harness.healthy(2 * SECOND, 10, MS);
        harness.healthy(60 * SECOND, 1, 900 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.breaker.explain()).contains("slower-than-baseline (enforce): not known yet");
    }

    @Test
    void slowSuccessesDoNotClose() {
        BreakerHarness harness = new BreakerHarness(SLOWER);
        harness.healthy(60 * SECOND, 100, 2 * MS);
        slowUntilOpen(harness, 8 * MS);
        harness.outwaitOpen();
        assertThat(harness.call(SUCCESS, 8 * MS)).isTrue();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().reason()).startsWith("1 of 1 probes failed or were too slow, 100 %");
        harness.outwaitOpen();
        harness.healthy(20 * SECOND, 100, 2 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aDependencyThatIsSlowerForGoodIsNotCutOffForGood() {
        BreakerHarness harness = new BreakerHarness(SLOWER);
        harness.healthy(60 * SECOND, 100, 2 * MS);
        harness.healthy(600 * SECOND, 100, 8 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        int transitions = harness.events.size();
        harness.healthy(600 * SECOND, 100, 8 * MS);
        assertThat(harness.events).hasSize(transitions);
    }

    /** What is slower for good can be fast by chance, and close it for a moment. */
    @Test
    void aLimitRelentsAlsoWhereItWasClosedInBetween() {
        BreakerHarness harness = new BreakerHarness(SLOWER);
        harness.healthy(60 * SECOND, 100, 2 * MS);
        int openings = 0;
        do {
            slowUntilOpen(harness, 8 * MS);
            harness.outwaitOpen();
            harness.call(SUCCESS, 8 * MS);
            if (harness.breaker.state() == BreakerState.OPEN) {
                harness.outwaitOpen();
                recoverWith(harness, 2 * MS);
            }
            openings++;
        } while (harness.breaker.state() == BreakerState.CLOSED && openings < 100);
        assertThat(openings).isLessThan(30);
        recoverWith(harness, 8 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void theTimeInWhichItWasClosedIsNoPartOfAnOutage() {
        BreakerHarness harness = new BreakerHarness(SLOWER);
        harness.healthy(60 * SECOND, 100, 2 * MS);
        openAndRecoverWith(harness, 2 * MS);
        harness.healthy(27 * SECOND, 100, 2 * MS);
        openAndRecoverWith(harness, 8 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aLimitIsBackWhenItHasBeenClosedForLong() {
        BreakerHarness harness = new BreakerHarness(SLOWER);
        harness.healthy(60 * SECOND, 100, 2 * MS);
        for (int i = 0; i < 4; i++) {
            openAndRecoverWith(harness, 8 * MS);
            assertThat(harness.breaker.state()).as("after outage %d", i).isEqualTo(BreakerState.OPEN);
            harness.outwaitOpen();
            recoverWith(harness, 2 * MS);
            harness.healthy(31 * SECOND, 100, 2 * MS);
            assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        }
    }

    private static void openAndRecoverWith(BreakerHarness harness, long latencyNanos) {
        slowUntilOpen(harness, 8 * MS);
        harness.outwaitOpen();
        recoverWith(harness, latencyNanos);
    }

    private static void recoverWith(BreakerHarness harness, long latencyNanos) {
        do {
            harness.call(SUCCESS, latencyNanos);
            harness.advance(10 * MS - latencyNanos);
        } while (harness.breaker.state() == BreakerState.RECOVERING);
    }

    @Test
    void whatIsUsualIsStillKnownAfterAnOutage() {
        BreakerHarness harness = new BreakerHarness(SLOWER);
        harness.healthy(60 * SECOND, 100, 2 * MS);
        harness.trip();
        harness.outwaitOpen();
        harness.healthy(10 * SECOND, 100, 2 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        slowUntilOpen(harness, 8 * MS);
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.SLOWER_THAN_BASELINE);
    }

    @Test
    void opensOnSlowCallsInFlightToo() {
        BreakerHarness harness = new BreakerHarness(
                CircuitBreaker.of().slowCalls(Duration.ofMillis(100), 0.3).mode(Criterion.HANG, Mode.OFF));
        harness.healthy(7 * SECOND, 10, MS);
        harness.toNextTick();
        List<Try> slow = TrippingTest.beginAll(harness, 29);
        harness.advance(250 * MS);
        assertThat(harness.breaker.state()).as("29 of 99").isEqualTo(BreakerState.CLOSED);
        harness.end(slow.remove(0), FAILURE);
        harness.begin();
        harness.advance(100 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.advance(150 * MS);
        assertThat(harness.breaker.state()).as("30 of 100").isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().reason())
                .startsWith("30 of 100 attempts took longer than 100 ms (30 %, limit 30 %; 29 of them still do)");
    }

    @Test
    void slowCallsNeedEnoughAttempts() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().slowCalls(Duration.ofMillis(100), 0.3));
        TrippingTest.beginAll(harness, 19);
        harness.advance(2 * SECOND);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.begin();
        harness.advance(SECOND);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void slownessFromBeforeItClosedIsForgotten() {
        BreakerHarness harness = new BreakerHarness(
                CircuitBreaker.of().slowCalls(Duration.ofMillis(100), 0.3).recoverOver(Duration.ofMillis(250)));
        TrippingTest.beginAll(harness, 50).forEach(attempt -> {
            harness.advance(20 * MS);
            harness.end(attempt, SUCCESS);
        });
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        harness.outwaitOpen();
        harness.healthy(20 * SECOND, 20, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.events).hasSize(3);
    }

    @Test
    void opensOnAHangOnceTheUsualIsKnown() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(60 * SECOND, 100, 3 * MS);
        TrippingTest.beginAll(harness, 20);
        harness.advance(SECOND);
        assertThat(harness.breaker.state())
                .as("nobody takes a second for a hang")
                .isEqualTo(BreakerState.CLOSED);
        harness.advance(500 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().reason())
                .isEqualTo("20 attempts are in flight for over 1 s (limit 20) and none was answered for 1.25 s");
    }

    @Test
    void aHangIsTenTimesTheUsualP99() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(120 * SECOND, 4, 240 * MS);
        TrippingTest.beginAll(harness, 20);
        harness.advance(2300 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.advance(700 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void noHangWhileAnythingIsAnswered() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().inFlightOlderThan(20, Duration.ofSeconds(2)));
        TrippingTest.beginAll(harness, 50);
        harness.healthy(20 * SECOND, 1, MS);
        TrippingTest.beginAll(harness, 20);
        harness.calls(1, SUCCESS);
        harness.advance(2 * SECOND);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.advance(500 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILURE", "THROTTLED"})
    void aBadAnswerIsAnAnswer(Outcome outcome) {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().inFlightOlderThan(20, Duration.ofSeconds(2)));
        TrippingTest.beginAll(harness, 50);
        for (int i = 0; i < 20; i++) {
            harness.calls(1, i % 2 == 0 ? outcome : SUCCESS);
            harness.advance(i % 2 == 0 ? 1_900 * MS : 0);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMED_OUT", "CANCELLED", "IGNORED"})
    void givingUpIsNoAnswer(Outcome outcome) {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().inFlightOlderThan(20, Duration.ofSeconds(2)));
        TrippingTest.beginAll(harness, 20);
        harness.advance(1_900 * MS);
        harness.calls(1, outcome);
        harness.advance(500 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void attemptsThatWereLostAreNoHang() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().inFlightOlderThan(20, Duration.ofSeconds(2)));
        TrippingTest.beginAll(harness, 50);
        harness.healthy(5 * SECOND, 10, MS);
        for (int i = 0; i < 20; i++) {
            harness.calls(1, SUCCESS);
            harness.advance(5 * SECOND);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        TrippingTest.beginAll(harness, 19);
        harness.advance(5 * SECOND);
        assertThat(harness.breaker.state()).as("19 new ones").isEqualTo(BreakerState.CLOSED);
        harness.calls(1, SUCCESS);
        TrippingTest.beginAll(harness, 20);
        harness.advance(5 * SECOND);
        assertThat(harness.breaker.state()).as("20 new ones").isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().samples()).isEqualTo(20);
    }

    @Test
    void aPoolOfThreadsThatHangsOneAfterTheOtherIsAHang() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().inFlightOlderThan(20, Duration.ofSeconds(2)));
        for (int i = 0; i < 20; i++) {
            harness.begin();
            harness.advance(50 * MS);
            harness.calls(1, SUCCESS);
        }
        harness.advance(2_500 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void whatHangsFromBeforeItClosedIsForgotten() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of()
                .inFlightOlderThan(20, Duration.ofSeconds(2))
                .slowCalls(Duration.ofSeconds(2), 0.3)
                .recoverOver(Duration.ofMillis(50)));
        TrippingTest.beginAll(harness, 50);
        harness.advance(2_500 * MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        harness.outwaitOpen();
        harness.healthy(100 * MS, 100, MS);
        harness.advance(2 * SECOND);
        for (int i = 0; i < 30; i++) {
            assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
            harness.calls(1, SUCCESS);
            harness.advance(i < 10 ? 5 * SECOND : SECOND);
        }
    }

    @Test
    void noHangBelowEnoughAttempts() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().inFlightOlderThan(20, Duration.ofSeconds(2)));
        TrippingTest.beginAll(harness, 19);
        harness.advance(20 * SECOND);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void noHangWithoutAUsual() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(SECOND, 100, MS);
        TrippingTest.beginAll(harness, 50);
        harness.advance(60 * SECOND);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.breaker.explain()).contains("hang (enforce): not known yet");
    }

    @Test
    void aPauseOpensNothing() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of()
                .slowCalls(Duration.ofMillis(100), 0.3)
                .slowerThanBaseline(2)
                .inFlightOlderThan(20, Duration.ofSeconds(2)));
        harness.healthy(60 * SECOND, 20, MS);
        List<Try> inFlight = TrippingTest.beginAll(harness, 400);
        harness.pause(5 * SECOND);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        inFlight.forEach(attempt -> harness.end(attempt, SUCCESS));
        harness.healthy(20 * SECOND, 20, MS);
        assertThat(harness.events).isEmpty();
    }

    private static void slowUntilOpen(BreakerHarness harness, long latencyNanos) {
        for (int i = 0; i < 3_000 && harness.call(SUCCESS, latencyNanos); i++) {
            harness.advance(10 * MS - latencyNanos);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }
}
