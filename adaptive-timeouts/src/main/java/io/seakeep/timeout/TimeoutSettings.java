package io.seakeep.timeout;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Percentages;
import io.seakeep.Problems;
import io.seakeep.TimeoutEnforcement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was said of an adaptive timeout. Immutable, and checked when the dependency is built. */
record TimeoutSettings(
        double falseTimeoutRate,
        Duration min,
        Duration max,
        Duration initial,
        TimeoutEnforcement enforcement,
        @Nullable LearnedStore store,
        Mode mode) {

    private static final double LOWEST_RATE = 0.0001;
    private static final double HIGHEST_RATE = 0.1;
    private static final Duration STANDARD_MIN = Duration.ofMillis(100);
    private static final Duration STANDARD_MAX = Duration.ofSeconds(10);

    static final Duration SHORTEST = Duration.ofMillis(1);
    static final Duration LONGEST = Duration.ofHours(1);

    static TimeoutSettings of(double falseTimeoutRate) {
        return new TimeoutSettings(
                falseTimeoutRate,
                STANDARD_MIN,
                STANDARD_MAX,
                STANDARD_MAX,
                TimeoutEnforcement.ASYNCHRONOUS,
                null,
                Mode.ENFORCE);
    }

    TimeoutSettings withBounds(Duration newMin, Duration newMax) {
        return new TimeoutSettings(
                falseTimeoutRate,
                Objects.requireNonNull(newMin, "min"),
                Objects.requireNonNull(newMax, "max"),
                initial,
                enforcement,
                store,
                mode);
    }

    TimeoutSettings withInitial(Duration newInitial) {
        return new TimeoutSettings(
                falseTimeoutRate, min, max, Objects.requireNonNull(newInitial, "initial"), enforcement, store, mode);
    }

    TimeoutSettings withEnforcement(TimeoutEnforcement newEnforcement) {
        return new TimeoutSettings(falseTimeoutRate, min, max, initial, newEnforcement, store, mode);
    }

    TimeoutSettings withStore(LearnedStore newStore) {
        return new TimeoutSettings(
                falseTimeoutRate, min, max, initial, enforcement, Objects.requireNonNull(newStore, "store"), mode);
    }

    TimeoutSettings withMode(Mode newMode) {
        return new TimeoutSettings(
                falseTimeoutRate, min, max, initial, enforcement, store, Objects.requireNonNull(newMode, "mode"));
    }

    void check(Problems problems) {
        problems.requireBetween("timeout.false-timeout-rate", falseTimeoutRate, LOWEST_RATE, HIGHEST_RATE);
        problems.requireBetween("timeout.min", min, SHORTEST, LONGEST);
        problems.requireBetween("timeout.max", max, min, LONGEST);
        problems.requireBetween("timeout.initial", initial, min, max);
    }

    /** How many attempts it takes before the timeout can be lower than the initial one. */
    double samplesNeeded() {
        return 10 / falseTimeoutRate;
    }

    /** Where each of them comes from. */
    String origins() {
        return "the rate was said; min " + origin(min, STANDARD_MIN) + "; max " + origin(max, STANDARD_MAX)
                + "; initial " + origin(initial, STANDARD_MAX);
    }

    private static String origin(Duration value, Duration standard) {
        return Durations.format(value) + (value.equals(standard) ? ", the default" : ", as was said");
    }

    String describe() {
        return Percentages.format(falseTimeoutRate) + " false timeouts, between " + Durations.format(min) + " and "
                + Durations.format(max) + ", " + Durations.format(initial) + " at first, "
                + Enforcement.describe(enforcement);
    }
}
