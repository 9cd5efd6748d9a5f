package io.seakeep.scenarios.demo;

import java.time.Duration;
import java.util.List;

/**
 * What the dependency is like for a while.
 *
 * @param name as the progress shows it
 * @param what as the table explains it
 * @param duration how long it lasts
 * @param behaviour how it works meanwhile
 */
record Phase(String name, String what, Duration duration, Behaviour behaviour) {

    /** The five phases of the demo, which take a minute. */
    static List<Phase> standard() {
        Behaviour healthy = Behaviour.taking(15);
        return List.of(
                new Phase("healthy", "answers take about 15 ms", Duration.ofSeconds(12), healthy),
                new Phase(
                        "slow tail",
                        "3 % of the answers take 20 times as long",
                        Duration.ofSeconds(10),
                        healthy.withTail(0.03)),
                new Phase(
                        "3 times slower",
                        "all answers do; that is more work than it has workers for",
                        Duration.ofSeconds(12),
                        healthy.slower(3)),
                new Phase(
                        "failing",
                        "70 % get a 500, and 10 % get one after hanging for 3 s",
                        Duration.ofSeconds(10),
                        healthy.failing(0.7).hanging(0.1)),
                new Phase("recovered", "as at first", Duration.ofSeconds(16), healthy));
    }
}
