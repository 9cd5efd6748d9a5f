package io.seakeep.scenarios.proof;

import static io.seakeep.scenarios.clients.Part.ADAPTIVE_TIMEOUT;
import static io.seakeep.scenarios.clients.Part.BREAKER;
import static io.seakeep.scenarios.clients.Part.BUDGET;
import static io.seakeep.scenarios.clients.Part.BULKHEAD;
import static io.seakeep.scenarios.clients.Part.CENSORING;
import static io.seakeep.scenarios.clients.Part.KEYS;
import static io.seakeep.scenarios.clients.Part.PRIORITIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.Part;
import io.seakeep.scenarios.clients.SeakeepLibrary;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ScenarioResult;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario needs the parts that it is there for: without them something does not come out that has to. */
class BrokenPartsTest {

    private static final long SEED = 701;

    static Stream<Arguments> scenariosAndParts() {
        return Stream.of(
                without("metastable", BREAKER, BULKHEAD, BUDGET), // any one of them is enough
                without("far-region", KEYS),
                without("far-region", BREAKER),
                without("far-region", ADAPTIVE_TIMEOUT),
                without("overload", BULKHEAD),
                without("overload", PRIORITIES),
                without("long-haul", CENSORING),
                without("long-haul", ADAPTIVE_TIMEOUT));
    }

    private static Arguments without(String scenario, Part first, Part... others) {
        String parts =
                Stream.concat(Stream.of(first), Arrays.stream(others)).toList().toString();
        return Arguments.of(scenario, parts, SeakeepLibrary.without(first, others));
    }

    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("scenariosAndParts")
    void somethingDoesNotComeOut(String name, String parts, SeakeepLibrary library) {
        ScenarioResult result =
                new Trials(SEED, Length.QUICK).run(scenario(name), Map.of(Role.SEAKEEP, library), role -> {});
        assertThat(result.checks()).as(result.replay()).anyMatch(BrokenPartsTest::isBroken);
    }

    /** What is not there cannot be measured, which proves nothing. */
    private static boolean isBroken(Check check) {
        return !check.held() && !check.found().startsWith("–");
    }

    private static Scenario scenario(String name) {
        return Scenarios.all().stream()
                .filter(scenario -> scenario.story(Length.QUICK).name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
