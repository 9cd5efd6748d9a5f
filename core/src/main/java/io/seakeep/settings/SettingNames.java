package io.seakeep.settings;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All settings that there are, by name. */
final class SettingNames {

    /** Settings that come with a jar of their own, by their first word. */
    private static final Map<String, String> JARS = Map.of(
            "bulkhead", "seakeep-bulkhead",
            "hedge", "seakeep-hedging",
            "timeout", "seakeep-adaptive-timeouts");

    private final Map<String, Setting<?>> byName = new LinkedHashMap<>();

    SettingNames(Collection<Setting<?>> schema) {
        schema.forEach(setting -> byName.put(setting.name(), setting));
    }

    @Nullable
    Setting<?> find(String name) {
        return byName.get(name);
    }

    Collection<Setting<?>> all() {
        return byName.values();
    }

    /** Whether the setting belongs to a jar that is not there. */
    boolean isOfAbsentJar(String name) {
        String beginning = firstWord(name) + ".";
        return JARS.containsKey(firstWord(name))
                && byName.keySet().stream().noneMatch(known -> known.startsWith(beginning));
    }

    /** What to say of a name that is none; goes on from the name of the property. */
    String unknown(String name) {
        if (isOfAbsentJar(name)) {
            return "is a setting of " + JARS.get(firstWord(name)) + ", which is not on the class path";
        }
        Setting<?> nearest = byName.get(NearestName.to(name, byName.keySet()));
        return "names no setting"
                + (nearest == null ? "" : "; the nearest is " + nearest.name() + ", " + nearest.range());
    }

    private static String firstWord(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
