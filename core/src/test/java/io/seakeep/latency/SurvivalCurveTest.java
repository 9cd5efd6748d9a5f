package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurvivalCurveTest {

    private static final long MS = 1_000_000L;
    private static final long TICK = 250 * MS;

    private final LatencyTracker tracker = LatencyTracker.create();
    private final SurvivalHistory history = SurvivalHistory.create();
    private long nowNanos = 17;

    /** Against the definition, over all attempts one by one. */
    @Property(tries = 200)
    void agreesWithTheDefinition(
            @ForAll Random random, @ForAll Shape shape, @ForAll @DoubleRange(min = 0, max = 0.9) double censoredShare) {
        LatencyTracker fresh = LatencyTracker.create();
        SurvivalHistory memory = SurvivalHistory.create();
        List<long[]> attempts = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long nanos = Math.min(shape.durationNanos(random), Buckets.LONGEST_NANOS);
            boolean censored = random.nextDouble() < censoredShare;
            attempts.add(new long[] {
                Buckets.of(censored ? (long) (nanos * random.nextDouble()) : nanos), censored ? 1 : 0
            });
            long seen = Buckets.lowestNanos((int) attempts.get(i)[0]);
            fresh.record(seen, censored ? censoringOutcome(random) : Outcome.SUCCESS);
        }
        fresh.tick(1);
        memory.learn(fresh.lastTickSnapshot());

        SurvivalCurve curve = memory.curve();

        for (long[] attempt : attempts) {
            int bucket = (int) attempt[0];
            assertThat(curve.surviving(Buckets.lowestNanos(bucket)))
                    .isCloseTo(definition(attempts, bucket), within(1e-9));
        }
        assertThat(curve.samples()).isEqualTo(400, within(1e-9));
        double censored = attempts.stream().mapToLong(attempt -> attempt[1]).sum() / 400.0;
        assertThat(curve.censoredShare()).isEqualTo(censored, within(1e-9));
    }

    private static double definition(List<long[]> attempts, int upTo) {
        double share = 1;
        for (int bucket : attempts.stream()
                .filter(attempt -> attempt[1] == 0)
                .mapToInt(attempt -> (int) attempt[0])
                .filter(bucket -> bucket <= upTo)
                .distinct()
                .sorted()
                .toArray()) {
            long atRisk =
                    attempts.stream().filter(attempt -> attempt[0] >= bucket).count();
            long ended = attempts.stream()
                    .filter(attempt -> attempt[0] == bucket && attempt[1] == 0)
                    .count();
            share *= 1 - (double) ended / atRisk;
        }
        return share;
    }

    private static Outcome censoringOutcome(Random random) {
        Outcome[] outcomes = {Outcome.FAILURE, Outcome.TIMED_OUT, Outcome.CANCELLED, Outcome.THROTTLED};
        return outcomes[random.nextInt(outcomes.length)];
    }

    @Test
    void withoutCensoringItIsTheOrderStatistics() {
        Random random = new Random(4);
        for (int i = 0; i < 10_000; i++) {
            tracker.record(Shape.LOGNORMAL.durationNanos(random), Outcome.SUCCESS);
        }
        learn();
        for (double quantile : new double[] {0.9, 0.99, 0.999}) {
            QuantileEstimate curve = history.curve().quantile(quantile);
            QuantileEstimate ranks = tracker.snapshot().quantile(quantile);
            assertThat(curve.valueNanos()).isEqualTo(ranks.valueNanos());
            assertThat((double) curve.upperNanos().getAsLong())
                    .isCloseTo(
                            ranks.upperNanos().getAsLong(),
                            within(0.05 * ranks.upperNanos().getAsLong()));
            assertThat((double) curve.lowerNanos().getAsLong())
                    .isCloseTo(
                            ranks.lowerNanos().getAsLong(),
                            within(0.05 * ranks.lowerNanos().getAsLong()));
        }
    }

    @Test
    void theValueAloneIsThatOfTheQuantile() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            tracker.record(Shape.LOGNORMAL.durationNanos(random), i % 7 == 0 ? Outcome.TIMED_OUT : Outcome.SUCCESS);
        }
        learn();
        SurvivalCurve curve = history.curve();
        for (double quantile = 0; quantile < 1; quantile += 0.001) {
            assertThat(curve.value(quantile)).isEqualTo(curve.quantile(quantile).valueNanos());
        }
    }

    /** Where it is, bounds are not looked for. */
    @Property
    void noBoundOfFourOrMoreIsBelowAQuarterOfIt(@ForAll @DoubleRange(min = 4, max = 1e9) double seen) {
        assertThat(SurvivalCurve.atLeast(seen)).isGreaterThan(seen / 4);
        assertThat(SurvivalCurve.atMost(seen)).isGreaterThan(seen / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2_900, 3_050})
    void aThousandthIsBoundedFromAboutThreeThousandOn(int samples) {
        for (int i = 0; i < samples; i++) {
            tracker.record((10 + i % 50) * MS, Outcome.SUCCESS);
        }
        learn();
        assertThat(history.curve().quantile(0.999).upperNanos().isPresent()).isEqualTo(samples > 2_995);
    }

    /** The hedge-bias table: what was cut off at p95 is neither dropped nor taken for complete. */
    @Test
    void hedgingAtTheNinetyFifthDoesNotHideTheTail() {
        Random random = new Random(11);
        long[] truth = new long[200_000];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (long) (mixed(random) * MS);
            // Of those that were hedged a twentieth is left to its end. The others count as cut off when the hedge
            // began, the
            // winners among them too, or what is known would be of the lucky ones.
            boolean cut = truth[i] > 27.7 * MS && random.nextInt(20) > 0;
            tracker.record(cut ? (long) (27.7 * MS) : truth[i], cut ? Outcome.CANCELLED : Outcome.SUCCESS);
            if (i % 1_000 == 999) {
                learn();
            }
        }
        Arrays.sort(truth);
        SurvivalCurve curve = history.curve();
        for (double quantile : new double[] {0.95, 0.99, 0.999}) {
            double expected = truth[(int) (quantile * truth.length)];
            assertThat(curve.quantile(quantile).valueNanos().getAsLong() / expected)
                    .as("p%s of %.1f ms", 100 * quantile, expected / MS)
                    .isBetween(0.8, 1.25);
        }
    }

    private static double mixed(Random random) {
        return random.nextDouble() < 0.97
                ? 10 * Math.exp(0.5 * random.nextGaussian())
                : 200 * Math.exp(0.3 * random.nextGaussian());
    }

    @Test
    void whereMoreWereGivenUpThanLieBeyondThereIsNoValue() {
        for (int i = 0; i < 10_000; i++) {
            tracker.record(i < 9_900 ? (i % 90 + 1) * MS : 100 * MS, i < 9_900 ? Outcome.SUCCESS : Outcome.TIMED_OUT);
        }
        learn();
        SurvivalCurve curve = history.curve();
        assertThat(curve.quantile(0.999).valueNanos()).isEmpty();
        assertThat(curve.quantile(0.98).valueNanos()).isPresent();
        assertThat(curve.surviving(200 * MS)).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void whatIsInFlightIsCensoredAtItsAge() {
        for (int i = 0; i < 90; i++) {
            tracker.record(10 * MS, Outcome.SUCCESS);
        }
        learn();
        for (int i = 0; i < 10; i++) {
            tracker.begin(nowNanos - 5_000 * MS);
        }
        SurvivalCurve curve = history.curve(tracker, nowNanos);
        assertThat(curve.samples()).isEqualTo(100, within(1e-9));
        assertThat(curve.surviving(1_000 * MS)).isCloseTo(0.1, within(1e-9));
        assertThat(history.curve().samples()).as("they are not remembered").isEqualTo(90, within(1e-9));
    }

    @Test
    void ignoredAttemptsSayNothing() {
        tracker.record(10 * MS, Outcome.IGNORED);
        learn();
        assertThat(history.curve().samples()).isZero();
    }

    @Test
    void nothingIsKnownOfNothing() {
        SurvivalCurve curve = history.curve();
        assertThat(curve.samples()).isZero();
        assertThat(curve.censoredShare()).isZero();
        assertThat(curve.surviving(MS)).isEqualTo(1);
        assertThat(curve.quantile(0.5).valueNanos()).isEmpty();
        assertThat(curve.quantile(0.5).isBounded()).isFalse();
        assertThatThrownBy(() -> curve.quantile(1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fadesWithWhatItLearnsAndWithTime() {
        record(1_000, 10);
        for (int i = 0; i < 50; i++) {
            record(1_000, 20);
        }
        assertThat(1 - history.curve().surviving(15 * MS))
                .as("halved, of 36 times as many")
                .isCloseTo(500 / history.curve().samples(), within(0.01));
        history.clear();
        assertThat(history.curve().samples()).isZero();

        record(10, 10);
        LatencyTracker idle = LatencyTracker.create();
        for (int i = 0; i < 4 * 14_400; i++) {
            nowNanos += TICK;
            idle.tick(nowNanos);
            history.learn(idle.lastTickSnapshot());
        }
        assertThat(history.curve().samples()).isCloseTo(5, within(0.01));
    }

    @Test
    void whatHasFadedLongAgoSaysNothing() {
        for (int i = 0; i < 64; i++) {
            record(50, 1 + i);
        }
        for (int halfLife = 0; halfLife < 45; halfLife++) {
            for (int i = 0; i < 50; i++) {
                record(1_000, 100 + i);
            }
        }
        QuantileEstimate estimate = history.curve().quantile(0.9);
        assertThat(estimate.lowerNanos().getAsLong()).isGreaterThan(140 * MS);
        assertThat(estimate.upperNanos().getAsLong()).isLessThan(150 * MS);
    }

    private void record(int count, long millis) {
        for (int i = 0; i < count; i++) {
            tracker.record(millis * MS, Outcome.SUCCESS);
        }
        learn();
    }

    /** The upper bound is below the true quantile in one of twenty at most, give or take. */
    @Test
    void boundsHoldWhereAttemptsAreCutOff() {
        Random random = new Random(5);
        double truth = Math.exp(2.3263) * MS * 10; // the 99th percentile of a lognormal of sigma 1
        int below = 0;
        int above = 0;
        int rounds = 400;
        for (int round = 0; round < rounds; round++) {
            SurvivalHistory fresh = SurvivalHistory.create();
            LatencyTracker own = LatencyTracker.create();
            for (int i = 0; i < 3_000; i++) {
                double nanos = Math.exp(random.nextGaussian()) * 10 * MS;
                double cut = random.nextDouble() < 0.3 ? Math.exp(random.nextGaussian()) * 30 * MS : nanos + 1;
                own.record((long) Math.min(nanos, cut), nanos <= cut ? Outcome.SUCCESS : Outcome.CANCELLED);
            }
            own.tick(1);
            fresh.learn(own.lastTickSnapshot());
            QuantileEstimate estimate = fresh.curve().quantile(0.99);
            below += estimate.upperNanos().getAsLong() < truth ? 1 : 0;
            above += estimate.lowerNanos().getAsLong() > truth ? 1 : 0;
        }
        assertThat(below).as("of %d", rounds).isLessThan(32);
        assertThat(above).as("of %d", rounds).isLessThan(32);
    }

    private void learn() {
        nowNanos += TICK;
        tracker.tick(nowNanos);
        history.learn(tracker.lastTickSnapshot());
    }
}
