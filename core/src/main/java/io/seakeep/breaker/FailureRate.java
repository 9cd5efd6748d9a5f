package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link Criterion#FAILURE_RATE}.
 *
 * @param rate the share of failures from which on it opens
 * @param atLeast how many attempts there have to be
 * @param overTime how far back it looks
 * @param overCalls how many calls it looks back in place of that, or null
 */
record FailureRate(
        double rate,
        int atLeast,
        Duration overTime,
        @Nullable Integer overCalls) {

    static final Duration TICK = Duration.ofMillis(250);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_CALLS = 10_000;
    private static final int MOST_AT_LEAST = 10_000;

    void check(Problems problems) {
        problems.requireAboveUpTo("breaker.failure-rate", rate, 0, 1);
        problems.requireBetween("breaker.over-at-least", atLeast, 1, MOST_AT_LEAST);
        if (overCalls == null) {
            problems.requireBetween("breaker.over-last", overTime, TICK, LONGEST);
            return;
        }
        problems.requireBetween("breaker.over-last-calls", overCalls, 1, MOST_CALLS);
        if (overCalls >= 1 && atLeast >= 1 && overCalls < atLeast) {
            problems.contradiction("breaker.over-last-calls must be at least breaker.over-at-least: " + overCalls
                    + " is less than " + atLeast);
        }
    }

    CountWindow window() {
        return overCalls != null ? CountWindow.overAttempts(overCalls) : CountWindow.overTime(overTime.toNanos());
    }

    String describe() {
        return Percent.of(rate) + " of at least " + atLeast + " attempts fail in "
                + (overCalls != null ? "the last " + overCalls : Durations.format(overTime));
    }
}
