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
    void theFirstProbeThatFailsOpensItAgainForLonger() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        double expected = 1_000;
        for (int i = 0; i < 8; i++) {
            assertThat(harness.lastEvent().openNanos() / 1e6).isBetween(expected * 0.5, expected * 1.5);
            assertThat(harness.lastEvent().openNanos()).isLessThanOrEqualTo(30 * SECOND);
            harness.outwaitOpen();
            assertThat(harness.call(TIMED_OUT, 10 * MS)).isTrue();
            assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
            expected = Math.min(2 * expected, 20_000);
        }
        assertThat(harness.lastEvent().reason())
                .isEqualTo("1 of 1 probes failed or were too slow, 100 % of the last 1 or so (limit 50 %),"
                        + " with forced probes only let through");
    }

    @Test
    void beingClosedForLongMakesItStartFromTheShortestTime() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        harness.trip();
        for (int i = 0; i < 4; i++) {
            harness.outwaitOpen();
            harness.call(FAILURE);
        }
        harness.outwaitOpen();
        harness.healthy(6 * SECOND, 100, MS);
        harness.trip();
        assertThat(harness.lastEvent().openNanos()).as("closed for a second").isGreaterThan(9 * SECOND);
        harness.outwaitOpen();
        harness.healthy(36 * SECOND, 100, MS);
        harness.trip();
        assertThat(harness.lastEvent().openNanos()).as("closed for 30 s").isLessThan(2 * SECOND);
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
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
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
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
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
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
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
            @ForAll @IntRange(min = 0, max = 3_000) int latencyMillis) {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of(), seed);
        harness.trip();
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
                    allowed += RAMP[(int) Math.min(4, (now - start - firstSuccess) / SECOND)];
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
