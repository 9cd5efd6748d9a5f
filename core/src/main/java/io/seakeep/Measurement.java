package io.seakeep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a number that Seakeep knows is called, for a metrics library to show it. Immutable, and equal by value.
 *
 * @param name in lower case, with words and parts separated by dots, such as {@code seakeep.hedge.delay}; the unit is no part of it
 * @param unit the base unit in the plural, such as {@code seconds}; empty for what is counted
 * @param description a sentence for people
 * @param tags what tells it from others of the same name; all of one name have the same tags, in this order
 */
public record Measurement(String name, String unit, String description, Map<String, String> tags) {

    /** Copies the map. */
    public Measurement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(description, "description");
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** A plain number, such as how many there are of something; without tags. */
    public static Measurement of(String name, String description) {
        return new Measurement(name, "", description, Map.of());
    }

    /** A time in seconds; without tags. */
    public static Measurement seconds(String name, String description) {
        return new Measurement(name, "seconds", description, Map.of());
    }

    /**
     * How often a policy that only observes would have acted: refused an attempt, ended it or started another.
     *
     * @param policy its name
     */
    public static Measurement wouldHaveActed(String policy) {
        return of(
                        "seakeep.would.have.acted",
                        "Attempts that a policy which only observes would have refused, ended or started")
                .tagged("policy", policy);
    }

    /** The same with one tag more, behind those it has. The tags {@code dependency} and {@code key} are put in front by Seakeep. */
    public Measurement tagged(String tag, String value) {
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.put(tag, value);
        return new Measurement(name, unit, description, more);
    }
}
