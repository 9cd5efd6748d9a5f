package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ScenarioResult;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What has to come out of each scenario does, with seeds that were not used in building it. */
class ScenarioTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");

    static Stream<Arguments> scenarios() {
        return Scenarios.all().stream()
                .map(scenario -> Arguments.of(scenario.story(Length.QUICK).name(), scenario));
    }

    static Stream<Arguments> scenariosAndSeeds() {
        return scenarios()
                .flatMap(scenario -> LongStream.rangeClosed(702, 720)
                        .mapToObj(seed -> Arguments.of(scenario.get()[0], seed, scenario.get()[1])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void whatHasToComeOutDoes(String name, Scenario scenario) {
        assertThat(scenario.judge(Played.quick(scenario)))
                .as("run %s --quick --seed %d", name, Played.SEED)
                .isNotEmpty()
                .allMatch(Check::held);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("scenariosAndSeeds")
    void withOtherSeedsAsWell(String name, long seed, Scenario scenario) {
        assumeTrue(THOROUGH, "-Pthorough");
        ScenarioResult result = new Trials(seed, Length.QUICK).run(scenario, role -> {});
        assertThat(result.checks()).as(result.replay()).allMatch(Check::held);
    }
}
