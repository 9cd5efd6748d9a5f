package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LatencyBaselineTest {

    private static final Duration HALF_LIFE = Duration.ofMinutes(10);
    private static final long TICK = Duration.ofMillis(250).toNanos();

    private final LatencyBaseline baseline = LatencyBaseline.of(HALF_LIFE);

    @Property(tries = 100)
    void withoutTheTimeToFadeItIsAHistogram(@ForAll Shape shape, @ForAll long seed) {
        LatencyBaseline any = LatencyBaseline.create();
        LatencySnapshot all = LatencySnapshot.empty();
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            LatencySnapshot some =
                    LatencySnapshotTest.snapshot(Outcome.SUCCESS, shape.durationsNanos(seed + i, random.nextInt(100)));
            any.learn(some);
            all = all.merge(some);
        }
        assertThat(any.samples()).isEqualTo(all.count());
        for (double quantile : new double[] {0, 0.01, 0.5, 0.9, 0.99, 1}) {
            assertThat(any.quantile(quantile)).isEqualTo(all.quantile(quantile));
        }
    }

    @Test
    void nothingLearnedIsNothingKnown() {
        assertThat(baseline.samples()).isZero();
        assertThat(baseline.quantile(0.99)).isEqualTo(LatencySnapshot.empty().quantile(0.99));
    }

    @Test
    void tooFewSamplesHaveNoBound() {
        learn(298, 1_000_000, 0);
        assertThat(baseline.quantile(0.99).isBounded()).isFalse();
        learn(1, 1_000_000, 0);
        assertThat(baseline.quantile(0.99).isBounded()).isTrue();
        assertThat(baseline.quantile(0.999).isBounded()).isFalse();
    }

    @Test
    void aRecordCountsHalfAfterOneHalfLife() {
        learn(1_000, 1_000_000, 0);
        learn(0, 0, HALF_LIFE.toNanos());
        assertThat(baseline.samples()).isEqualTo(500);
        learn(500, 9_000_000, 0);
        assertThat(baseline.samples()).isEqualTo(1_000);
        assertThat(baseline.quantile(0.49).valueNanos().getAsLong()).isLessThan(1_100_000);
        assertThat(baseline.quantile(0.51).valueNanos().getAsLong()).isGreaterThan(8_000_000);
    }

    @Test
    void onlySuccessesAreLearned() {
        for (Outcome outcome : Outcome.values()) {
            baseline.learn(LatencySnapshotTest.snapshot(outcome, 1_000));
        }
        assertThat(baseline.samples()).isOne();
    }

    /** A steady stream weighs what the integral over its fading says: rate times half-life over ln 2. */
    @Test
    void aSteadyStreamComesToAnEquilibrium() {
        LatencySnapshot tick = LatencySnapshotTest.snapshot(Outcome.SUCCESS, 1_000_000, 2_000_000)
                .withSpan(TICK);
        for (int i = 0; i < 240 * 60 * 24; i++) {
            baseline.learn(tick);
        }
        double expected = 2 / (TICK * 1e-9) * HALF_LIFE.toSeconds() / Math.log(2);
        assertThat((double) baseline.samples()).isCloseTo(expected, within(expected / 1_000));
        assertThat(baseline.quantile(0.49).valueNanos().getAsLong()).isLessThan(1_100_000);
        assertThat(baseline.quantile(0.51).valueNanos().getAsLong()).isGreaterThan(1_900_000);
    }

    @Test
    void whatHasFadedIsForgotten() {
        learn(1_000, 5_000_000_000L, 0);
        learn(0, 0, 20 * HALF_LIFE.toNanos());
        learn(1_000, 1_000_000, 0);
        assertThat(baseline.quantile(1).valueNanos().getAsLong()).isLessThan(1_100_000);
        learn(0, 0, 5_000 * HALF_LIFE.toNanos());
        assertThat(baseline.samples()).isZero();
        assertThat(baseline.quantile(0.5).valueNanos()).isEmpty();
        learn(10, 1_000_000, 0);
        assertThat(baseline.samples()).isEqualTo(10);
    }

    @Test
    void aHalfLifeHasARange() {
        for (Duration wrong : new Duration[] {
            Duration.ZERO,
            Duration.ofSeconds(-5),
            Duration.ofMillis(999),
            Duration.ofDays(31),
            Duration.ofSeconds(Long.MAX_VALUE)
        }) {
            assertThatThrownBy(() -> LatencyBaseline.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("halfLife must be between PT1S and PT720H: " + wrong);
        }
    }

    private void learn(int samples, long durationNanos, long spanNanos) {
        long[] durations = new long[samples];
        Arrays.fill(durations, durationNanos);
        baseline.learn(LatencySnapshotTest.snapshot(Outcome.SUCCESS, durations).withSpan(spanNanos));
    }
}
