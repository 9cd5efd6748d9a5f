package io.seakeep.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One reading of all that was said outside the code. Immutable, and safe for use by many threads. */
public final class LoadedSettings {

    private static final LoadedSettings NONE = new LoadedSettings(List.of(), List.of(), List.of());

    private final Map<Setting<?>, List<Entry>> entries;
    private final List<String> problems;
    private final List<String> reports;

    LoadedSettings(List<Entry> entries, List<String> problems, List<String> reports) {
        this.entries = entries.stream().collect(Collectors.groupingBy(Entry::setting));
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

    /** How many values, locks and bounds were understood. */
    int entryCount() {
        return entries.values().stream().mapToInt(List::size).sum();
    }

    /**
     * The same without what organisations say of these, locks and bounds among it: it cannot be together with what others say, and is not to
     * stop a service.
     */
    public LoadedSettings withoutOrganisation(Collection<Setting<?>> settings) {
        List<Entry> others = entries.values().stream()
                .flatMap(List::stream)
                .filter(entry -> entry.origin().layer() != Layer.ORGANISATION || !settings.contains(entry.setting()))
                .toList();
        return new LoadedSettings(others, problems, reports);
    }

    /**
     * Whether anything was said of this key, or of its dependency's keys, rather than of the dependency as such. If not,
     * {@link #effective} is the same for the key as for the dependency.
     */
    public boolean tellsApart(String dependency, String key) {
        return entries.values().stream()
                .flatMap(List::stream)
                .anyMatch(entry -> entry.scope().key() != null && entry.scope().matches(dependency, key));
    }

    /**
     * What holds for a dependency, or a key of it.
     *
     * @param key null for the dependency as such
     * @param schema what can be set of it; of what was not in the schema that was loaded with, only Seakeep and the code can say anything
     * @param builtIn what Seakeep says where that differs from {@link Setting#standard}
     * @param code what the code says, which is taken as it is: whether it is in the range has to be seen later
     * @throws IllegalStateException if there are {@linkplain #problems problems}: this would be half of what was meant
     */
    public EffectiveSettings effective(
            String dependency,
            @Nullable String key,
            Collection<Setting<?>> schema,
            SettingValues builtIn,
            SettingValues code) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException("settings with problems are not for use: " + problems);
        }
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        List<EffectiveValue> explained = new ArrayList<>();
        List<String> overruled = new ArrayList<>();
        for (Setting<?> setting : schema) {
            Resolved resolved = resolve(setting, dependency, key, said(setting, dependency, builtIn, code));
            explained.add(resolved.effective());
            if (resolved.value() != null) {
                values.put(setting, resolved.value());
            }
            for (String report : resolved.reports()) {
                overruled.add(Scope.of(dependency, key) + ": " + setting + ": " + report);
            }
        }
        return new EffectiveSettings(dependency, key, SettingValues.of(values), explained, overruled);
    }

    private Resolved resolve(Setting<?> setting, String dependency, @Nullable String key, List<Entry> values) {
        List<Entry> locks = new ArrayList<>();
        List<Entry> bounds = new ArrayList<>();
        for (Entry entry : entries.getOrDefault(setting, List.of())) {
            if (entry.scope().matches(dependency, key)) {
                switch (entry.kind()) {
                    case VALUE -> values.add(entry);
                    case LOCK -> locks.add(entry);
                    case BOUND -> bounds.add(entry);
                }
            }
        }
        return new Resolution(setting, values, new Restrictions(setting, locks, bounds)).resolve();
    }

    /** What is said nowhere but in code. */
    private static List<Entry> said(Setting<?> setting, String dependency, SettingValues builtIn, SettingValues code) {
        List<Entry> said = new ArrayList<>();
        Object byUs = builtIn.said(setting);
        if (byUs != null) {
            said.add(Entry.builtIn(setting, byUs));
        }
        Object byCode = code.said(setting);
        if (byCode != null) {
            said.add(Entry.code(setting, byCode, dependency));
        }
        return said;
    }
}
