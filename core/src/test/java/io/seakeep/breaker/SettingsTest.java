package io.seakeep.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Position;
import io.seakeep.Problems;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a breaker can be told, and what it cannot. */
final class SettingsTest {

    private static final Duration MAX = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    @Test
    void everyWrongValueIsNamedWithItsRangeAtOnce() {
        assertThat(problems(CircuitBreaker.of()
                        .failureRate(Double.NaN)
                        .overAtLeast(-3)
                        .overLast(Duration.ZERO)
                        .slowCalls(Duration.ofNanos(-1), 1.5)
                        .slowerThanBaseline(0.5, 1)
                        .consecutiveFailures(0)
                        .inFlightOlderThan(0, Duration.ofMillis(249))
                        .openFor(Duration.ofSeconds(5), Duration.ofSeconds(1))
                        .recoverOver(Duration.ofMillis(1))))
                .containsExactly(
                        "breaker.failure-rate must be above 0 and at most 1: NaN",
                        "breaker.over-at-least must be between 1 and 10000: -3",
                        "breaker.over-last must be between 250 ms and 10 min: 0 ns",
                        "breaker.consecutive-failures must be between 1 and 1000: 0",
                        "breaker.slow-calls.limit must be between 1 us and 60 min: -1 ns",
                        "breaker.slow-calls.rate must be above 0 and at most 1: 1.5",
                        "breaker.slower-than-baseline.factor must be above 1 and at most 1000: 0.5",
                        "breaker.slower-than-baseline.quantile must be between 0.5 and 0.999: 1",
                        "breaker.hang.at-least must be between 1 and 10000: 0",
                        "breaker.hang.older-than must be between 250 ms and 60 min: 249 ms",
                        "breaker.open-for.first must be at most breaker.open-for.longest: 5 s is more than 1 s",
                        "breaker.recover-over must be between 50 ms and 60 min: 1 ms");
    }

    @Test
    void otherWrongValues() {
        assertThat(problems(CircuitBreaker.of()
                        .failureRate(0)
                        .overLastCalls(0)
                        .slowCalls(MAX, 0)
                        .slowerThanBaseline(Double.POSITIVE_INFINITY, Double.NaN)
                        .inFlightOlderThan(10_001, Double.NaN)
                        .openFor(Duration.ZERO, MAX)
                        .recoverOver(MAX)))
                .hasSize(11)
                .anyMatch(problem -> problem.startsWith("breaker.over-last-calls must be between 1 and 10000: 0"))
                .anyMatch(problem -> problem.startsWith("breaker.hang.times-usual must be between 1 and 1000: NaN"));
        assertThat(problems(CircuitBreaker.of().overLastCalls(19)))
                .containsExactly("breaker.over-last-calls must be at least breaker.over-at-least: 19 is less than 20");
        assertThat(problems(CircuitBreaker.of().mode(Criterion.SLOW_CALLS, Mode.OBSERVE)))
                .containsExactly("breaker.slow-calls has a mode but no limit; set it with slowCalls(limit, share)");
    }

