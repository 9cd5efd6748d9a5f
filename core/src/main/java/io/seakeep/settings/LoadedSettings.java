package io.seakeep.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of all that was said outside the code. Immutable, and safe for use by many threads. */
public final class LoadedSettings {

    private static final LoadedSettings NONE = new LoadedSettings(List.of(), List.of());

    private final List<String> problems;
    private final List<String> reports;

    LoadedSettings(List<String> problems, List<String> reports) {
        this.problems = List.copyOf(problems);
        this.reports = List.copyOf(reports);
    }

    /** Nothing was said outside the code. */
    public static LoadedSettings none() {
        return NONE;
    }

    /**
     * All that is wrong with what the service and the operator said: each with file and line, the name, the value, and what would have been
     * right. If there is any, a service must not start with this, and one that runs keeps what it has.
     */
    public List<String> problems() {
        return problems;
    }

    /**
     * What somebody ought to know and that stops nobody: what is wrong in an organisation's files, each entry of which was left out, and locks
     * that contradict each other.
     */
    public List<String> reports() {
        return reports;
    }

    /**
     * What holds for a dependency, or a key of it.
     *
     * @param key null for the dependency as such
     * @param schema what can be set of it
     * @param builtIn what Seakeep says where that differs from {@link Setting#standard}
     * @param code what the code says
     * @throws IllegalStateException if there are {@linkplain #problems problems}: this would be half of what was meant
     */
    public EffectiveSettings effective(
            String dependency,
            @Nullable String key,
            Collection<Setting<?>> schema,
            SettingValues builtIn,
            SettingValues code) {
        SettingValues values = builtIn.with(code);
        List<EffectiveValue> explained = new ArrayList<>();
        for (Setting<?> setting : schema) {
            Origin origin = code.says(setting) ? Origin.CODE : Origin.BUILT_IN;
            explained.add(new EffectiveValue(
                    setting, new SaidValue(values.format(setting), origin, "default"), List.of(), List.of()));
        }
        return new EffectiveSettings(dependency, key, values, explained, List.of());
    }
}
