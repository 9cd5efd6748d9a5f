package io.seakeep.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.ConfigurablePolicy;
import io.seakeep.Dependency;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Problems;
import io.seakeep.Seakeep;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What can be set of a timeout, and that it comes to the same whoever says it. */
class TimeoutSchemaTest {

    private static final SettingValues FIXED = SettingValues.nothing()
            .with(TimeoutSchema.MODE, Mode.ENFORCE)
            .with(TimeoutSchema.KIND, TimeoutSchema.Kind.FIXED);
    private static final SettingValues ADAPTIVE = FIXED.with(TimeoutSchema.KIND, TimeoutSchema.Kind.ADAPTIVE);
    private static final Duration MS = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void namesDefaultsAndRangesAreTheseAndNoOthers() {
        assertThat(TimeoutSchema.ALL)
                .extracting(setting -> setting.name() + " = "
                        + setting.standard().map(Object::toString).orElse("none") + ": " + setting.range())
                .containsExactly(
                        "timeout.mode = OFF: enforce | observe | off",
                        "timeout.kind = ADAPTIVE: fixed | adaptive",
                        "timeout.value = PT10S: from 1ms to 1h",
                        "timeout.false-timeout-rate = 0.001: from 0.0001 to 0.1",
                        "timeout.min = PT0.1S: from 1ms to 1h",
                        "timeout.max = PT10S: from 1ms to 1h",
                        "timeout.initial = none: from 1ms to 1h, or none",
                        "timeout.enforcement = ASYNCHRONOUS: handed-out | asynchronous | interrupting | isolated");
        assertThat(Timeout.of(MS).schema())
                .isSameAs(AdaptiveTimeout.falseTimeoutRate(0.001).schema());
    }

    @Test
    void onlyWhatWasSaidIsSaid() {
        assertThat(Timeout.of(MS).isolated().said())
                .isEqualTo(FIXED.with(TimeoutSchema.VALUE, MS)
                        .with(TimeoutSchema.ENFORCEMENT, TimeoutEnforcement.ISOLATED));
        assertThat(AdaptiveTimeout.falseTimeoutRate(0.01)
                        .mode(Mode.OBSERVE)
                        .initial(HOUR)
                        .said())
                .isEqualTo(ADAPTIVE.with(TimeoutSchema.MODE, Mode.OBSERVE)
                        .with(TimeoutSchema.RATE, 0.01)
                        .with(TimeoutSchema.INITIAL, HOUR));
    }

    @Test
    void valuesComeToTheSameAsMethods() {
        same(
                FIXED.with(TimeoutSchema.VALUE, MS).with(TimeoutSchema.ENFORCEMENT, TimeoutEnforcement.INTERRUPTING),
                Timeout.of(MS).interrupting());
        same(
                ADAPTIVE.with(TimeoutSchema.RATE, 0.05)
                        .with(TimeoutSchema.MIN, MS)
                        .with(TimeoutSchema.MAX, HOUR)
                        .with(TimeoutSchema.INITIAL, MS.multipliedBy(7))
                        .with(TimeoutSchema.MODE, Mode.OBSERVE),
                AdaptiveTimeout.falseTimeoutRate(0.05)
                        .between(MS, HOUR)
                        .initial(MS.multipliedBy(7))
                        .mode(Mode.OBSERVE));
    }

    /** Whichever kind it was: an operator can change it. */
    private static void same(SettingValues values, TimeoutDescription<?> fluent) {
        for (TimeoutDescription<?> any :
                List.of(Timeout.of(HOUR).isolated(), AdaptiveTimeout.falseTimeoutRate(0.002))) {
            ConfigurablePolicy made = any.with(values);
            assertThat(made).hasSameClassAs(fluent);
            assertThat(settings(made)).isEqualTo(settings(fluent));
            assertThat(made.said()).isEqualTo(values);
            assertThat(made.mode()).isEqualTo(fluent.mode());
            assertThat(made.describe()).isEqualTo(fluent.describe());
        }
    }

    private static Object settings(ConfigurablePolicy policy) {
        return policy instanceof TimeoutPolicy fixed ? fixed.settings() : ((AdaptiveTimeoutPolicy) policy).settings();
    }

    @Test
    void whatIsNoSettingStaysThroughEveryChangeOfKind() {
        LearnedStore store = name -> null;
        AdaptiveTimeoutPolicy policy = AdaptiveTimeout.falseTimeoutRate(0.01).startingFrom(store);
        ConfigurablePolicy there = policy.interrupting().with(FIXED).with(ADAPTIVE);
        assertThat(((AdaptiveTimeoutPolicy) there).store()).isSameAs(store);
    }

