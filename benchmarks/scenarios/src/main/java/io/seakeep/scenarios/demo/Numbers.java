package io.seakeep.scenarios.demo;

import java.util.Locale;

/** Numbers as people read them, without units; a dash for what is not known. */
final class Numbers {

    private static final String UNKNOWN = "-";

    private Numbers() {}

    static String whole(double value) {
        return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.0f", value);
    }

    /** Percent, rounded down: only all of them are 100. */
    static String share(double percent) {
        return Double.isNaN(percent) ? UNKNOWN : String.format(Locale.ROOT, "%.1f", Math.floor(10 * percent) / 10);
    }

    static String millis(double value) {
        return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
    }
}
