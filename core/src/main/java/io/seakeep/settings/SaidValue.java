package io.seakeep.settings;

import java.util.Objects;

/**
 * A value that somebody said.
 *
 * @param value as it would be written in a file
 * @param origin where it was said
 * @param scope what it was said for: {@code default}, a dependency's name or a pattern of names, or one with a key, such as {@code search[eu]}
 */
public record SaidValue(String value, Origin origin, String scope) {

    public SaidValue {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(scope, "scope");
    }

    /** Such as {@code 5s (service, seakeep.properties:3, default)}. */
    @Override
    public String toString() {
        return value + " (" + origin + ", " + scope + ")";
    }
}
