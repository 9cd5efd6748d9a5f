package io.seakeep.timeout;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Percentages;
import io.seakeep.Problems;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.time.Duration;

/** What follows for an adaptive timeout from what was said of it. Immutable, and checked when the dependency is built. */
record TimeoutSettings(
        double falseTimeoutRate,
        Duration min,
        Duration max,
        Duration initial,
        TimeoutEnforcement enforcement,
        Mode mode,
        SettingValues said) {

    static TimeoutSettings of(SettingValues values) {
        Duration min = values.get(TimeoutSchema.MIN);
        Duration max = values.get(TimeoutSchema.MAX);
        Duration initial = values.getOrNull(TimeoutSchema.INITIAL);
        return new TimeoutSettings(
                values.get(TimeoutSchema.RATE),
                min,
                max,
                initial != null ? initial : nearest(TimeoutSchema.INITIAL_TIMEOUT, min, max),
                values.get(TimeoutSchema.ENFORCEMENT),
                values.get(TimeoutSchema.MODE),
                values);
    }

    private static Duration nearest(Duration wanted, Duration min, Duration max) {
        Duration lower = wanted.compareTo(max) > 0 ? max : wanted;
        return lower.compareTo(min) < 0 ? min : lower;
    }

    void check(Problems problems) {
        problems.requireBetween(
                "timeout.false-timeout-rate", falseTimeoutRate, TimeoutSchema.LOWEST_RATE, TimeoutSchema.HIGHEST_RATE);
        problems.requireBetween("timeout.min", min, TimeoutSchema.SHORTEST, TimeoutSchema.LONGEST);
        problems.requireBetween("timeout.max", max, TimeoutSchema.SHORTEST, TimeoutSchema.LONGEST);
        boolean areInOrder = min.compareTo(max) <= 0;
        if (!areInOrder) {
            problems.contradiction("timeout.min must be at most timeout.max: " + Durations.format(min)
                    + " is more than " + Durations.format(max));
        }
        if (said.getOrNull(TimeoutSchema.INITIAL) != null) {
            problems.requireBetween(
                    "timeout.initial",
                    initial,
                    areInOrder ? min : TimeoutSchema.SHORTEST,
                    areInOrder ? max : TimeoutSchema.LONGEST);
        }
    }

    /** How many attempts it takes before the timeout can be lower than the initial one. */
    double samplesNeeded() {
        return 10 / falseTimeoutRate;
    }

    /** Where each of them comes from. */
    String origins() {
        return (said.says(TimeoutSchema.RATE) ? "the rate was said" : "the rate is the default") + "; min "
                + origin(TimeoutSchema.MIN, min) + "; max " + origin(TimeoutSchema.MAX, max) + "; initial "
                + origin(TimeoutSchema.INITIAL, initial);
    }

    private String origin(Setting<Duration> setting, Duration value) {
        return Durations.format(value) + (said.says(setting) ? ", as was said" : ", the default");
    }

    String describe() {
        return Percentages.format(falseTimeoutRate) + " false timeouts, between " + Durations.format(min) + " and "
                + Durations.format(max) + ", " + Durations.format(initial) + " at first, "
                + Enforcement.describe(enforcement);
    }
}
