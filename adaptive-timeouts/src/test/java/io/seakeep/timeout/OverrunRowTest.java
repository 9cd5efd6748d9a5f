package io.seakeep.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OverrunRowTest {

    private static final long ANY_NANOS = 1_000_000;

    private final LatencyTracker tracker = LatencyTracker.create();
    private final OverrunRow row = new OverrunRow(tracker);

    @ParameterizedTest
    @CsvSource({"0.0001, 3", "0.001, 4", "0.01, 6", "0.1, 12"})
    void isAsLongAsItTakesNotToBeChance(double rate, int length) {
        for (int i = 1; i < length; i++) {
            row.add();
            assertThat(row.isSure(rate)).as("%d", i).isFalse();
        }
        row.add();
        assertThat(row.isSure(rate)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"SUCCESS", "FAILURE", "THROTTLED"})
    void beginsAnewWhereOneWasAnswered(Outcome answer) {
        add(4);
        tracker.record(ANY_NANOS, answer);
        add(3);
        assertThat(row.isSure(0.001)).isFalse();
        add(1);
        assertThat(row.isSure(0.001)).isTrue();
    }

    /** They say nothing of whether there are answers. */
    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"TIMED_OUT", "CANCELLED", "IGNORED"})
    void goesOnWhereOthersWereNotAnsweredEither(Outcome none) {
        add(2);
        tracker.record(ANY_NANOS, none);
        add(2);
        assertThat(row.isSure(0.001)).isTrue();
    }

    @Test
    void beginsWithTheFirstHoweverManyWereAnsweredBefore() {
        tracker.record(ANY_NANOS, Outcome.SUCCESS);
        add(3);
        assertThat(row.isSure(0.001)).isFalse();
        add(1);
        assertThat(row.isSure(0.001)).isTrue();
    }

    private void add(int overruns) {
        for (int i = 0; i < overruns; i++) {
            row.add();
        }
    }
}
