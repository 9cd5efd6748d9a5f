package io.seakeep.scenarios.result;

import java.util.List;

/**
 * What came of a scenario.
 *
 * @param replay the command that does it again, to the byte
 */
public record ScenarioResult(Story story, long seed, String replay, List<ClientResult> clients, List<Check> checks) {

    public ScenarioResult {
        clients = List.copyOf(clients);
        checks = List.copyOf(checks);
    }

    /** Whether all came out that must. */
    public boolean held() {
        return checks.stream().allMatch(Check::held);
    }
}
