package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.proof.Metastable.Caller;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An outage ends with its cause, whatever was offered; and without what sees to that it does not. */
class MetastableTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");

    /** None of them was used in building it. */
    static LongStream seeds() {
        return THOROUGH ? LongStream.rangeClosed(701, 720) : LongStream.of(701);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theTableIsReproducedAndSeakeepRecoversAtEveryLoad(long seed) {
        for (double offered : Metastable.OFFERED) {
            assertThat(Metastable.goodput(Caller.SEAKEEP, offered, seed))
                    .as("Seakeep at %.0f QPS, --seed=%d", offered, seed)
                    .isGreaterThanOrEqualTo(0.95);
            assertThat(Metastable.goodput(Caller.NO_RETRY, offered, seed))
                    .as("no retry at %.0f QPS, --seed=%d", offered, seed)
                    .isGreaterThan(0.99);
        }
        assertThat(Metastable.goodput(Caller.BUDGET, 260, seed)).isGreaterThan(0.99);
        assertThat(Metastable.goodput(Caller.BUDGET, 280, seed)).isLessThan(0.01);
        assertThat(Metastable.goodput(Caller.ONE_RETRY, 140, seed)).isGreaterThan(0.99);
        assertThat(Metastable.goodput(Caller.ONE_RETRY, 150, seed)).isLessThan(0.5);
        assertThat(Metastable.goodput(Caller.ONE_RETRY, 260, seed)).isLessThan(0.01);
        assertThat(Metastable.goodput(Caller.BROKEN, 260, seed)).isLessThan(0.01);
    }
}