    @Test
    void theInitialOneIsTheNearestOfTheBoundsIfNoneIsSaid() {
        assertThat(AdaptiveTimeout.falseTimeoutRate(0.01).settings().initial()).isEqualTo(Duration.ofSeconds(10));
        assertThat(AdaptiveTimeout.falseTimeoutRate(0.01)
                        .between(MS, Duration.ofSeconds(2))
                        .settings()
                        .initial())
                .isEqualTo(Duration.ofSeconds(2));
        AdaptiveTimeoutPolicy slow = AdaptiveTimeout.falseTimeoutRate(0.01).between(Duration.ofMinutes(1), HOUR);
        assertThat(slow.settings().initial()).isEqualTo(Duration.ofMinutes(1));
        assertThat(slow.settings().origins())
                .isEqualTo(
                        "the rate was said; min 60 s, as was said; max 60 min, as was said; initial 60 s, the default");
    }

    @Test
    void theStandardOneIsOffAndCostsNothing() {
        ConfigurablePolicy standard = (ConfigurablePolicy) new StandardTimeout().standard();
        assertThat(standard.mode()).isEqualTo(Mode.OFF);
        assertThat(standard.said()).isEqualTo(SettingValues.nothing());
        assertThat(standard).isInstanceOf(AdaptiveTimeoutPolicy.class);
        assertThat(problems(standard)).isEmpty();
        Dependency dependency =
                Seakeep.builder().time(new VirtualTime()).build().dependency("d");
        assertThat(dependency.describe()).contains("timeout    advisory  10 s, handed out");
        assertThatThrownBy(() -> dependency.policy(AdaptiveTimeout.class))
                .isInstanceOf(RuntimeException.class)
                .isNotInstanceOf(IllegalConfigurationException.class);
        assertThat(standard.with(SettingValues.nothing().with(TimeoutSchema.MODE, Mode.ENFORCE))
                        .describe())
                .startsWith("0.1 % false timeouts, between 100 ms and 10 s, 10 s at first");
    }

    @Test
    void boundsInTheWrongOrderAreSaidToBe_andNothingIsMeasuredByThem() {
        Duration second = Duration.ofSeconds(1);
        assertThat(problems(AdaptiveTimeout.falseTimeoutRate(0.01)
                        .between(second, MS)
                        .initial(second)))
                .containsExactly("timeout.min must be at most timeout.max: 1 s is more than 1 ms");
        assertThat(problems(AdaptiveTimeout.falseTimeoutRate(0.01)
                        .between(HOUR.plus(HOUR), second)
                        .initial(HOUR.plus(HOUR))))
                .containsExactly(
                        "timeout.min must be between 1 ms and 60 min: 2 h",
                        "timeout.min must be at most timeout.max: 2 h is more than 1 s",
                        "timeout.initial must be between 1 ms and 60 min: 2 h");
    }

    @Property(tries = 2_000)
    void exactlyWhatIsOutOfItsRangeIsReported(@ForAll Random random) {
        List<String> expected = new ArrayList<>();
        SettingValues values = random.nextBoolean() ? FIXED : ADAPTIVE;
        boolean fixed = values == FIXED;
        Duration value = time(random, MS);
        values = values.with(TimeoutSchema.VALUE, value);
        if (fixed) {
            expect(expected, TimeoutSchema.VALUE, isBetween(value, MS));
        }
        int ofRates = random.nextInt(5);
        values = values.with(
                TimeoutSchema.RATE,
                List.of(0.0001, 0.1, Math.nextDown(0.0001), Math.nextUp(0.1), Double.NaN)
                        .get(ofRates));
        Duration min = time(random, MS);
        Duration max = time(random, min);
        values = values.with(TimeoutSchema.MIN, min).with(TimeoutSchema.MAX, max);
        if (!fixed) {
            expect(expected, TimeoutSchema.RATE, ofRates < 2);
            expect(expected, TimeoutSchema.MIN, isBetween(min, MS));
            expect(expected, TimeoutSchema.MAX, isBetween(max, MS));
            expect(expected, TimeoutSchema.MIN, min.compareTo(max) <= 0);
        }
        if (random.nextBoolean()) {
            Duration initial = time(random, random.nextBoolean() ? min : max);
            values = values.with(TimeoutSchema.INITIAL, initial);
            boolean right = min.compareTo(max) <= 0
                    ? initial.compareTo(min) >= 0 && initial.compareTo(max) <= 0
                    : isBetween(initial, MS);
            expect(expected, TimeoutSchema.INITIAL, fixed || right);
        }
        assertThat(problems(Timeout.of(MS).with(values)))
                .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
                .containsExactlyElementsOf(expected);
    }

    /** At an edge of the range, or beside it. */
    private static Duration time(Random random, Duration lowest) {
        return List.of(lowest.minusNanos(1), lowest, lowest.plusMillis(random.nextInt(1_000)), HOUR, HOUR.plusNanos(1))
                .get(random.nextInt(5));
    }

    private static boolean isBetween(Duration value, Duration lowest) {
        return value.compareTo(lowest) >= 0 && value.compareTo(HOUR) <= 0;
    }

    private static void expect(List<String> expected, Setting<?> setting, boolean right) {
        if (!right) {
            expected.add(setting.name());
        }
    }

    private static List<String> problems(ConfigurablePolicy policy) {
        Problems problems = new Problems("test");
        policy.check(problems);
        return problems.found();
    }
}
