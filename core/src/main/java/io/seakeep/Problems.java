package io.seakeep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Collects what is wrong with settings, so that all of it can be said at once. For use by one thread.
 *
 * <p>Each problem names the setting, the value found and the range that would have been right.
 */
public final class Problems {

    private final List<String> found = new ArrayList<>();
    private final String where;

    /** Starts with nothing found. {@code where} says whose settings these are, such as {@code dependency inventory}. */
    public Problems(String where) {
        this.where = where;
    }

    /** Reports a setting whose value is out of its range. */
    public void add(String setting, String requirement, Object value) {
        found.add(setting + " must be " + requirement + ": " + value);
    }

    /** Reports settings that are right by themselves and cannot stand together. */
    public void contradiction(String explanation) {
        found.add(explanation);
    }

    /** Requires {@code low <= value <= high}; NaN is never right. */
    public void requireBetween(String setting, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            add(setting, "between " + trim(low) + " and " + trim(high), trim(value));
        }
    }

    /** Requires {@code low < value <= high}; NaN is never right. */
    public void requireAboveUpTo(String setting, double value, double low, double high) {
        if (!(value > low && value <= high)) {
            add(setting, "above " + trim(low) + " and at most " + trim(high), trim(value));
        }
    }

    /** Requires {@code low <= value <= high}. */
    public void requireBetween(String setting, long value, long low, long high) {
        if (value < low || value > high) {
            add(setting, "between " + low + " and " + high, value);
        }
    }

    /** Requires {@code low <= value <= high}. */
    public void requireBetween(String setting, Duration value, Duration low, Duration high) {
        if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
            add(
                    setting,
                    "between " + Durations.format(low) + " and " + Durations.format(high),
                    Durations.format(value));
        }
    }

    /** What was found so far, in the order it was reported. */
    public List<String> found() {
        return List.copyOf(found);
    }

    /** Does nothing if nothing was found, and otherwise throws all of it. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new IllegalConfigurationException(where, found);
        }
    }

    /** The same, each in the words that this makes of it. */
    void throwIfAny(UnaryOperator<String> words) {
        if (!found.isEmpty()) {
            throw new IllegalConfigurationException(
                    where, found.stream().map(words).toList());
        }
    }

    private static String trim(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
