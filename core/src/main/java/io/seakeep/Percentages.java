package io.seakeep;

import java.util.Locale;

/** How shares are written for people. */
final class Percentages {

    private Percentages() {}

    /** Such as {@code 10 %} or {@code 0.5 %}. */
    static String format(double share) {
        return number(100 * share) + " %";
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
