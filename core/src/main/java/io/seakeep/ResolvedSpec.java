package io.seakeep;

import io.seakeep.settings.LoadedSettings;
import io.seakeep.settings.SettingValues;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a dependency or key, with nothing wrong in it. Immutable.
 *
 * @param name the dependency's, followed by the key in square brackets where there is one
 * @param chosen the policy of each position, those that are off among them
 * @param key the key by itself; null for the dependency as such
 * @param values the settings of which anybody said anything
 * @param by the settings that it was resolved by
 */
record ResolvedSpec(
        String name,
        @Nullable String key,
        Map<Position, Policy> chosen,
        @Nullable Classifier classifier,
        AttemptBudget budget,
        int maxKeys,
        SettingValues values,
        LoadedSettings by) {

    /** The policies that take part, outermost first. */
    List<Policy> policies() {
        return chosen.values().stream()
                .filter(policy -> policy.mode() != Mode.OFF)
                .sorted(Comparator.comparing(Policy::position))
                .toList();
    }

    /** The mode of the policy that stands there. */
    Mode modeAt(Position position) {
        Policy policy = chosen.get(position);
        return policy == null ? Mode.OFF : policy.mode();
    }
}
