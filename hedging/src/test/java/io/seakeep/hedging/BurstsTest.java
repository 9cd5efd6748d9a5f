package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much the number of calls is said to vary, over four ticks, against what it is known to. */
class BurstsTest {

    private static final int TICKS = 400;

    private static double variance(IntToLongFunction callsInTick) {
        Bursts bursts = new Bursts();
        for (int tick = 0; tick < TICKS; tick++) {
            bursts.onTick(callsInTick.applyAsLong(tick));
        }
        return bursts.variance();
    }

    private static long poisson(SplittableRandom random, double mean) {
        long count = 0;
        for (double at = -Math.log(1 - random.nextDouble()); at < mean; at -= Math.log(1 - random.nextDouble())) {
            count++;
        }
        return count;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void callsThatComeOneByOneVaryAsMuchAsThereAre(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        assertThat(variance(tick -> poisson(random, 100))).isBetween(200.0, 800.0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thoseThatComeAThousandAtOnceVaryAThousandTimesAsMuch(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        assertThat(variance(tick -> 1_000 * poisson(random, 5))).isBetween(1e7, 4e7);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 50})
    void whatRisesSlowlyIsNoBurst(long perTick) {
        assertThat(variance(tick -> 1_000 + perTick * tick)).isLessThanOrEqualTo(2.0 * perTick * perTick);
    }

    /** They come from nothing, and the first tick may be cut short. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1_000})
    void thatCallsBeginIsNoBurst(long calls) {
        assertThat(variance(tick -> tick == 0 ? 0 : tick == 1 ? calls / 2 : calls))
                .isZero();
    }
}
