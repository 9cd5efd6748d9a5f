package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.RetryingClient;
import org.junit.jupiter.api.Test;

/** The table that the paper and STATISTICS have. */
class MetastableTest {

    private static final long SEED = 701;

    @Test
    void aRetryBudgetAloneIsNotEnough() {
        assertThat(Metastable.goodputWithBudget(0, 0, 280, SEED)).isGreaterThan(0.99);
        assertThat(Metastable.goodputWithBudget(1, 0.1, 260, SEED)).isGreaterThan(0.99);
        assertThat(Metastable.goodputWithBudget(1, 0.1, 280, SEED)).isLessThan(0.01);
        assertThat(Metastable.goodputWithBudget(1, RetryingClient.NO_BUDGET, 140, SEED))
                .isGreaterThan(0.99);
        assertThat(Metastable.goodputWithBudget(1, RetryingClient.NO_BUDGET, 150, SEED))
                .isLessThan(0.5);
    }
}
