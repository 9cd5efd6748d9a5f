package io.seakeep.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of dependencies, of environment variables, and names that are nearly right. */
class NamesTest {

    @Property(tries = 5_000)
    void aPatternMatchesAsItsExpressionDoes(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NamePattern pattern = NamePattern.of(text(random, "ab-*", 1 + random.nextInt(8)));
        String name = text(random, "ab-", random.nextInt(10));

        assertThat(pattern.matches(name))
                .as("%s of %s", pattern, name)
                .isEqualTo(Pattern.matches(pattern.text().replace("*", ".*"), name));
    }

    @Test
    void aPatternOfManyStarsTakesNoLonger() {
        NamePattern pattern = NamePattern.of("*a".repeat(49) + "*b");

        assertThat(pattern.matches("a".repeat(100))).isFalse();
    }

    private static String text(SplittableRandom random, String of, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(of.charAt(random.nextInt(of.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "seakeep.dependency.search[eu].timeout.max, search[eu], timeout.max",
        "seakeep.dependency.search[a.b].c].timeout.max, search[a.b].c], timeout.max",
        "seakeep.lock.dependency.s-*[x=y z:*].timeout.max, s-*[x=y z:*], timeout.max",
        "seakeep.bound.default.timeout.max, default, timeout.max",
        "seakeep.dependency.*.timeout.max, *, timeout.max",
        "seakeep.dependency.default.timeout.max, default, timeout.max"
    })
    void aPropertysNameSaysScopeAndSetting(String name, String scope, String setting) {
        PropertyName read = PropertyName.of(name);

        assertThat(read.scope()).hasToString(scope);
        assertThat(read.setting()).isEqualTo(setting);
    }

    @Test
    void aKeyThatLooksLikeAPatternIsNone() {
        Scope scope =
                PropertyName.of("seakeep.dependency.search[eu*].timeout.max").scope();

        assertThat(scope.matches("search", "eu*")).isTrue();
        assertThat(scope.matches("search", "eu1")).isFalse();
        assertThat(scope.matches("search", null)).isFalse();
    }

    private static final EnvironmentNames ENVIRONMENT = new EnvironmentNames(new SettingNames(List.of(
            TestSettings.HEDGE_MODE,
            Setting.count("mode", 1, 0, 1, ""),
            Setting.count("a.b-c", 1, 0, 1, ""),
            Setting.count("a.b.c", 1, 0, 1, ""))));

    @ParameterizedTest
    @CsvSource({
        "SEAKEEP_DEFAULT_HEDGE_MODE, default, hedge.mode",
        "SEAKEEP_DEPENDENCY_PAYMENTS_API_HEDGE_MODE, payments-api, hedge.mode",
        "SEAKEEP_DEPENDENCY_HEDGE_MODE, hedge, mode",
        "SEAKEEP_DEPENDENCY_PAYMENTS_MODE, payments, mode",
        "SEAKEEP_DEPENDENCY_7_HEDGE_MODE, 7, hedge.mode"
    })
    void aVariableEndsWithTheLongestSetting(String variable, String scope, String setting) {
        PropertyName read = ENVIRONMENT.read(variable).orElseThrow();

        assertThat(read.scope()).hasToString(scope);
        assertThat(read.setting()).isEqualTo(setting);
    }

    @Test
    void aVariableThatNamesNoSettingIsWrong() {
        assertThatThrownBy(() -> ENVIRONMENT.read("SEAKEEP_DEFAULT_HEDGE_MOOD"))
                .hasMessage("ends with no setting; the nearest is HEDGE_MODE");
        assertThatThrownBy(() -> ENVIRONMENT.read("SEAKEEP_DEPENDENCY_PAYMENTS_HEDGE"))
                .hasMessageStartingWith("ends with no setting");
        assertThatThrownBy(() -> ENVIRONMENT.read("SEAKEEP_DEFAULT_A_B_C")).hasMessage("may mean any of a.b-c, a.b.c");
        assertThatThrownBy(() -> ENVIRONMENT.read("SEAKEEP_DEPENDENCY_PAY.MENTS_HEDGE_MODE"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"SEAKEEP_SERVICE_HOST", "SEAKEEP_PORT_8080_TCP", "SEAKEEP_OPERATOR_FILE", "PATH", "SEAKEEP_LOCKSMITH"})
    void otherVariablesAreNoneOfOurs(String variable) {
        assertThat(ENVIRONMENT.read(variable)).isEmpty();
    }

    @Test
    void variablesHaveTheirProvenance() {
        LoadedSettings loaded = SettingsSources.builder()
                .environment(Map.of("SEAKEEP_DEFAULT_TIMEOUT_MAX", "5", "SEAKEEP_DEFAULT_TIMEOUT_MIN", "1s"))
                .build()
                .load(TestSettings.ALL);

        assertThat(loaded.problems())
                .containsExactly(
                        "environment variable: SEAKEEP_DEFAULT_TIMEOUT_MAX must be from 1ms to 1h, with a unit: 5",
                        "environment variable: SEAKEEP_DEFAULT_TIMEOUT_MIN ends with no setting; the nearest is TIMEOUT_MAX: 1s");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, abcd, 1",
        "abc, bc, 1",
        "kitten, sitting, 3",
        "abc, '', 3"
    })
    void distancesAreCountedInChanges(String a, String b, int distance) {
        assertThat(NearestName.distance(a, b)).isEqualTo(distance).isEqualTo(NearestName.distance(b, a));
    }

    @Test
    void whatIsVeryLongIsNearToNothing() {
        assertThat(NearestName.to("x".repeat(1_000_000), List.of("y"))).isEmpty();
    }
}
