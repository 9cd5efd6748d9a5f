package io.seakeep.settings.importing;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Spring Boot reads them, and as a file of ours has them. */
final class SpringDuration {

    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,12})(ns|us|ms|s|m|h|d)?");
    private static final String[] UNITS = {"h", "min", "s", "ms", "us", "ns"};
    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L};

    /** What a file of ours can hold; in a file it would be out of any range all the same. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private SpringDuration() {}

    static boolean reads(String text) {
        if (SIMPLE.matcher(text).matches()) {
            return true;
        }
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    /** @throws DateTimeParseException if it is none */
    static Duration parse(String text) {
        Matcher simple = SIMPLE.matcher(text);
        if (!simple.matches()) {
            return Duration.parse(text);
        }
        long number = Long.parseLong(simple.group(1));
        String unit = simple.group(2) == null ? "ms" : simple.group(2);
        return switch (unit) {
            case "ns" -> Duration.ofNanos(number);
            case "us" -> Duration.ofNanos(Math.multiplyExact(number, 1_000));
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** As a file of ours has it: in the largest unit of which it is a whole number. */
    static String format(Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            return duration.toString();
        }
        long nanos = duration.toNanos();
        for (int unit = 0; unit < UNITS.length; unit++) {
            if (nanos != 0 && nanos % NANOS[unit] == 0) {
                return nanos / NANOS[unit] + UNITS[unit];
            }
        }
        return "0s";
    }
}
