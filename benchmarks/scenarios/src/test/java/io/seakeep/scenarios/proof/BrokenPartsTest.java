package io.seakeep.scenarios.proof;

import static io.seakeep.scenarios.clients.Part.ADAPTIVE_TIMEOUT;
import static io.seakeep.scenarios.clients.Part.BREAKER;
import static io.seakeep.scenarios.clients.Part.BUDGET;
import static io.seakeep.scenarios.clients.Part.BULKHEAD;
import static io.seakeep.scenarios.clients.Part.CENSORING;
import static io.seakeep.scenarios.clients.Part.DEADLINE;
import static io.seakeep.scenarios.clients.Part.HEDGES;
import static io.seakeep.scenarios.clients.Part.KEYS;
import static io.seakeep.scenarios.clients.Part.PRIORITIES;
import static io.seakeep.scenarios.clients.Part.RAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.Part;
import io.seakeep.scenarios.clients.SeakeepLibrary;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each scenario needs the parts that it is there for: without them something does not come out that has to. */
class BrokenPartsTest {

    static Stream<Arguments> scenariosAndParts() {
        return Stream.of(
                without("metastable", BREAKER, BULKHEAD, BUDGET),
                without("metastable", BREAKER),
                without("metastable", RAMP),
                without("tail-at-scale", HEDGES),
                without("service-chain", HEDGES),
                without("service-chain", DEADLINE),
                without("retry-amplification", BUDGET, BREAKER, BULKHEAD),
                without("retry-amplification", BUDGET),
                without("thundering-herd", BREAKER),
                without("thundering-herd", BULKHEAD),
                without("impatient-users", BULKHEAD),
                without("slow-identity-provider", BULKHEAD),
                without("far-region", KEYS),
                without("far-region", BREAKER),
                without("far-region", ADAPTIVE_TIMEOUT),
                without("brownout", HEDGES),
                without("flash-sale", BULKHEAD),
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
        Scenario scenario = scenario(name);
        ClientResult broken = Played.TRIALS.play(scenario, Role.SEAKEEP, library);
        assertThat(scenario.judge(Played.quick(scenario).with(Role.SEAKEEP, broken)))
                .as("%s, seed %d", name, Played.SEED)
                .anyMatch(BrokenPartsTest::isBroken);
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
