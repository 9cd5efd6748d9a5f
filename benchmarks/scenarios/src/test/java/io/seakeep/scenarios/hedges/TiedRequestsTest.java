package io.seakeep.scenarios.hedges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seakeep.scenarios.hedges.TiedRequests.Comparison;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What tied requests do for reads, on seeds that the model was not fitted with. */
class TiedRequestsTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");
    private static final int READS = THOROUGH ? 300_000 : 80_000;

    static Stream<Arguments> cases() {
        LongStream seeds = THOROUGH ? LongStream.rangeClosed(101, 105) : LongStream.of(101);
        return seeds.boxed().flatMap(seed -> Stream.of(Setting.values()).map(setting -> Arguments.of(setting, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("cases")
    void takeAsMuchOffAsWasMeasured(Setting setting, long seed) {
        Comparison comparison = TiedRequests.compare(setting, seed, READS);
        String table = comparison.table(seed);
        System.out.println(table);

        for (int quantile = 0; quantile < Setting.QUANTILES.size(); quantile++) {
            assertThat(comparison.reduction(quantile))
                    .as(table)
                    .isCloseTo(comparison.reductionInPaper(quantile), within(0.08));
        }
        assertThat(comparison.tied().refusedShare()).as(table).isLessThan(0.02);
    }
}
