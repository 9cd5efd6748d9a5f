package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link Criterion#HANG}.
 *
 * @param atLeast how many attempts have to be in flight for that long
 * @param age how long that is, or null when it follows from what is usual
 * @param timesUsual how many times the usual p99, when it does
 */
record Hang(int atLeast, @Nullable Duration age, double timesUsual) {

    /** Which quantile is the usual. */
    static final double QUANTILE = 0.99;

    /** The least age that follows from what is usual: many a healthy process stands still for some hundred ms. */
    static final Duration LEAST = Duration.ofSeconds(1);

    private static final int MOST_AT_LEAST = 10_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    void check(Problems problems) {
        problems.requireBetween("breaker.hang.at-least", atLeast, 1, MOST_AT_LEAST);
        if (age != null) {
            problems.requireBetween("breaker.hang.older-than", age, FailureRate.TICK, LONGEST);
        } else {
            problems.requireBetween("breaker.hang.times-usual", timesUsual, 1, 1_000);
        }
    }

    String describe() {
        return atLeast + " are in flight for over "
                + (age != null ? Durations.format(age) : timesUsual + " times the usual p99") + " and none is answered";
    }
}
