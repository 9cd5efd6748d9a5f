package io.seakeep.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seakeep.timeout.TimeoutRule.Passing;
import org.junit.jupiter.api.Test;

/** What attempts get beyond the derived timeout. */
class LeewayTest {

    private static final long DERIVED = 100_000_000;
    private static final long MAX = 10_000_000_000L;
    private static final long TICK = 250_000_000;

    private final Leeway leeway = new Leeway();

    @Test
    void thereIsNoneWhereNoBreakerWasOpen() {
        assertThat(after(Passing.ALL, TICK)).isEqualTo(DERIVED);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.ALL);
    }

    @Test
    void isTheLongestWhileTheBreakerIsNotClosed() {
        assertThat(after(Passing.PROBES, TICK)).isEqualTo(MAX);
        assertThat(after(Passing.PROBES, 100 * TICK)).isEqualTo(MAX);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.PROBES);
    }

    @Test
    void isHalfEveryTwoSecondsAfterThatHoweverLongATickTakes() {
        after(Passing.PROBES, TICK);
        long left = 0;
        for (int i = 0; i < 8; i++) {
            left = after(Passing.ALL, TICK);
        }
        assertThat(left).isCloseTo(MAX / 2, within(100L));
        assertThat(after(Passing.ALL, 16 * TICK)).isCloseTo(MAX / 8, within(100L));
    }

    @Test
    void isOverWhereTheDerivedTimeoutIsReached() {
        after(Passing.PROBES, TICK);
        assertThat(after(Passing.ALL, 52 * TICK)).isGreaterThan(DERIVED);
        assertThat(after(Passing.ALL, 4 * TICK)).isEqualTo(DERIVED);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.ALL);
    }

    @Test
    void isNeverAboveAMaximumThatWasLowered() {
        after(Passing.PROBES, TICK);
        assertThat(leeway.timeoutNanos(DERIVED, MAX / 10)).isEqualTo(MAX / 10);
    }

    @Test
    void isSomeOfItWhereMostOverran() {
        leeway.giveSome(DERIVED);
        assertThat(leeway.timeoutNanos(DERIVED, MAX)).isEqualTo(7 * DERIVED / 2);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.RELIEVED);
        assertThat(after(Passing.ALL, 8 * TICK)).isCloseTo(7 * DERIVED / 4, within(100L));
        assertThat(after(Passing.ALL, 8 * TICK)).isEqualTo(DERIVED);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.ALL);
    }

    @Test
    void isNoLessForBeingAskedForAgain() {
        after(Passing.PROBES, TICK);
        leeway.giveSome(DERIVED);
        assertThat(leeway.timeoutNanos(DERIVED, MAX)).isEqualTo(MAX);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.PROBES);
    }

    @Test
    void isOverAtOnceWhereThereIsNoMoreToGive() {
        leeway.giveSome(MAX / 2);
        assertThat(leeway.timeoutNanos(MAX, MAX)).isEqualTo(MAX);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.ALL);
    }

    @Test
    void goesOnThoughTheDerivedOneIsTheLongestWhereItIsOfProbes() {
        after(Passing.PROBES, TICK);
        leeway.giveLongest(2 * MAX);
        assertThat(leeway.timeoutNanos(MAX, MAX)).isEqualTo(MAX);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.PROBES);
    }

    /** Else only what succeeds would make the timeout grow, for as long as most overrun it. */
    @Test
    void isOfNoProbesWhereTheirsHasBecomeLessThanSome() {
        after(Passing.PROBES, TICK);
        assertThat(after(Passing.ALL, 48 * TICK)).isBetween(DERIVED, 2 * DERIVED);
        leeway.giveSome(DERIVED);
        assertThat(leeway.timeoutNanos(DERIVED, MAX)).isEqualTo(7 * DERIVED / 2);
        assertThat(leeway.passed(Passing.ALL)).isEqualTo(Passing.RELIEVED);
    }

    private long after(Passing passing, long spanNanos) {
        leeway.shrink(spanNanos);
        if (passing == Passing.PROBES) {
            leeway.giveLongest(MAX);
        }
        return leeway.timeoutNanos(DERIVED, MAX);
    }
}
