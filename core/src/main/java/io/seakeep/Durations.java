package io.seakeep;

import java.time.Duration;
import java.util.Locale;

/** How durations are written for people: the largest unit that fits, with three significant digits at most. */
public final class Durations {

    private Durations() {}

    /** The duration in words, such as {@code 1.5 s}, {@code 20 ms} or {@code 30 min}. */
    public static String format(Duration duration) {
        return duration.abs().compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0
                ? duration.toString()
                : format(duration.toNanos());
    }

    /** The nanoseconds in words, such as {@code 1.5 s}, {@code 20 ms} or {@code 30 min}. */
    public static String format(long nanos) {
        double magnitude = Math.abs((double) nanos);
        if (magnitude < 1e3) {
            return nanos + " ns";
        } else if (magnitude < 1e6) {
            return number(nanos / 1e3) + " us";
        } else if (magnitude < 1e9) {
            return number(nanos / 1e6) + " ms";
        } else if (magnitude < 120e9) {
            return number(nanos / 1e9) + " s";
        } else if (magnitude < 7200e9) {
            return number(nanos / 60e9) + " min";
        }
        return number(nanos / 3600e9) + " h";
    }

    private static String number(double value) {
        int decimals = Math.abs(value) >= 99.95 ? 0 : Math.abs(value) >= 9.995 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
