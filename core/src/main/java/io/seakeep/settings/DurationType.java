package io.seakeep.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time, written with a unit: there is no telling otherwise whether 30 means seconds or milliseconds. */
record DurationType(Duration lowest, Duration highest) implements ValueType<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?) ?(ns|us|µs|ms|s|min|m|h|d)");
    private static final Pattern WITHOUT_UNIT = Pattern.compile("[\\d.]+");
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final String[] UNITS = {"h", "min", "s", "ms", "us", "ns"};

    @Override
    public @Nullable Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        BigDecimal nanos = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(nanosOf(form.group(2))));
        try {
            return Duration.ofNanos(nanos.longValueExact());
        } catch (ArithmeticException tooLongOrTooFine) {
            return null;
        }
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m", "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 24 * 3_600_000_000_000L;
        };
    }

    @Override
    public boolean allows(Duration value) {
        return value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0;
    }

    /** In the largest unit of which it is a whole number; what nanoseconds cannot hold is out of any range, and only shown. */
    @Override
    public String format(Duration value) {
        if (value.compareTo(LONGEST) > 0 || value.compareTo(LONGEST.negated()) < 0) {
            return value.toString();
        }
        long nanos = value.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        for (String unit : UNITS) {
            long one = nanosOf(unit);
            if (nanos % one == 0) {
                return nanos / one + unit;
            }
        }
        throw new AssertionError(nanos);
    }

    @Override
    public String range() {
        return "from " + format(lowest) + " to " + format(highest);
    }

    @Override
    public String missing(String text) {
        return WITHOUT_UNIT.matcher(text).matches() ? ", with a unit" : "";
    }

    @Override
    public String unit() {
        return "duration";
    }

    @Override
    public boolean isOrdered() {
        return true;
    }

    @Override
    public int compare(Duration a, Duration b) {
        return a.compareTo(b);
    }
}
