package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static io.seakeep.latency.Outcome.FAILURE;
import static io.seakeep.latency.Outcome.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a part of the attempts fails for good, and less than the limit: the others have to get through. */
final class PartlyFailingTest {

    private final BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());

    @ParameterizedTest
    @CsvSource({"0.1, 240", "0.2, 240", "0.3, 240", "0.2, 1000", "0.3, 1000", "0.1, 20", "0.2, 20"})
    void closesAndStaysClosed(double share, int perSecond) {
        int refused = 0;
        int calls = 0;
        for (long seed = 1; seed <= 5; seed++) {
            BreakerHarness one = new BreakerHarness(CircuitBreaker.of(), seed);
            SplittableRandom random = new SplittableRandom(seed);
            one.healthy(20 * SECOND, perSecond, MS);
            one.trip();
            goOn(one, 120, perSecond, share, random);
            refused += goOn(one, 60, perSecond, share, random);
            calls += 60 * perSecond;
        }
        assertThat(refused).as("of %d", calls).isLessThan(calls / 20);
    }

    @Test
    void opensAsEverWhereMoreThanTheLimitFail() {
        SplittableRandom random = new SplittableRandom(1);
        harness.healthy(20 * SECOND, 240, MS);
        goOn(harness, 20, 240, 0.6, random);
        assertThat(goOn(harness, 60, 240, 0.6, random)).isGreaterThan(60 * 240 * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void noticesThatAllFailAgainInTheMiddleOfARecovery(double share) {
        BreakerHarness harness =
                new BreakerHarness(CircuitBreaker.of().openFor(Duration.ofSeconds(10), Duration.ofSeconds(30)));
        SplittableRandom random = new SplittableRandom(7);
        harness.healthy(20 * SECOND, 1_000, MS);
        harness.trip();
        harness.outwaitOpen();
        harness.call(SUCCESS);
        goOn(harness, 3, 1_000, share, random);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.RECOVERING);
        int failed = 0;
        while (harness.breaker.state() == BreakerState.RECOVERING && failed < 1_000) {
            failed += harness.call(FAILURE, MS) ? 1 : 0;
            harness.advance(MS);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(failed).isLessThanOrEqualTo(share == 0 ? 10 : 60);
    }

    @Test
    void knowsFromTheProbesWhatFailsFromThenOn() {
        SplittableRandom random = new SplittableRandom(3);
        harness.healthy(20 * SECOND, 1_000, MS);
        harness.trip();
        harness.outwaitOpen();
        harness.call(SUCCESS);
        while (harness.breaker.state() == BreakerState.RECOVERING) {
            harness.call(random.nextDouble() < 0.3 ? FAILURE : SUCCESS, MS);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        harness.toNextTick();
        assertThat(harness.breaker.explain()).containsPattern("opens at 1[4-9] in a row \\(set to 5;");
    }

    /** Attempts one after the other, of which a share fails at random; answers how many were refused. */
    private static int goOn(BreakerHarness harness, int seconds, int perSecond, double share, SplittableRandom random) {
        int refused = 0;
        for (int i = 0; i < seconds * perSecond; i++) {
            Outcome outcome = random.nextDouble() < share ? FAILURE : SUCCESS;
            if (!harness.call(outcome, SECOND / perSecond)) {
                refused++;
                harness.advance(SECOND / perSecond);
            }
        }
        return refused;
    }
}
