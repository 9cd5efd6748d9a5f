package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Same seed, same result, in each number of it. */
class ReplayTest {

    static Stream<Arguments> scenarios() {
        return ScenarioTest.scenarios();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void theSameSeedGivesTheSameResult(String name, Scenario scenario) {
        assertThat(Played.TRIALS.play(scenario, Role.SEAKEEP, Role.SEAKEEP.library()))
                .as("%s, seed %d", name, Played.SEED)
                .isEqualTo(Played.quick(scenario).of(Role.SEAKEEP));
    }
}
