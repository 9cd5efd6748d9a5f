package io.seakeep.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was said of some settings; nothing of the others. Immutable. */
public final class SettingValues {

    private static final SettingValues NOTHING = new SettingValues(new Object[0]);

    /** Each setting and behind it its value. Few, and there are some for each dependency, so no map. */
    private final Object[] pairs;

    private SettingValues(Object[] pairs) {
        this.pairs = pairs;
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
        int at = indexOf(setting);
        Object[] changed = Arrays.copyOf(pairs, at < 0 ? pairs.length + 2 : pairs.length);
        int place = at < 0 ? pairs.length : at;
        changed[place] = setting;
        changed[place + 1] = value;
        return new SettingValues(changed);
    }

    private int indexOf(Setting<?> setting) {
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at] == setting) {
                return at;
            }
        }
        return -1;
    }

    /** The same, and what those say; where both say something, those. */
    public SettingValues with(SettingValues those) {
        SettingValues all = this;
        for (int at = 0; at < those.pairs.length; at += 2) {
            all = all.put((Setting<?>) those.pairs[at], those.pairs[at + 1]);
        }
        return all;
    }

    /** What was said of these. */
    public SettingValues only(Collection<Setting<?>> settings) {
        List<Object> some = new ArrayList<>();
        for (int at = 0; at < pairs.length; at += 2) {
            if (settings.contains(pairs[at])) {
                some.add(pairs[at]);
                some.add(pairs[at + 1]);
            }
        }
        return new SettingValues(some.toArray());
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
        int at = indexOf(setting);
        if (at < 0) {
            return setting.standard().orElse(null);
        }
        Object value = pairs[at + 1];
        return value.equals(Setting.NONE) ? null : (T) value;
    }

    /** What was said of these: values, or {@link Setting#NONE}. */
    static SettingValues of(Map<Setting<?>, Object> said) {
        SettingValues all = NOTHING;
        for (Map.Entry<Setting<?>, Object> one : said.entrySet()) {
            all = all.put(one.getKey(), one.getValue());
        }
        return all;
    }

    /** What was said of it, or {@link Setting#NONE}; null if nothing was. */
    @Nullable
    Object said(Setting<?> setting) {
        int at = indexOf(setting);
        return at < 0 ? null : pairs[at + 1];
    }

    /** Whether anything was said of it. */
    public boolean says(Setting<?> setting) {
        return indexOf(setting) >= 0;
    }

    /** Those of which something was said, in the order in which it was first. */
    public List<Setting<?>> settings() {
        List<Setting<?>> all = new ArrayList<>(pairs.length / 2);
        for (int at = 0; at < pairs.length; at += 2) {
            all.add((Setting<?>) pairs[at]);
        }
        return List.copyOf(all);
    }

    /** As it would be written in a file. */
    public <T> String format(Setting<T> setting) {
        return setting.format(getOrNull(setting));
    }

    /** Whether the same was said of the same settings, in whatever order. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof SettingValues values) || values.pairs.length != pairs.length) {
            return false;
        }
        for (int at = 0; at < pairs.length; at += 2) {
            int there = values.indexOf((Setting<?>) pairs[at]);
            if (there < 0 || !values.pairs[there + 1].equals(pairs[at + 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int at = 0; at < pairs.length; at += 2) {
            sum += Objects.hash(pairs[at], pairs[at + 1]);
        }
        return sum;
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
