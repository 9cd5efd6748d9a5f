package io.seakeep.settings;

import org.jspecify.annotations.Nullable;

/**
 * Between what a setting has to stay. At least one of both is there.
 *
 * @param low null if there is none
 * @param high null if there is none
 */
record Bound(@Nullable Object low, @Nullable Object high) {

    private static final String TO = "..";

    /**
     * {@code LOW..HIGH}, {@code LOW..}, {@code ..HIGH} or {@code HIGH}.
     *
     * @throws IllegalArgumentException if the text says none; the message goes on from the name
     */
    static Bound parse(Setting<?> setting, String text) {
        if (!setting.isOrdered()) {
            throw new IllegalArgumentException("cannot be bounded, for its values have no order; they can be locked");
        }
        int to = text.indexOf(TO);
        Bound bound = to < 0
                ? new Bound(null, side(setting, text, text))
                : new Bound(
                        side(setting, text.substring(0, to), text),
                        side(setting, text.substring(to + TO.length()), text));
        if (bound.low == null && bound.high == null) {
            throw wrong(setting, text);
        }
        if (bound.low != null && bound.high != null && setting.compareSaid(bound.low, bound.high) > 0) {
            throw wrong(setting, text);
        }
        return bound;
    }

    private static @Nullable Object side(Setting<?> setting, String side, String whole) {
        if (side.isBlank()) {
            return null;
        }
        Object value = setting.parseSaid(side);
        if (value == null || value.equals(Setting.NONE)) {
            throw wrong(setting, whole);
        }
        return value;
    }

    private static IllegalArgumentException wrong(Setting<?> setting, String text) {
        return new IllegalArgumentException("must be LOW..HIGH, LOW.. or ..HIGH with LOW <= HIGH, both "
                + setting.valueRange() + ": " + Quoted.brief(text.strip()));
    }

    String format(Setting<?> setting) {
        if (low == null) {
            return high == null ? "anything" : "at most " + setting.formatSaid(high);
        }
        if (high == null) {
            return "at least " + setting.formatSaid(low);
        }
        return "from " + setting.formatSaid(low) + " to " + setting.formatSaid(high);
    }
}
