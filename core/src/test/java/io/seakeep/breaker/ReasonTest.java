package io.seakeep.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of an outage from what the breaker opened on. */
final class ReasonTest {

    @ParameterizedTest
    @CsvSource({
        "CONSECUTIVE_FAILURES, 5, true",
        "HANG, 20, true",
        "FAILURE_RATE, 1, true",
        "FAILURE_RATE, 0.99, false",
        "SLOW_CALLS, 1, false",
        "SLOWER_THAN_BASELINE, 5, false"
    })
    void isTotalWhereNothingSucceeds(Criterion criterion, double measured, boolean isTotal) {
        assertThat(Reason.of(criterion, "", measured, 0, 20).isTotal()).isEqualTo(isTotal);
    }
}
