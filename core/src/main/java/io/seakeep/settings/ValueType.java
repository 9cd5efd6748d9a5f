package io.seakeep.settings;

import org.jspecify.annotations.Nullable;

/** The values that a setting can have, and how they are written. */
interface ValueType<T> {

    /** The value, or null if the text says none of this type. */
    @Nullable
    T parse(String text);

    /** Whether the value is in the range. */
    boolean allows(T value);

    /** As {@link #parse} reads it, without loss. */
    String format(T value);

    /** Which values are right, for people. */
    String range();

    /** What a text that is none of this type lacks; goes on from the range. Empty if that is not known. */
    default String missing(String text) {
        return "";
    }

    /** What a value is, in a word. */
    String unit();

    /** Whether one value can be more than another. */
    boolean isOrdered();

    /** Negative, zero or positive as {@code a} is less, equal or more; always zero if values have no order. */
    int compare(T a, T b);
}
