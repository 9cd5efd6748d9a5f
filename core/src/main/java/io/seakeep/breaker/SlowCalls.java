package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Problems;
import java.time.Duration;

/**
 * The settings of {@link Criterion#SLOW_CALLS}.
 *
 * @param limit what takes longer is slow
 * @param rate the share of slow attempts from which on it opens
 */
record SlowCalls(Duration limit, double rate) {

    private static final Duration SHORTEST = Duration.ofNanos(1_000);
    private static final Duration LONGEST = Duration.ofHours(1);

    void check(Problems problems) {
        problems.requireBetween("breaker.slow-calls.limit", limit, SHORTEST, LONGEST);
        problems.requireAboveUpTo("breaker.slow-calls.rate", rate, 0, 1);
    }

    String describe() {
        return Percent.of(rate) + " take longer than " + Durations.format(limit);
    }
}
