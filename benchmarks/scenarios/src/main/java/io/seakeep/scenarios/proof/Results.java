package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.result.ClientResult;
import java.util.EnumMap;
import java.util.Map;

/** What came of a scenario, by who called. */
public record Results(Map<Role, ClientResult> byRole) {

    public Results {
        byRole = Map.copyOf(byRole);
    }

    /** The same, but for what came of it with one. */
    Results with(Role role, ClientResult result) {
        Map<Role, ClientResult> changed = new EnumMap<>(byRole);
        changed.put(role, result);
        return new Results(changed);
    }

    /** What came of it with that one. */
    public ClientResult of(Role role) {
        ClientResult result = byRole.get(role);
        if (result == null) {
            throw new IllegalArgumentException("there was no " + role);
        }
        return result;
    }
}
