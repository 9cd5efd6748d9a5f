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

    /** Runs it with everyone, and judges. */
    public ScenarioResult run(Scenario scenario, Consumer<Role> whenDone) {
        Results results = play(scenario, whenDone);
        return new ScenarioResult(
                scenario.story(length),
                seed,
                "run " + scenario.story(length).name() + " --seed " + seed + (length == Length.QUICK ? " --quick" : ""),
                roles(scenario).stream().map(results::of).toList(),
                scenario.judge(results));
    }

    /** Runs it with everyone. */
    Results play(Scenario scenario, Consumer<Role> whenDone) {
        Map<Role, ClientResult> results = new EnumMap<>(Role.class);
        roles(scenario).parallelStream().forEach(role -> {
            ClientResult result = play(scenario, role, role.library());
            synchronized (results) {
                results.put(role, result);
                whenDone.accept(role);
            }
        });
        return new Results(results);
    }

    /** Runs it with one, who calls with that library. */
    ClientResult play(Scenario scenario, Role role, Library library) {
        return scenario.play(role, library, seed, length);
    }

    private static List<Role> roles(Scenario scenario) {
        return Arrays.stream(Role.values()).filter(scenario.roles()::contains).toList();
    }
}
