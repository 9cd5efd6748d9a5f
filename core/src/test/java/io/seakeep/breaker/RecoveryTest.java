package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static io.seakeep.latency.Outcome.CANCELLED;
import static io.seakeep.latency.Outcome.FAILURE;
import static io.seakeep.latency.Outcome.SUCCESS;
import static io.seakeep.latency.Outcome.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallRejectedException;
import io.seakeep.breaker.BreakerHarness.Try;
import io.seakeep.latency.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How an open breaker closes again. */
final class RecoveryTest {

    private static final double[] RAMP = {0.05, 0.1, 0.2, 0.4, 0.8};

    /** Open for longer than a recovery takes, so that takes as long as it is set to. */
    private static final CircuitBreakerPolicy OPENS_FOR_LONG =
            CircuitBreaker.of().openFor(Duration.ofSeconds(10), Duration.ofSeconds(30));

    @Test
    void staysOpenForItsTimeAndSaysWhenToComeBack() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        long openNanos = harness.lastEvent().openNanos();
        assertThat(openNanos).isBetween(750 * MS, 1_250 * MS);
        harness.advance(openNanos - 1);
        assertThat(harness.begin()).isNull();
        CallRejectedException rejection = harness.breaker.rejection(-1, harness.time.nanoTime());
        assertThat(rejection.retryAfter()).isEqualTo(Duration.ofNanos(1));
        assertThat(rejection)
                .hasMessageMatching(
                        "call to inventory refused by breaker: open for [\\d.]+ m?s because 5 attempts in a row"
                                + " failed, each begun after the first failure \\(limit 5\\); come back in 1 ns;"
                                + " setting: breaker.consecutive-failures");
        harness.advance(1);
        assertThat(harness.begin()).isNotNull();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        assertThat(harness.breaker.refused()).isEqualTo(1);
    }

    @Test
    void onlyOneProbePassesBeforeTheFirstSuccess() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        Try probe = harness.begin();
        for (int i = 0; i < 10_000; i++) {
            assertThat(harness.begin()).isNull();
        }
        CallRejectedException rejection = harness.breaker.rejection(-1, harness.time.nanoTime());
        assertThat(rejection.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rejection.reason())
                .isEqualTo("recovering, with forced probes only let through, and a probe at least every 2 s");
        assertThat(rejection.setting()).isEqualTo("breaker.recover-over");
        harness.end(probe, SUCCESS);
        int passed = 0;
        for (int i = 0; i < 10_000; i++) {
            passed += harness.call(SUCCESS) ? 1 : 0;
        }
        assertThat(passed).isBetween(500, 501);
    }

    @Test
    void theFirstProbeThatFailsOpensItAgainForTwiceAsLong() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        double expected = 1_000;
        for (int i = 0; i < 8; i++) {
            assertThat(harness.lastEvent().openNanos() / 1e6).isBetween(expected * 0.5, expected * 1.5);
            assertThat(harness.lastEvent().openNanos()).isLessThanOrEqualTo(30 * SECOND);
            harness.outwaitOpen();
            int enough = i < 2 ? 1 : 3;
            for (int probe = 1; probe <= enough; probe++) {
                failOnceMore(harness);
                assertThat(harness.breaker.state())
                        .isEqualTo(probe < enough ? BreakerState.RECOVERING : BreakerState.OPEN);
            }
            expected = Math.min(2 * expected, 20_000);
        }
        assertThat(harness.lastEvent().reason())
                .isEqualTo("3 of 3 probes failed or were too slow, 100 % of the last 3 or so (limit 50 %),"
                        + " with forced probes only let through");
    }

    @Test
    void whereAShareFailsItIsOpenForHalfAsLongAsNothingHasSucceeded() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        for (int i = 0; i < 10; i++) {
            harness.calls(1, FAILURE);
            harness.calls(1, SUCCESS);
        }
        harness.toNextTick();
        long since = harness.time.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
            double middle = Math.min(Math.max(SECOND, (harness.time.nanoTime() - since) / 2.0), 20 * SECOND);
            assertThat((double) harness.lastEvent().openNanos()).isBetween(middle * 0.5, middle * 1.5);
            harness.outwaitOpen();
            failOnceMore(harness);
        }
        assertThat(harness.time.nanoTime() - since).isGreaterThan(100 * SECOND);
    }

    /** The next probe times out at once. */
    private static void failOnceMore(BreakerHarness harness) {
        long waitNanos = harness.breaker
                .rejection(-1, harness.time.nanoTime())
                .retryAfter()
                .toNanos();
        harness.advance(waitNanos);
        assertThat(harness.call(TIMED_OUT)).isTrue();
    }

    @Test
    void aProbeThatSucceededEndsTheDoubling() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        for (int i = 0; i < 10; i++) {
            failRecovery(harness);
        }
        assertThat(harness.lastEvent().openNanos()).isGreaterThan(9 * SECOND);
        harness.outwaitOpen();
        harness.call(SUCCESS);
        while (harness.breaker.state() == BreakerState.RECOVERING) {
            harness.call(FAILURE);
        }
        assertThat(harness.lastEvent().openNanos()).isLessThan(1_500 * MS);
        harness.outwaitOpen();
        failOnceMore(harness);
        assertThat(harness.lastEvent().openNanos()).isLessThan(1_500 * MS);
    }

    /** Nothing succeeds from when it is time for a probe until it is open again. */
    private static void failRecovery(BreakerHarness harness) {
        harness.outwaitOpen();
        do {
            failOnceMore(harness);
        } while (harness.breaker.state() == BreakerState.RECOVERING);
    }

    @Test
    void aTimeInWhichNobodyAskedIsNoOutage() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        harness.advance(3_600 * SECOND);
        assertThat(recoveryNanos(harness)).isLessThan(2 * SECOND);
    }

    @Test
    void norIsItOneBetweenAProbeThatSucceededAndTheNext() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        assertThat(harness.call(SUCCESS)).isTrue();
        harness.advance(3_600 * SECOND);
        while (harness.breaker.state() == BreakerState.RECOVERING) {
            harness.call(FAILURE);
            harness.advance(100 * MS);
        }
        assertThat(harness.lastEvent().openNanos()).isLessThan(4 * SECOND);
    }

    @Test
    void beingClosedForLongEndsAnOutage() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        for (int i = 0; i < 4; i++) {
            failRecovery(harness);
        }
        recoveryNanos(harness);
        harness.healthy(31 * SECOND, 100, MS);
        harness.trip();
        assertThat(harness.lastEvent().openNanos()).isLessThan(1_500 * MS);
        failRecovery(harness);
        assertThat(harness.lastEvent().openNanos()).isBetween(SECOND, 3 * SECOND);
        failRecovery(harness);
        assertThat(harness.lastEvent().openNanos()).as("it is total").isBetween(2 * SECOND, 6 * SECOND);
    }

    @Test
    void aRecoveryTakesAsLongAsNothingHadSucceeded() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        long openNanos = harness.lastEvent().openNanos();
        assertThat(recoveryNanos(harness)).isBetween(openNanos, openNanos + 150 * MS);
        harness.trip();
        long since = harness.time.nanoTime();
        failRecovery(harness);
        long silenceNanos =
                harness.time.nanoTime() - since + harness.lastEvent().openNanos();
        assertThat(silenceNanos).isLessThan(5 * SECOND);
        assertThat(recoveryNanos(harness)).isBetween(silenceNanos, silenceNanos + 150 * MS);
        harness.trip();
        openNanos = harness.lastEvent().openNanos();
        assertThat(recoveryNanos(harness)).as("closed for a moment").isBetween(openNanos, openNanos + 150 * MS);
    }

    @Test
    void andNoLongerThanItIsSetTo() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        assertThat(harness.begin()).as("it hangs").isNotNull();
        harness.advance(60 * SECOND);
        assertThat(recoveryNanos(harness)).isBetween(5 * SECOND, 5 * SECOND + 100 * MS);
    }

    /** How long it takes to close when its time to stay open is over and nothing fails any more. */
    private static long recoveryNanos(BreakerHarness harness) {
        if (harness.breaker.state() == BreakerState.OPEN) {
            harness.outwaitOpen();
        }
        long start = harness.time.nanoTime();
        while (harness.breaker.state() != BreakerState.CLOSED) {
            harness.healthy(MS, 1_000, MS);
        }
        return harness.time.nanoTime() - start;
    }

    /** Else what a slow dependency answers late would pass steps that nothing has been through. */
    @Test
    void aShortStepIsPassedByAProbeThatBeganInIt() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        harness.call(SUCCESS);
        List<Try> slow = new ArrayList<>();
        while (slow.size() < 4) {
            Try attempt = harness.begin();
            if (attempt != null) {
                slow.add(attempt);
            }
        }
        harness.advance(500 * MS);
        for (Try attempt : slow) {
            harness.advance(300 * MS);
            harness.end(attempt, SUCCESS);
        }
        assertThat(harness.breaker.explain()).contains(" 10 % of the calls let through");
    }

    @Test
    void jitterIsThereAtTheLongestTimeToo() {
        List<Long> times = new ArrayList<>();
        for (int seed = 0; seed < 100; seed++) {
            BreakerHarness harness =
                    new BreakerHarness(CircuitBreaker.of().openFor(Duration.ofSeconds(1), Duration.ofSeconds(1)), seed);
            harness.trip();
            times.add(harness.lastEvent().openNanos());
        }
        assertThat(times).allMatch(time -> time > 332 * MS && time <= SECOND).doesNotHaveDuplicates();
        assertThat(Collections.min(times)).isLessThan(390 * MS);
        assertThat(Collections.max(times)).isGreaterThan(940 * MS);
    }

    @Test
    void fallsBackWhenItGoesWrongAgain() {
        BreakerHarness harness = new BreakerHarness(OPENS_FOR_LONG);
        harness.trip();
        harness.outwaitOpen();
        harness.healthy(4500 * MS, 1_000, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        assertThat(harness.breaker.explain()).contains("80 % of the calls let through");
        int failed = 0;
        for (int i = 0; i < 100; i++) {
            failed += harness.call(FAILURE) ? 1 : 0;
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(failed).as("the last few count, not the hundreds before").isEqualTo(7);
    }

    @Test
    void oneFailureDoesNotUndoManySuccesses() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        harness.healthy(SECOND, 1_000, MS);
        for (int step = 0; step < 5; step++) {
            Outcome first = FAILURE;
            for (int i = 0; i < 1_000; i++) {
                first = harness.call(first, 0) ? SUCCESS : first;
                harness.advance(MS);
            }
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void leftoversOfAnOldGenerationChangeNothing() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        List<Try> leftovers = TrippingTest.beginAll(harness, 300);
        harness.trip();
        endAll(harness, leftovers.subList(0, 50));
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        harness.outwaitOpen();
        Try probe = harness.begin();
        endAll(harness, leftovers.subList(50, 100));
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        harness.end(probe, SUCCESS);
        harness.healthy(6 * SECOND, 100, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void leftoversThatFailAreNotCountedWhenItHasClosed() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        List<Try> leftovers = TrippingTest.beginAll(harness, 300);
        recoverFromTrip(harness);
        long generation = harness.breaker.generation();
        leftovers.subList(0, 150).forEach(attempt -> harness.end(attempt, TIMED_OUT));
        harness.healthy(3 * SECOND, 20, MS);
        leftovers.subList(150, 225).forEach(attempt -> harness.hear(attempt, TIMED_OUT));
        harness.toNextTick();
        leftovers.subList(150, 225).forEach(attempt -> harness.count(attempt, TIMED_OUT));
        harness.healthy(3 * SECOND, 20, MS);
        leftovers.subList(225, 300).forEach(attempt -> harness.end(attempt, FAILURE));
        harness.healthy(10 * SECOND, 20, MS);
        assertThat(harness.breaker.generation()).isEqualTo(generation);
        assertThat(harness.breaker.explain()).contains("0 of 200 attempts failed");
    }

    @Test
    void leftoversThatSucceedHideNothing() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        List<Try> leftovers = TrippingTest.beginAll(harness, 300);
        recoverFromTrip(harness);
        leftovers.forEach(attempt -> harness.end(attempt, SUCCESS));
        for (int i = 0; i < 10; i++) {
            harness.calls(1, FAILURE);
            harness.calls(1, SUCCESS);
        }
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().reason()).startsWith("10 of 20 attempts failed");
    }

    /** Opens it, lets it recover, and goes on until a tick has seen it closed, and another one nothing. */
    private static void recoverFromTrip(BreakerHarness harness) {
        harness.trip();
        harness.outwaitOpen();
        harness.healthy(6 * SECOND, 100, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.advance(11 * SECOND);
    }

    @Test
    void onceOneHasSucceededItTakesAsManyFailuresAsWouldBeTooManyOfTheLastFew() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        harness.call(SUCCESS);
        for (int i = 0; i < 5; i++) {
            assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
            harness.advance(SECOND);
            assertThat(harness.call(FAILURE)).isTrue();
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(harness.lastEvent().reason())
                .isEqualTo("5 of 6 probes failed or were too slow, 83 % of the last 6 or so (limit 50 %),"
                        + " with 5 % of the calls let through");
    }

    @Test
    void oneOfThreeIsNotTooMuch() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        Try first = harness.begin();
        harness.advance(SECOND);
        Try second = harness.begin();
        harness.advance(2 * SECOND);
        Try third = harness.begin();
        harness.end(first, SUCCESS);
        harness.end(second, SUCCESS);
        harness.end(third, FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
    }

    @Test
    void aLateAnswerBringsTheNextProbeForward() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        Try late = harness.begin();
        for (int i = 0; i < 100; i++) {
            harness.begin();
            harness.advance(SECOND);
        }
        assertThat(harness.breaker.rejection(-1, harness.time.nanoTime()).retryAfter())
                .isGreaterThan(Duration.ofSeconds(10));
        harness.end(late, SUCCESS);
        assertThat(harness.breaker.rejection(-1, harness.time.nanoTime()).retryAfter())
                .isEqualTo(Duration.ofSeconds(1));
        harness.advance(SECOND);
        assertThat(harness.begin()).isNotNull();
    }

    private static void endAll(BreakerHarness harness, List<Try> attempts) {
        for (int i = 0; i < attempts.size(); i++) {
            harness.end(attempts.get(i), i % 2 == 0 ? SUCCESS : FAILURE);
        }
    }

    @Test
    void whatFailedBeforeItClosedIsForgotten() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of()
                .openFor(Duration.ofMillis(1), Duration.ofMillis(1))
                .recoverOver(Duration.ofMillis(50)));
        for (int i = 0; i < 40; i++) {
            harness.calls(1, i % 4 == 0 ? SUCCESS : FAILURE);
        }
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        harness.healthy(100 * MS, 100, MS);
        harness.advance(4 * SECOND);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.events).hasSize(3);
    }

    @Test
    void aHangGetsFewerAndFewerProbes() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        long start = harness.time.nanoTime();
        List<Long> probes = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            if (harness.begin() != null) {
                probes.add(harness.time.nanoTime() - start);
            }
            harness.advance(MS);
        }
        assertThat(probes)
                .containsExactly(
                        0L,
                        SECOND,
                        3 * SECOND,
                        7 * SECOND,
                        15 * SECOND,
                        31 * SECOND,
                        61 * SECOND,
                        91 * SECOND,
                        121 * SECOND,
                        151 * SECOND,
                        181 * SECOND);
    }

    @Test
    void aHangInTheMiddleOfTheRampStopsIt() {
        BreakerHarness harness = new BreakerHarness(OPENS_FOR_LONG);
        harness.trip();
        harness.outwaitOpen();
        harness.healthy(4500 * MS, 1_000, MS);
        int hanging = 0;
        for (int i = 0; i < 100_000; i++) {
            hanging += harness.begin() != null ? 1 : 0;
            harness.advance(MS);
        }
        assertThat(hanging).as("80 % of a second's, then a few").isBetween(800, 812);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
    }

    @Test
    void aDependencyThatAnswersLateByNatureRecovers() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        List<Try> inFlight = new ArrayList<>();
        for (int i = 0; i < 1_500 && harness.breaker.state() != BreakerState.CLOSED; i++) {
            Try attempt = harness.begin();
            if (attempt != null) {
                inFlight.add(attempt);
            }
            harness.advance(100 * MS);
            while (!inFlight.isEmpty()
                    && harness.time.nanoTime() - inFlight.get(0).startNanos() >= 45 * SECOND) {
                harness.end(inFlight.remove(0), SUCCESS);
            }
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "CANCELLED", "IGNORED"})
    void aProbeThatProvesNothingNeitherOpensNorCloses(Outcome outcome) {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        for (int i = 0; i < 1_000; i++) {
            harness.call(outcome, MS);
            harness.advance(99 * MS);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        assertThat(harness.breaker.explain()).contains(" 0 probes succeeded and 0 failed");
        harness.advance(30 * SECOND);
        harness.healthy(7 * SECOND, 100, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void aProbeRefusedFurtherInMakesRoomForTheNext() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        harness.outwaitOpen();
        for (int i = 0; i < 1_000; i++) {
            Try refusedFurtherIn = harness.begin();
            assertThat(refusedFurtherIn).isNotNull();
            harness.withdraw(refusedFurtherIn);
        }
        assertThat(harness.call(CANCELLED)).isTrue();
        assertThat(harness.call(SUCCESS))
                .as("no more than one a second is used")
                .isFalse();
        harness.advance(SECOND);
        assertThat(harness.call(SUCCESS)).isTrue();
    }

    @Test
    void withdrawnAttemptsOfOldGenerationsMakeNoRoom() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        Try old = harness.begin();
        harness.trip();
        harness.outwaitOpen();
        assertThat(harness.begin()).isNotNull();
        harness.withdraw(old);
        assertThat(harness.begin()).isNull();
    }

    @Test
    void closesAfterTheRampAtTheEarliestAndWithSparseTrafficToo() {
        BreakerHarness harness = new BreakerHarness(OPENS_FOR_LONG);
        harness.trip();
        harness.outwaitOpen();
        harness.healthy(5 * SECOND, 1_000, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        harness.healthy(20 * MS, 1_000, MS);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.lastEvent().message())
                .isEqualTo("breaker of inventory: RECOVERING -> CLOSED: the recovery went well to its end");

        BreakerHarness sparse = new BreakerHarness(CircuitBreaker.of());
        sparse.trip();
        for (int i = 0; i < 6; i++) {
            sparse.advance(60 * SECOND);
            assertThat(sparse.call(SUCCESS)).isTrue();
        }
        assertThat(sparse.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    /** The ramp as its documentation says it, computed beside the breaker and held against every prefix of the calls. */
    @Property(tries = 300)
    void neverMoreThanTheRampAllows(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int gapMillis,
            @ForAll @IntRange(min = 1, max = 5) int callsAtOnce,
            @ForAll @IntRange(min = 0, max = 3_000) int latencyMillis,
            @ForAll @IntRange(min = 1, max = 10) int openSeconds) {
        Duration open = Duration.ofSeconds(openSeconds);
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().openFor(open, Duration.ofSeconds(30)), seed);
        harness.trip();
        long openNanos = harness.lastEvent().openNanos();
        harness.outwaitOpen();
        long start = harness.time.nanoTime();
        long firstSuccess = Long.MAX_VALUE;
        List<Try> inFlight = new ArrayList<>();
        double allowed = 0;
        int passed = 0;
        for (int i = 0; i < 20_000 && harness.breaker.state() != BreakerState.CLOSED; i++) {
            long now = harness.time.nanoTime();
            while (!inFlight.isEmpty() && now - inFlight.get(0).startNanos() >= latencyMillis * MS) {
                harness.end(inFlight.remove(0), SUCCESS);
                firstSuccess = Math.min(firstSuccess, now - start);
            }
            for (int call = 0; call < callsAtOnce; call++) {
                if (firstSuccess != Long.MAX_VALUE) {
                    long stepNanos = Math.min(SECOND, (openNanos + firstSuccess) / 5);
                    allowed += RAMP[(int) Math.min(4, (now - start - firstSuccess) / stepNanos)];
                }
                Try attempt = harness.begin();
                if (attempt != null && harness.breaker.state() == BreakerState.RECOVERING) {
                    inFlight.add(attempt);
                    passed++;
                }
                long forced = 1 + (now - start) / SECOND;
                assertThat((double) passed).isLessThan(allowed + 1 + forced);
            }
            harness.advance(gapMillis * MS);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
    }
}
