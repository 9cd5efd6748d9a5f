package io.seakeep.breaker;

import java.util.Locale;

/** Writes shares for people: {@code 64 %}, {@code 1.5 %}, {@code 0.05 %}. */
final class Percent {

    private Percent() {}

    static String of(double share) {
        double percent = 100 * share;
        int decimals = percent >= 9.95 || percent == 0 ? 0 : percent >= 0.995 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", percent);
        return (text.contains(".") ? text.replaceAll("\\.?0+$", "") : text) + " %";
    }

    static String of(long part, long whole) {
        return of(whole == 0 ? 0 : (double) part / whole);
    }
}
