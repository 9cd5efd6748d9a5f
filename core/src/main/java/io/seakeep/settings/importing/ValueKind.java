package io.seakeep.settings.importing;

import java.util.Locale;
import java.util.regex.Pattern;

/** How a value of the other library is written. */
enum ValueKind {
    COUNT("a whole number that is not negative") {
        @Override
        boolean reads(String value) {
            return value.matches("\\d{1,9}");
        }
    },
    /** Hystrix says -1 for none. */
    SIGNED_COUNT("a whole number") {
        @Override
        boolean reads(String value) {
            return value.matches("-?\\d{1,9}");
        }
    },
    NUMBER("a number that is not negative") {
        @Override
        boolean reads(String value) {
            return NUMBER_FORM.matcher(value).matches();
        }
    },
    DURATION("a duration, such as 500ms, 10s, PT10S, or 500 for milliseconds") {
        @Override
        boolean reads(String value) {
            return SpringDuration.reads(value);
        }
    },
    FLAG("true or false") {
        @Override
        boolean reads(String value) {
            return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        }
    },
    /** Read by whoever knows which there are. */
    WORD("a word") {
        @Override
        boolean reads(String value) {
            return !value.isEmpty();
        }
    };

    private static final Pattern NUMBER_FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private final String expected;

    ValueKind(String expected) {
        this.expected = expected;
    }

    abstract boolean reads(String value);

    /** Which values would have been right, for people. */
    String expected() {
        return expected;
    }

    /** Without what does not tell names apart in Spring: case, dashes and underscores. */
    static String uniform(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
