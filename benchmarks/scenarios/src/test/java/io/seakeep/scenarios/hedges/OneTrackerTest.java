package io.seakeep.scenarios.hedges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of the latency of attempts while timeouts and hedges cut them off, both from one tracker. */
class OneTrackerTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");
    private static final int CALLS = 200_000;

    static LongStream seeds() {
        return THOROUGH ? LongStream.rangeClosed(301, 310) : LongStream.of(301, 302);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void estimatesAreOfAllAndNotOfTheLucky(long seed) {
        OneTrackerTrial trial = new OneTrackerTrial(seed).run(CALLS);
        System.out.printf(
                Locale.ROOT,
                "seed %d: %s%n  of successes alone p99 %.1f, p99.9 %.1f ms; estimated p95 %.1f, p99 %.1f, p99.9 %.1f ms;"
                        + " true %.1f, %.1f, %.1f ms%n",
                seed,
                trial.describe(),
                trial.ofSuccessesMillis(0.99),
                trial.ofSuccessesMillis(0.999),
                trial.estimatedMillis(0.95),
                trial.estimatedMillis(0.99),
                trial.estimatedMillis(0.999),
                trial.trueMillis(0.95),
                trial.trueMillis(0.99),
                trial.trueMillis(0.999));
        assertThat(trial.estimatedMillis(0.95) / trial.trueMillis(0.95)).isBetween(0.95, 1.05);
        assertThat(trial.estimatedMillis(0.99) / trial.trueMillis(0.99)).isBetween(0.9, 1.1);
        assertThat(trial.estimatedMillis(0.999) / trial.trueMillis(0.999)).isBetween(0.75, 1.25);
    }
}
