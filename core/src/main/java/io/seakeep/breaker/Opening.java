package io.seakeep.breaker;

import io.seakeep.Durations;
import io.seakeep.Problems;
import java.time.Duration;

/**
 * The settings of how long the breaker stays open and how it recovers.
 *
 * @param first how long it stays open at first
 * @param longest how long at most
 * @param recoverOver how long a recovery takes at least
 */
record Opening(Duration first, Duration longest, Duration recoverOver) {

    private static final Duration SHORTEST_FIRST = Duration.ofMillis(1);
    private static final Duration LONGEST_FIRST = Duration.ofHours(1);
    private static final Duration LONGEST_LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST_RAMP = Duration.ofMillis(50);
    private static final Duration LONGEST_RAMP = Duration.ofHours(1);

    void check(Problems problems) {
        problems.requireBetween("breaker.open-for.first", first, SHORTEST_FIRST, LONGEST_FIRST);
        problems.requireBetween("breaker.open-for.longest", longest, SHORTEST_FIRST, LONGEST_LONGEST);
        if (first.compareTo(longest) > 0) {
            problems.contradiction("breaker.open-for.first must be at most breaker.open-for.longest: "
                    + Durations.format(first) + " is more than " + Durations.format(longest));
        }
        problems.requireBetween("breaker.recover-over", recoverOver, SHORTEST_RAMP, LONGEST_RAMP);
    }

    String describe() {
        String longer = first.equals(longest) ? "" : " to " + Durations.format(longest);
        return "stays open for " + Durations.format(first) + longer + ", recovers over "
                + Durations.format(recoverOver);
    }
}
