package io.seakeep.scenarios.result;

import java.util.Locale;

/** Numbers for people to read. */
public final class Numbers {

    private Numbers() {}

    /** With about four digits. */
    public static String short4(double number) {
        double size = Math.abs(number);
        String format = size >= 1_000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f";
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, format, number);
    }
}
