package io.seakeep.settings;

import java.util.Comparator;

/**
 * One thing that was said of one setting.
 *
 * @param said the value, or {@link Setting#NONE}, or the {@link Bound}
 * @param order of its source among all: a later one is more
 */
record Entry(PropertyName.Kind kind, Scope scope, Setting<?> setting, Object said, Origin origin, int order) {

    /** The stronger value is more: the later layer, the more specific, the later source, and what stands further down. */
    static final Comparator<Entry> STRENGTH = Comparator.comparing((Entry entry) -> entry.origin.layer())
            .thenComparing(Entry::scope, Scope.SPECIFICITY)
            .thenComparingInt(Entry::order)
            .thenComparingInt(entry -> entry.origin.line())
            .thenComparing(entry -> entry.scope.toString());

    /** The stronger lock or bound is more: the earlier source, and then as for values. */
    static final Comparator<Entry> FORCE =
            Comparator.comparingInt(Entry::order).reversed().thenComparing(STRENGTH);

    /** What holds if nobody says anything. */
    static Entry standard(Setting<?> setting) {
        Object value = setting.standard().isPresent() ? setting.standard().get() : Setting.NONE;
        return new Entry(PropertyName.Kind.VALUE, Scope.DEFAULT, setting, value, Origin.BUILT_IN, Integer.MIN_VALUE);
    }

    static Entry builtIn(Setting<?> setting, Object value) {
        return new Entry(
                PropertyName.Kind.VALUE, Scope.DEFAULT, setting, value, Origin.BUILT_IN, Integer.MIN_VALUE + 1);
    }

    static Entry code(Setting<?> setting, Object value, String dependency) {
        Scope scope = new Scope(new NamePattern(dependency), null);
        return new Entry(PropertyName.Kind.VALUE, scope, setting, value, Origin.CODE, Integer.MAX_VALUE);
    }

    SaidValue toSaidValue() {
        return new SaidValue(setting.formatSaid(said), origin, scope.toString());
    }

    /** Such as {@code service, seakeep.properties:3, default}. */
    String where() {
        return origin + ", " + scope;
    }

    /** A lock or a bound, such as {@code bound at most 2s (service, seakeep.properties:3, default)}. */
    String describe() {
        return said instanceof Bound bound
                ? "bound " + bound.format(setting) + " (" + where() + ")"
                : "lock " + setting.formatSaid(said) + " (" + where() + ")";
    }

    boolean isNone() {
        return said.equals(Setting.NONE);
    }
}
