package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seakeep.hedging.HedgeDecision.Rule;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.SurvivalCurve;
import io.seakeep.latency.SurvivalHistory;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a hedge is due, given what is known and how many calls there are. */
class DelayRuleTest {

    private static final double MS = 1e6;

    private final SurvivalHistory history = SurvivalHistory.create();

    private SurvivalCurve curve(int samples, long seed, ToDoubleFunction<SplittableRandom> latencyMillis) {
        LatencyTracker tracker = LatencyTracker.create();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < samples; i++) {
            tracker.record((long) (latencyMillis.applyAsDouble(random) * MS), Outcome.SUCCESS);
        }
        tracker.tick(250_000_000L);
        history.learn(tracker.lastTickSnapshot(), 0);
        return history.curve();
    }

    static double bimodal(SplittableRandom random) {
        return random.nextInt(100) < 97
                ? 10 * Math.exp(0.5 * random.nextGaussian())
                : 200 * Math.exp(0.3 * random.nextGaussian());
    }

    private static HedgeDecision decide(HedgePolicy policy, SurvivalCurve curve, long calls) {
        return new DelayRule(policy.settings()).decide(curve, Demand.poisson(calls, calls));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999})
    void withTooFewSamplesThereIsNone(int samples) {
        HedgeDecision decision = decide(Hedge.of(), curve(samples, 1, DelayRuleTest::bimodal), 10_000);
        assertThat(decision.rule()).isEqualTo(Rule.TOO_FEW);
        assertThat(decision.delayNanos()).isNegative();
        assertThat(decision.explain(Hedge.budget(0.02).settings())).contains("of 1000 needed");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eachThatIsLateGetsOneIfTheBudgetBearsIt(long seed) {
        HedgeDecision decision = decide(Hedge.budget(0.05), curve(50_000, seed, DelayRuleTest::bimodal), 10_000);
        assertThat(decision.rule()).isEqualTo(Rule.EACH);
        assertThat(decision.chance()).isEqualTo(1);
        assertThat(decision.lateShare()).isBetween(0.035, 0.045);
        assertThat(decision.unhedgedNanos() / MS).isBetween(210.0, 240.0);
        assertThat(decision.expectedNanos() / MS).isBetween(38.0, 48.0);
    }

    /**
     * Of half of the calls 92 % are given. Late calls have room for three deviations of their number in all, and for a fourth where calls are
     * many and bursts are small.
     */
    @ParameterizedTest
    @CsvSource({
        "1000, 0, 3",
        "1000, 1e3, 3",
        "1000, 1e4, 3",
        "10000, 0, 4",
        "10000, 5e4, 4",
        "10000, 10e4, 3.51",
        "10000, 1e6, 3"
    })
    void callsThatComeInBurstsLeaveMoreRoom(long calls, double variance, double deviations) {
        SurvivalCurve curve = curve(2_000_000, 1, random -> -10 * Math.log(1 - random.nextDouble()));
        HedgeDecision decision =
                new DelayRule(Hedge.budget(0.5).settings()).decide(curve, new Demand(calls, calls, variance));
        double lateShare = Math.exp(-decision.delayNanos() / (10 * MS));
        double late = lateShare * calls;
        double deviation = Math.sqrt(late + lateShare * lateShare * variance);
        assertThat((late + deviations * deviation) / calls).isCloseTo(0.46, within(0.004));
    }

    /** Hedges after the 99th percentile do nothing for it; a third of them after the 96th do. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSmallBudgetIsSpentByChanceAndEarlier(long seed) {
        HedgeDecision decision = decide(Hedge.budget(0.01), curve(50_000, seed, DelayRuleTest::bimodal), 10_000);
        assertThat(decision.rule()).isEqualTo(Rule.BY_CHANCE);
        assertThat(decision.chance() * decision.lateShare()).isBetween(0.0075, 0.0085);
        assertThat(decision.expectedNanos()).isLessThan((long) (0.93 * decision.unhedgedNanos()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whereAllAreAlikeThereIsNothingToGain(long seed) {
        HedgeDecision decision =
                decide(Hedge.of(), curve(50_000, seed, random -> 10 + 0.01 * random.nextGaussian()), 10_000);
        assertThat(decision.rule()).isEqualTo(Rule.NO_GAIN);
        assertThat(decision.delayNanos()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 50})
    void aBudgetOfLessThanOneIsNone(long calls) {
        HedgeDecision decision = decide(Hedge.of(), curve(50_000, 1, DelayRuleTest::bimodal), calls);
        assertThat(decision.rule()).isEqualTo(Rule.TOO_LITTLE_TRAFFIC);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50_000})
    void aFixedDelayNeedsNoSamples(int samples) {
        HedgeDecision decision =
                decide(Hedge.of().after(Duration.ofMillis(25)), curve(samples, 1, DelayRuleTest::bimodal), samples);
        assertThat(decision.delayNanos()).isEqualTo(25_000_000L);
        assertThat(decision.rule()).isEqualTo(Rule.FIXED);
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 200})
    void aQuantileNeedsTenBeyondIt(int samples) {
        HedgeDecision decision =
                decide(Hedge.of().afterQuantile(0.95), curve(samples, 1, DelayRuleTest::bimodal), 10_000);
        assertThat(decision.rule()).isEqualTo(samples < 200 ? Rule.TOO_FEW : Rule.QUANTILE);
    }

    /** Between the edges of a bucket, or one would be off by a thirtieth. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void theDelayIsAsExactAsTheShare(long seed) {
        SurvivalCurve exponential = curve(200_000, seed, random -> -10 * Math.log(1 - random.nextDouble()));
        // 9,200 are given; 8,823 and four times the root of that and of how calls vary are as many
        double delay = decide(Hedge.budget(0.1), exponential, 100_000).delayNanos() / MS;
        assertThat(delay).isCloseTo(-10 * Math.log(0.08823), within(0.3));
        // and of 11,040 it is 10,626
        double shorter = decide(Hedge.budget(0.12), exponential, 100_000).delayNanos() / MS;
        assertThat(shorter).isCloseTo(-10 * Math.log(0.10626), within(0.3));
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void whatDoesNothingForTheQuantileMayGainFurtherOut(long seed) {
        SurvivalCurve rarelySlow = curve(
                60_000,
                seed,
                random -> random.nextInt(1_000) < 3
                        ? 1_000 * Math.exp(0.1 * random.nextGaussian())
                        : 10 * Math.exp(0.1 * random.nextGaussian()));
        HedgeDecision decision = decide(Hedge.budget(0.006), rarelySlow, 100_000);
        assertThat(decision.rule()).isEqualTo(Rule.EACH);
        assertThat(decision.expectedNanos()).isGreaterThan((long) (0.95 * decision.unhedgedNanos()));
        assertThat(decision.delayNanos() / MS).isBetween(12.0, 14.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void whatAFixedDelayWouldGainIsSaid(long seed) {
        HedgeDecision decision =
                decide(Hedge.of().after(Duration.ofMillis(30)), curve(50_000, seed, DelayRuleTest::bimodal), 10_000);
        assertThat(decision.lateShare()).isBetween(0.039, 0.047);
        assertThat(decision.expectedNanos() / MS).isBetween(40.0, 46.0);
        assertThat(decision.unhedgedNanos() / MS).isBetween(210.0, 245.0);
    }
}
