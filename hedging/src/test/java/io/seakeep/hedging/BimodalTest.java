package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A dependency that is fast 97 times in a hundred, and slow else: no worse than the best fixed delay that there is for the same budget, found
 * by trying them all.
 */
class BimodalTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");
    private static final double RATE = 1_000;
    private static final double SECONDS = THOROUGH ? 400 : 60;

    private static final long[] SOME = {25, 28, 31, 231};
    private static final long[] ALL = LongStream.concat(
                    LongStream.rangeClosed(20, 50), LongStream.of(80, 120, 160, 200, 220, 226, 231, 240))
            .toArray();

    private static Simulation run(long seed, HedgePolicy policy) {
        Simulation simulation = new Simulation(seed, RATE, DelayRuleTest::bimodal, policy);
        simulation.run(30);
        return simulation.run(SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 101", "0.05, 102", "0.01, 103", "0.01, 104"})
    void noWorseThanTheBestFixedDelay(double budget, long seed) {
        double best = Double.MAX_VALUE;
        long bestDelay = 0;
        for (long millis : THOROUGH ? ALL : SOME) {
            Simulation fixed = run(seed, Hedge.budget(1).after(Duration.ofMillis(millis)));
            if (fixed.extra() <= budget && fixed.quantileMillis(0.99) < best) {
                best = fixed.quantileMillis(0.99);
                bestDelay = millis;
            }
        }
        Simulation ours = run(seed, Hedge.budget(budget));
        System.out.printf(
                "budget %.0f %%, seed %d: p99 %.1f ms at %.2f %% extra (%s); best fixed delay %d ms: %.1f ms%n",
                100 * budget,
                seed,
                ours.quantileMillis(0.99),
                100 * ours.extra(),
                ours.hedge.explain(),
                bestDelay,
                best);
        assertThat(ours.quantileMillis(0.99)).isLessThan(1.1 * best);
        assertThat(ours.extra()).isLessThanOrEqualTo(budget);
    }
}
