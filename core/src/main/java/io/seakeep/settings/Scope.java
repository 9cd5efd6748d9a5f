package io.seakeep.settings;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What something is said for.
 *
 * @param name null for all dependencies
 * @param key null for all keys
 */
record Scope(@Nullable NamePattern name, @Nullable String key) {

    static final Scope DEFAULT = new Scope(null, null);

    /** The more specific one is more: a key, then a name, then the longer pattern, then default. */
    static final Comparator<Scope> SPECIFICITY =
            Comparator.<Scope>comparingInt(scope -> scope.key == null ? 0 : 1).thenComparingInt(Scope::ofName);

    private static int ofName(Scope scope) {
        if (scope.name == null) {
            return -1;
        }
        return scope.name.isExact() ? Integer.MAX_VALUE : scope.name.length();
    }

    boolean matches(String dependency, @Nullable String ofKey) {
        return (name == null || name.matches(dependency)) && (key == null || key.equals(ofKey));
    }

    /** As in {@link SaidValue#scope}. */
    @Override
    public String toString() {
        return name == null ? "default" : of(name.text(), key);
    }

    static String of(String dependency, @Nullable String key) {
        return key == null ? dependency : dependency + "[" + key + "]";
    }
}
