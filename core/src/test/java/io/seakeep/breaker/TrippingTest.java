package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static io.seakeep.latency.Outcome.FAILURE;
import static io.seakeep.latency.Outcome.SUCCESS;
import static io.seakeep.latency.Outcome.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Mode;
import io.seakeep.SeakeepEvent.Severity;
import io.seakeep.breaker.BreakerHarness.Try;
import io.seakeep.latency.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a closed breaker opens, and when it does not. */
final class TrippingTest {

    @Test
    void noticesAnOutageWithinFiveCalls() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(10 * SECOND, 1_000, MS);
        for (int i = 1; i <= 5; i++) {
            assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
            assertThat(i % 2 == 0 ? harness.call(FAILURE) : harness.call(TIMED_OUT, SECOND))
                    .isTrue();
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(harness.call(SUCCESS)).isFalse();
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.CONSECUTIVE_FAILURES);
        assertThat(harness.lastEvent().message())
                .startsWith("breaker of inventory: CLOSED -> OPEN for ")
                .endsWith(": 5 attempts in a row failed, each begun after the first failure (limit 5)");
        assertThat(harness.lastEvent().severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 100})
    void noticesAnOutageWithinFiveCallsAtAnyTrafficWithTicksBetween(int perSecond) {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(20 * SECOND, perSecond, MS);
        int failed = 0;
        while (harness.breaker.state() == BreakerState.CLOSED) {
            harness.call(FAILURE, MS);
            harness.advance(SECOND / perSecond - MS);
            failed++;
        }
        assertThat(failed).isEqualTo(5);
    }

    @Test
    void successEndsARun() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        for (int i = 0; i < 4; i++) {
            harness.calls(4, FAILURE);
            harness.calls(1, SUCCESS);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.calls(5, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "CANCELLED", "IGNORED"})
    void whatProvesNothingNeitherExtendsARunNorEndsIt(Outcome outcome) {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.calls(4, FAILURE);
        harness.calls(10, outcome);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.calls(1, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aDroppedConnectionCountsOnce() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(10 * SECOND, 1_000, MS);
        List<Try> inFlight = beginAll(harness, 100);
        inFlight.forEach(attempt -> harness.end(attempt, FAILURE));
        harness.calls(3, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.calls(50, SUCCESS);
        harness.advance(SECOND);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void manyDroppedConnectionsAreNoSingleCause() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        for (int i = 0; i < 20; i++) {
            beginAll(harness, 20).forEach(attempt -> harness.end(attempt, FAILURE));
            harness.calls(1, SUCCESS);
        }
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().reason()).startsWith("120 of 140 attempts failed");
    }

    @Test
    void anAttemptThatBeganInAnEarlierRunAddsNothingToThisOne() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.calls(1, FAILURE);
        List<Try> fromFirstRun = beginAll(harness, 10);
        harness.calls(1, SUCCESS);
        harness.calls(1, FAILURE);
        fromFirstRun.forEach(attempt -> harness.end(attempt, FAILURE));
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.calls(4, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void noticesHalfFailingWithinOneTick() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.healthy(10 * SECOND, 1_000, MS);
        harness.toNextTick();
        for (int i = 0; i < 20; i++) {
            harness.calls(1, i % 2 == 0 ? FAILURE : SUCCESS);
        }
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        BreakerTransition event = harness.lastEvent();
        assertThat(event.reason()).isEqualTo("10 of 20 attempts failed (50 %, limit 50 %) in the last 250 ms");
        assertThat(event.criterion()).isEqualTo(Criterion.FAILURE_RATE);
        assertThat(event.measured()).isEqualTo(0.5);
        assertThat(event.limit()).isEqualTo(0.5);
        assertThat(event.samples()).isEqualTo(20);
    }

    @Test
    void toleratesLessThanTheLimitAndFewerThanEnough() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        for (int i = 0; i < 19; i++) {
            harness.calls(1, i % 2 == 0 ? FAILURE : SUCCESS);
        }
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.calls(2, SUCCESS);
        harness.toNextTick();
        assertThat(harness.breaker.state()).as("10 of 21").isEqualTo(BreakerState.CLOSED);
        harness.calls(1, FAILURE);
        harness.toNextTick();
        assertThat(harness.breaker.state()).as("11 of 22").isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().reason()).startsWith("11 of 22 attempts failed (50 %, limit 50 %)");
    }

    @Test
    void looksBackAsFarAsTheWindow() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().overLast(Duration.ofSeconds(2)));
        alternate(harness, 18);
        harness.advance(2 * SECOND + 250 * MS);
        alternate(harness, 18);
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.advance(SECOND);
        alternate(harness, 2);
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void looksBackOverCallsHoweverLongTheyTook() {
        BreakerHarness harness =
                new BreakerHarness(CircuitBreaker.of().overAtLeast(40).overLastCalls(40));
        harness.calls(40, SUCCESS);
        harness.advance(60 * SECOND);
        for (int i = 0; i < 39; i++) {
            harness.calls(1, i % 2 == 0 ? SUCCESS : FAILURE);
            harness.advance(60 * SECOND);
        }
        assertThat(harness.breaker.state()).as("19 of 40").isEqualTo(BreakerState.CLOSED);
        harness.calls(1, FAILURE);
        harness.advance(SECOND);
        assertThat(harness.breaker.state()).as("20 of 40").isEqualTo(BreakerState.OPEN);
    }

    @Test
    void timeoutsDuringAPauseAreNotTheDependencysFault() {
        BreakerHarness paused = new BreakerHarness(CircuitBreaker.of());
        endByTurns(paused, beginAll(paused, 40));
        paused.pause(5 * SECOND);
        paused.advance(SECOND);
        assertThat(paused.breaker.state()).isEqualTo(BreakerState.CLOSED);

        BreakerHarness running = new BreakerHarness(CircuitBreaker.of());
        List<Try> attempts = beginAll(running, 40);
        running.advance(SECOND);
        endByTurns(running, attempts);
        running.toNextTick();
        assertThat(running.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    private static void endByTurns(BreakerHarness harness, List<Try> attempts) {
        for (int i = 0; i < attempts.size(); i++) {
            harness.end(attempts.get(i), i % 2 == 0 ? TIMED_OUT : SUCCESS);
        }
    }

    @Test
    void saysHowManyWereThrottled() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.calls(30, Outcome.THROTTLED);
        harness.toNextTick();
        assertThat(harness.breaker.explain())
                .contains("0 calls refused so far; 30 attempts throttled of late, which proves nothing")
                .contains("failure-rate (enforce): no attempts");
    }

    @Test
    void criteriaCanBeTurnedOffOrOnlyObserved() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of()
                .mode(Criterion.CONSECUTIVE_FAILURES, Mode.OBSERVE)
                .mode(Criterion.FAILURE_RATE, Mode.OFF));
        harness.calls(100, FAILURE);
        harness.advance(SECOND);
        harness.calls(2_000, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.events).hasSize(1);
        assertThat(harness.lastEvent().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(harness.lastEvent().severity()).isEqualTo(Severity.INFO);
        assertThat(harness.lastEvent().message())
                .isEqualTo("breaker of inventory would go (it observes): CLOSED -> OPEN:"
                        + " 5 attempts in a row failed, each begun after the first failure (limit 5)");

        BreakerHarness rate = new BreakerHarness(CircuitBreaker.of()
                .mode(Criterion.CONSECUTIVE_FAILURES, Mode.OFF)
                .mode(Criterion.FAILURE_RATE, Mode.OBSERVE));
        for (int i = 0; i < 10; i++) {
            rate.calls(100, FAILURE);
            rate.advance(SECOND);
        }
        assertThat(rate.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(rate.events).as("reported once").hasSize(1);
        rate.healthy(60 * SECOND, 100, MS);
        rate.calls(100, FAILURE);
        rate.advance(SECOND);
        assertThat(rate.events).as("and again when it happens again").hasSize(2);
    }

    @Test
    void aRunBeyondCountingIsStillFailures() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of()
                .mode(Criterion.CONSECUTIVE_FAILURES, Mode.OFF)
                .overAtLeast(3_000));
        harness.calls(2_999, FAILURE);
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.calls(1, FAILURE);
        harness.toNextTick();
        assertThat(harness.lastEvent().reason()).startsWith("3000 of 3000 attempts failed");
    }

    private static void alternate(BreakerHarness harness, int count) {
        for (int i = 0; i < count; i++) {
            harness.calls(1, i % 2 == 0 ? FAILURE : SUCCESS);
        }
    }

    static List<Try> beginAll(BreakerHarness harness, int count) {
        List<Try> attempts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attempts.add(harness.begin());
        }
        assertThat(attempts).doesNotContainNull();
        return attempts;
    }
}
