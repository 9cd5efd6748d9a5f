package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static io.seakeep.latency.Outcome.FAILURE;
import static io.seakeep.latency.Outcome.SUCCESS;
import static io.seakeep.latency.Outcome.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallTraits;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.latency.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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

    /** A hundred that time out together are six, and hide no more than six of those that the dependency failed. */
    @Test
    void aShareOfFailuresIsNotHiddenByAHundredTimeoutsAtOnce() {
        failEverySecond(30);
        timeOutTogether(100);
        harness.toNextTick();
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.FAILURE_RATE);
    }

    @Test
    void norByThoseOfATickInWhichTheProcessItselfStoodStill() {
        failEverySecond(60);
        timeOutTogether(100);
        harness.pause(2 * SECOND);
        assertThat(harness.lastEvent().criterion()).isEqualTo(Criterion.FAILURE_RATE);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 100})
    void whatWouldOpenItIsToldOnceWhileItGoesOn(int perSecond) {
        harness = new BreakerHarness(CircuitBreaker.of()
                .mode(Criterion.FAILURE_RATE, Mode.OBSERVE)
                .mode(Criterion.CONSECUTIVE_FAILURES, Mode.OFF)
                .mode(Criterion.SLOWER_THAN_BASELINE, Mode.OFF));
        harness.healthy(10 * SECOND, perSecond, MS);
        for (int i = 0; i < 60 * perSecond; i++) {
            harness.call(i % 4 == 0 ? SUCCESS : TIMED_OUT, SECOND / perSecond);
        }
        assertThat(harness.events).hasSize(1);
        harness.healthy(20 * SECOND, perSecond, MS);
        goOn(900 * MS, perSecond, TIMED_OUT);
        assertThat(harness.events).as("the next is a stall again").hasSize(1);
    }

    /** Else their run would begin in days, and never be old enough. */
    @ParameterizedTest
    @ValueSource(longs = {-1, -400_000 * SECOND, -5_000_000_000L * SECOND, Long.MIN_VALUE})
    void durationsThatAreNoneDoNotKeepItClosed(long nanos) {
        harness.advance(10 * SECOND);
        long beganNanos = harness.sinceStart();
        for (int i = 0; i < 100; i++) {
            long now = harness.time.nanoTime();
            long token = harness.breaker.tryEnter(CallTraits.DEFAULT, now);
            if (token >= 0) {
                harness.breaker.exit(token, TIMED_OUT, nanos, now);
            }
            harness.advance(50 * MS);
        }
        assertThat(harness.openedNanos() - beganNanos).isBetween(SECOND, 2 * SECOND);
    }

    /** The thread whose attempt began a run may be late to say when, and say it of one that is over: with two threads, once in a thousand runs. */
    @Test
    void opensAlsoWhereTheBeginningOfARunWasOverwritten() throws ReflectiveOperationException {
        Terms terms = new Terms(
                new Terms.Numbers(0.5, SECOND, 30 * SECOND, SECOND, SECOND, SECOND, Mode.ENFORCE),
                new RunLimit(5),
                reason -> {},
                1);
        Closed phase = new Closed(terms, 0, 0, Reason.of("it started so"), null, ProbeLimit.NONE, Counts.NONE);
        phase.hear(phase.token(), TIMED_OUT, MS, MS);
        VarHandle runStart = MethodHandles.privateLookupIn(Closed.class, MethodHandles.lookup())
                .findVarHandle(Closed.class, "runStart", long.class);
        long first = (long) runStart.getVolatile(phase);
        phase.hear(phase.token(), SUCCESS, MS, 2 * MS);
        phase.hear(phase.token(), TIMED_OUT, MS, 3 * MS);
        runStart.setVolatile(phase, first);
        Phase next = phase;
        for (int i = 0; i < 20 && next == phase; i++) {
            next = phase.hear(phase.token(), TIMED_OUT, MS, i * 100 * MS);
        }
        assertThat(next.state()).isEqualTo(BreakerState.OPEN);
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

    /** So many attempts of which every second fails. */
    private void failEverySecond(int attempts) {
        for (int i = 0; i < attempts; i++) {
            harness.call(i % 2 == 0 ? FAILURE : SUCCESS);
        }
    }

    private void timeOutTogether(int attempts) {
        List<BreakerHarness.Try> together =
                Stream.generate(harness::begin).limit(attempts).toList();
        harness.time.advanceNanos(50 * MS);
        together.forEach(attempt -> harness.end(attempt, TIMED_OUT));
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
