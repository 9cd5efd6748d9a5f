package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

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

    static Stream<Arguments> scenariosAndSeeds() {
        return Scenarios.all().stream()
                .flatMap(scenario -> seeds().mapToObj(seed ->
                        Arguments.of(scenario.story(Length.QUICK).name(), seed, scenario)));
    }

    private static LongStream seeds() {
        return THOROUGH ? LongStream.rangeClosed(701, 720) : LongStream.of(701);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("scenariosAndSeeds")
    void whatHasToComeOutDoes(String name, long seed, Scenario scenario) {
        ScenarioResult result = new Trials(seed, THOROUGH ? Length.FULL : Length.QUICK).run(scenario, role -> {});
        assertThat(result.checks()).as(result.replay()).isNotEmpty().allMatch(Check::held);
    }
}
