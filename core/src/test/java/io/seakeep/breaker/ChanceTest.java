package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.seakeep.Mode;
import io.seakeep.latency.Outcome;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens by chance does not open a breaker. */
final class ChanceTest {

    private static final double TEN_DAYS = 864_000;
    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");

    @Property(tries = 500)
    void theRunLengthIsTheShortestExpectedLessThanOnceInTenDays(
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 0.99) double probability,
            @ForAll @DoubleRange(min = 0, max = 1e6) double perSecond) {
        int length = Chance.runLength(probability, perSecond, 1_000_000);
        assertThat(expectedRuns(probability, perSecond, length)).isLessThan(1 + 1e-9);
        if (length > 1) {
            assertThat(expectedRuns(probability, perSecond, length - 1)).isGreaterThan(1 - 1e-9);
        }
    }

    private static double expectedRuns(double probability, double perSecond, int length) {
        return perSecond * TEN_DAYS * (1 - probability) * Math.pow(probability, length);
    }

    @Test
    void runLengthsAtTheEnds() {
        assertThat(Chance.runLength(0, 1e6, 100)).isEqualTo(1);
        assertThat(Chance.runLength(0.5, 0, 100)).isEqualTo(1);
        assertThat(Chance.runLength(1, 10, 100)).isEqualTo(100);
        assertThat(Chance.runLength(1.5, 10, 100)).isEqualTo(100);
        assertThat(Chance.runLength(0.999, 1000, 100)).isEqualTo(100);
        assertThat(Chance.runLength(0.01, 1000, 100)).isEqualTo(5);
        assertThat(Chance.runLength(0.1, 1000, 100)).isEqualTo(9);
    }

    @Property(tries = 300)
    void whatIsCalledUnlikelyIs(
            @ForAll @IntRange(min = 1, max = 300) int attempts,
            @ForAll @Scale(3) @DoubleRange(min = 0.001, max = 0.9) double probability) {
        double tail = 0;
        for (int failures = attempts; failures >= 0; failures--) {
            tail += binomial(attempts, failures, probability);
            if (!Chance.explains(new Counts(attempts, failures, 1), probability)) {
                assertThat(tail).isLessThan(1 / (4 * TEN_DAYS));
            } else if (failures > attempts * probability) {
                assertThat(tail).as("not too cautious either").isGreaterThan(1e-10);
            }
        }
    }

    private static double binomial(int n, int k, double p) {
        double log = k * Math.log(p) + (n - k) * Math.log1p(-p);
        for (int i = 1; i <= k; i++) {
            log += Math.log((double) (n - k + i) / i);
        }
        return Math.exp(log);
    }

    @Test
    void nothingExplainsAFailureWhereNoneIsPossible() {
        assertThat(Chance.explains(new Counts(20, 1, 1), 0)).isFalse();
        assertThat(Chance.explains(new Counts(20, 20, 1), 1)).isTrue();
        assertThat(Chance.explains(new Counts(20, 20, 1), 0.01)).isFalse();
        assertThat(Chance.explains(new Counts(20, 0, 1), 0.01)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.01, 1000", "0.1, 1000", "0.2, 400", "0.3, 80"})
    void randomFailuresBelowTheLimitDoNotOpen(double probability, int perSecond) {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of());
        SplittableRandom random = new SplittableRandom(7);
        long seconds = THOROUGH ? 100_000_000L / perSecond : 1_800;
        for (long second = 0; second < seconds; second++) {
            // a new dependency is believed to fail at 1 %, so it starts well
            double now = Math.min(probability, 0.01 + second * 0.01);
            for (int tick = 0; tick < 4; tick++) {
                for (int i = 0; i < perSecond / 4; i++) {
                    harness.call(random.nextDouble() < now ? Outcome.FAILURE : Outcome.SUCCESS);
                }
                harness.toNextTick();
            }
        }
        long opened = harness.events.stream()
                .filter(event -> event.from() == BreakerState.CLOSED)
                .count();
        assertThat(opened)
                .as(() -> harness.events.toString())
                .isLessThanOrEqualTo(THOROUGH ? (long) (1 + 3 * seconds / TEN_DAYS) : 0);
    }

    @Test
    void aShortStretchAboveALowLimitIsHeldAgainstWhatIsUsual() {
        BreakerHarness harness = new BreakerHarness(CircuitBreaker.of().failureRate(0.2));
        SplittableRandom random = new SplittableRandom(7);
        for (int tick = 0; tick < 4_000; tick++) {
            for (int i = 0; i < 25; i++) {
                harness.call(random.nextDouble() < 0.1 ? Outcome.FAILURE : Outcome.SUCCESS);
            }
            harness.toNextTick();
        }
        assertThat(harness.events).isEmpty();
        for (int i = 0; i < 40; i++) {
            harness.call(i % 4 == 0 ? Outcome.SUCCESS : Outcome.FAILURE);
        }
        harness.toNextTick();
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void anOutageDoesNotRaiseItsOwnBar() {
        BreakerHarness harness = new BreakerHarness(
                CircuitBreaker.of().mode(Criterion.FAILURE_RATE, Mode.OFF).consecutiveFailures(30));
        harness.healthy(60 * SECOND, 4, 0);
        for (int i = 0; i < 29; i++) {
            harness.calls(1, Outcome.FAILURE);
            harness.toNextTick();
        }
        harness.calls(1, Outcome.FAILURE);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void whatFailsUsuallyIsForgottenAsAttemptsGoBy() {
        BackgroundFailures background = new BackgroundFailures();
        assertThat(background.rate()).isEqualTo(0.01);
        assertThat(background.cautiousRate()).isCloseTo(0.02, offset(1e-4));
        background.learn(new Counts(900, 450, 1), 0);
        assertThat(background.rate()).isCloseTo(0.451, offset(1e-9));
        for (int i = 0; i < 100; i++) {
            background.learn(new Counts(100, 0, 1), 0);
        }
        assertThat(background.rate()).isLessThan(1e-4).isPositive();
        background.learn(new Counts(100_000, 50_000, 1), 100_000);
        assertThat(background.rate()).isCloseTo(0.5, offset(0.01));
        background.learn(new Counts(1_000, 0, 1), 100_000);
        assertThat(background.rate()).as("a window is remembered").isCloseTo(0.49, offset(0.01));
    }
}
