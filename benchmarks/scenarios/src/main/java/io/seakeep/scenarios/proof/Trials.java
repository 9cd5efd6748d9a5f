package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.ScenarioResult;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs scenarios, side by side on as many threads as there are processors. Which thread does what changes nothing. */
public final class Trials {

    private final long seed;
    private final Length length;

    /** @param seed from 1 */
    public Trials(long seed, Length length) {
        this.seed = seed;
        this.length = length;
    }

    /** Runs it with everyone. */
    public ScenarioResult run(Scenario scenario, Consumer<Role> whenDone) {
        return run(scenario, Map.of(), whenDone);
    }

    /** Runs it with another library in the place of some. */
    public ScenarioResult run(Scenario scenario, Map<Role, Library> inPlaceOf, Consumer<Role> whenDone) {
        List<Role> roles =
                Arrays.stream(Role.values()).filter(scenario.roles()::contains).toList();
        Map<Role, ClientResult> results = new EnumMap<>(Role.class);
        roles.parallelStream().forEach(role -> {
            ClientResult result = scenario.play(role, inPlaceOf.getOrDefault(role, role.library()), seed, length);
            synchronized (results) {
                results.put(role, result);
                whenDone.accept(role);
            }
        });
        return new ScenarioResult(
                scenario.story(length),
                seed,
                "run " + scenario.story(length).name() + " --seed " + seed + (length == Length.QUICK ? " --quick" : ""),
                roles.stream().map(results::get).toList(),
                scenario.judge(new Results(results)));
    }
}