    static List<CircuitBreakerPolicy> extremes() {
        return List.of(
                CircuitBreaker.of(),
                CircuitBreaker.of()
                        .failureRate(Double.MIN_VALUE)
                        .overAtLeast(1)
                        .overLast(Duration.ofMillis(250))
                        .slowCalls(Duration.ofNanos(1_000), Double.MIN_VALUE)
                        .slowerThanBaseline(1.0001, 0.5)
                        .consecutiveFailures(1)
                        .inFlightOlderThan(1, Duration.ofMillis(250))
                        .openFor(Duration.ofMillis(1), Duration.ofMillis(1))
                        .recoverOver(Duration.ofMillis(50)),
                CircuitBreaker.of()
                        .failureRate(1)
                        .overAtLeast(10_000)
                        .overLastCalls(10_000)
                        .slowCalls(Duration.ofHours(1), 1)
                        .slowerThanBaseline(1_000, 0.999)
                        .consecutiveFailures(1_000)
                        .inFlightOlderThan(10_000, 1_000.0)
                        .openFor(Duration.ofHours(1), Duration.ofHours(24))
                        .recoverOver(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void theEndsOfTheRangesAreRightAndWork(CircuitBreakerPolicy policy) {
        assertThat(problems(policy)).isEmpty();
        BreakerHarness harness = new BreakerHarness(policy);
        harness.healthy(5 * BreakerHarness.SECOND, 100, 500);
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        for (int i = 0; i < 20_000 && harness.breaker.state() == BreakerState.CLOSED; i++) {
            harness.call(io.seakeep.latency.Outcome.FAILURE);
            if (i % 100 == 0) {
                harness.toNextTick();
            }
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.OPEN);
        harness.outwaitOpen();
        for (int i = 0; i < 200 && harness.breaker.state() != BreakerState.CLOSED; i++) {
            harness.call(io.seakeep.latency.Outcome.SUCCESS);
            harness.advance(60 * BreakerHarness.SECOND);
        }
        assertThat(harness.breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(harness.breaker.explain()).isNotBlank();
    }

    @Test
    void problemsStopTheStart() {
        assertThatThrownBy(() -> new BreakerHarness(CircuitBreaker.of().failureRate(-1)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessage("harness: breaker.failure-rate must be above 0 and at most 1: -1");
    }

    @Test
    void describesItself() {
        assertThat(CircuitBreaker.of().describe())
                .isEqualTo("opens when 50 % of at least 20 attempts fail in 10 s, 5 in a row fail,"
                        + " the p90 is above 3.0 times the usual (observe),"
                        + " or 20 are in flight for over 10.0 times the usual p99 and none is answered;"
                        + " stays open for 1 s to 30 s, recovers over 5 s");
        assertThat(CircuitBreaker.of()
                        .slowCalls(Duration.ofMillis(300), 0.25)
                        .overLastCalls(100)
                        .inFlightOlderThan(8, Duration.ofSeconds(3))
                        .mode(Criterion.SLOWER_THAN_BASELINE, Mode.OFF)
                        .observe())
                .hasToString("breaker (observe): opens when 50 % of at least 20 attempts fail in the last 100,"
                        + " 5 in a row fail, 25 % take longer than 300 ms,"
                        + " or 8 are in flight for over 3 s and none is answered;"
                        + " stays open for 1 s to 30 s, recovers over 5 s");
    }

    @Test
    void aBreakerWithoutCriteriaSaysSo() {
        CircuitBreakerPolicy none = CircuitBreaker.of();
        for (Criterion criterion : Criterion.values()) {
            none = none.mode(criterion, Mode.OFF);
        }
        assertThat(none.describe()).isEqualTo("opens only when forced; stays open for 1 s to 30 s, recovers over 5 s");
        assertThat(none.mode(Criterion.CONSECUTIVE_FAILURES, Mode.ENFORCE)
                        .openFor(Duration.ofSeconds(5), Duration.ofSeconds(5))
                        .describe())
                .isEqualTo("opens when 5 in a row fail; stays open for 5 s, recovers over 5 s");
    }

    @Test
    void descriptionsDoNotChange() {
        CircuitBreakerPolicy before = CircuitBreaker.of();
        String text = before.toString();
        before.failureRate(0.1).off().mode(Criterion.HANG, Mode.OFF).openFor(Duration.ofDays(1), Duration.ofDays(2));
        assertThat(before).hasToString(text);
        assertThat(CircuitBreaker.of()).hasToString(text);
        assertThat(before.off().mode()).isEqualTo(Mode.OFF);
        assertThat(before.observe().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(before.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(before.name()).isEqualTo("breaker");
        assertThat(before.position()).isEqualTo(Position.BREAKER);
        assertThat(new StandardBreaker().standard()).hasToString(text);
    }

    @Test
    void whatIsAskedForIsEnforced() {
        assertThat(CircuitBreaker.of().settings.modes().of(Criterion.SLOW_CALLS))
                .isEqualTo(Mode.OFF);
        assertThat(CircuitBreaker.of().settings.modes().of(Criterion.SLOWER_THAN_BASELINE))
                .isEqualTo(Mode.OBSERVE);
        assertThat(CircuitBreaker.of().settings.modes().of(Criterion.HANG)).isEqualTo(Mode.ENFORCE);
        CircuitBreakerPolicy asked = CircuitBreaker.of();
        for (Criterion criterion : Criterion.values()) {
            asked = asked.mode(criterion, Mode.OFF);
        }
        asked = asked.failureRate(0.5)
                .consecutiveFailures(5)
                .slowCalls(Duration.ofSeconds(1), 0.5)
                .slowerThanBaseline(2)
                .inFlightOlderThan(20, 10.0);
        for (Criterion criterion : Criterion.values()) {
            assertThat(asked.settings.modes().of(criterion)).as("%s", criterion).isEqualTo(Mode.ENFORCE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0 %=0", "0.05 %=0.0005", "0.4 %=0.004", "1.5 %=0.015", "1 %=0.01", "10 %=0.0996", "64 %=0.6363"
            })
    void writesPercentForPeople(String example) {
        String[] parts = example.split("=");
        assertThat(Percent.of(Double.parseDouble(parts[1]))).isEqualTo(parts[0]);
    }

    @Test
    void writesQuantilesForPeople() {
        assertThat(Quantiles.name(0.5)).isEqualTo("p50");
        assertThat(Quantiles.name(0.9)).isEqualTo("p90");
        assertThat(Quantiles.name(0.999)).isEqualTo("p99.9");
    }

    private static List<String> problems(CircuitBreakerPolicy policy) {
        Problems problems = new Problems("test");
        policy.check(problems);
        return problems.found();
    }
}
