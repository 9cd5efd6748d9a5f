package io.seakeep.settings;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was said of some settings; nothing of the others. Immutable. */
public final class SettingValues {

    private static final SettingValues NOTHING = new SettingValues(Map.of());

    private final Map<Setting<?>, Object> said;

    private SettingValues(Map<Setting<?>, Object> said) {
        this.said = said;
    }

    /** Nothing was said of any. */
    public static SettingValues nothing() {
        return NOTHING;
    }

    /**
     * The same, and this.
     *
     * <p>The value is not checked here: all are checked together, later, so that everything wrong can be said at once.
     */
    public <T> SettingValues with(Setting<T> setting, T value) {
        return put(setting, Objects.requireNonNull(value, setting.name()));
    }

    /** The same, and that this one has no value. */
    public SettingValues withNone(Setting<?> setting) {
        return put(setting, Setting.NONE);
    }

    private SettingValues put(Setting<?> setting, Object value) {
        Map<Setting<?>, Object> changed = new LinkedHashMap<>(said);
        changed.put(setting, value);
        return new SettingValues(Collections.unmodifiableMap(changed));
    }

    /** The same, and what those say; where both say something, those. */
    public SettingValues with(SettingValues those) {
        Map<Setting<?>, Object> changed = new LinkedHashMap<>(said);
        changed.putAll(those.said);
        return new SettingValues(Collections.unmodifiableMap(changed));
    }

    /** What was said of these. */
    public SettingValues only(Collection<Setting<?>> settings) {
        Map<Setting<?>, Object> some = new LinkedHashMap<>(said);
        some.keySet().retainAll(Set.copyOf(settings));
        return new SettingValues(Collections.unmodifiableMap(some));
    }

    /**
     * What was said, or else the value that the setting has if nobody says anything.
     *
     * @throws IllegalStateException if there is no value; see {@link #getOrNull}
     */
    public <T> T get(Setting<T> setting) {
        T value = getOrNull(setting);
        if (value == null) {
            throw new IllegalStateException(setting.name() + " has no value");
        }
        return value;
    }

    /** The same of a setting that may be {@code none}, which is null. */
    @SuppressWarnings("unchecked") // put in by the setting's own type
    public <T> @Nullable T getOrNull(Setting<T> setting) {
        Object value = said.get(setting);
        if (value == null) {
            return setting.standard().orElse(null);
        }
        return value.equals(Setting.NONE) ? null : (T) value;
    }

    /** Whether anything was said of it. */
    public boolean says(Setting<?> setting) {
        return said.containsKey(setting);
    }

    /** Those of which something was said, in the order in which it was. */
    public Set<Setting<?>> settings() {
        return said.keySet();
    }

    /** As it would be written in a file. */
    public <T> String format(Setting<T> setting) {
        return setting.format(getOrNull(setting));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SettingValues values && said.equals(values.said);
    }

    @Override
    public int hashCode() {
        return said.hashCode();
    }

    /** One {@code name=value} for each of which something was said. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Setting<?> setting : settings()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(setting.name())
                    .append('=')
                    .append(format(setting));
        }
        return text.toString();
    }
}
