package io.seakeep.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds for one dependency, or one key of it, and why. Immutable, and safe for use by many threads. */
public final class EffectiveSettings {

    private final String dependency;
    private final @Nullable String key;
    private final SettingValues values;
    private final List<EffectiveValue> explained;
    private final List<String> reports;

    EffectiveSettings(
            String dependency,
            @Nullable String key,
            SettingValues values,
            List<EffectiveValue> explained,
            List<String> reports) {
        this.dependency = dependency;
        this.key = key;
        this.values = values;
        this.explained = List.copyOf(explained);
        this.reports = List.copyOf(reports);
    }

    /** What holds of each setting of which some layer said anything, Seakeep's own among them. */
    public SettingValues values() {
        return values;
    }

    /** Each setting, in the order of the schema, with where its value comes from and what that overruled. */
    public List<EffectiveValue> explain() {
        return explained;
    }

    /**
     * What somebody ought to know: a value that was overruled by a lock or clamped by a bound, and an operator's that broke one. Empty if all
     * got what they asked for.
     */
    public List<String> reports() {
        return reports;
    }

    /** One line for each setting, for a terminal. */
    public String text() {
        return new EffectiveText(explained).text();
    }

    /** The same as {@link #text}, and the reports, as JSON. */
    public String json() {
        return new EffectiveJson(dependency, key, explained, reports).json();
    }

    @Override
    public String toString() {
        return (key == null ? dependency : dependency + "[" + key + "]") + ": " + values;
    }
}
