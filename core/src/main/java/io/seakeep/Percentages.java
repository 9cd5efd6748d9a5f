package io.seakeep;

import java.util.Locale;

/** How shares are written for people, in events, descriptions and explanations. */
public final class Percentages {

    private Percentages() {}

    /** Such as {@code 10 %} or {@code 0.5 %}. */
    public static String format(double share) {
        return number(100 * share) + " %";
    }

    /** A number with three decimals at most, such as {@code 99.9}. */
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "");
    }
}
