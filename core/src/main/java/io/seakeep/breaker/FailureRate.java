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
 * @param overTime how far back it looks, or null when that is counted in calls
 * @param overCalls how many calls it looks back, when not by time
 */
record FailureRate(double rate, int atLeast, @Nullable Duration overTime, int overCalls) {

    static final FailureRate STANDARD = new FailureRate(0.5, 20, Duration.ofSeconds(10), 0);

    static final Duration TICK = Duration.ofMillis(250);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_CALLS = 10_000;
    private static final int MOST_AT_LEAST = 10_000;

    FailureRate rate(double newRate) {
        return new FailureRate(newRate, atLeast, overTime, overCalls);
    }

    FailureRate atLeast(int newAtLeast) {
        return new FailureRate(rate, newAtLeast, overTime, overCalls);
    }

    FailureRate overTime(Duration window) {
        return new FailureRate(rate, atLeast, window, 0);
    }

    FailureRate overCalls(int calls) {
        return new FailureRate(rate, atLeast, null, calls);
    }

    void check(Problems problems) {
        problems.requireAboveUpTo("breaker.failure-rate", rate, 0, 1);
        problems.requireBetween("breaker.over-at-least", atLeast, 1, MOST_AT_LEAST);
        if (overTime != null) {
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
        return overTime == null ? CountWindow.overAttempts(overCalls) : CountWindow.overTime(overTime.toNanos());
    }

    String describe() {
        return Percent.of(rate) + " of at least " + atLeast + " attempts fail in "
                + (overTime == null ? "the last " + overCalls : Durations.format(overTime));
    }
}
