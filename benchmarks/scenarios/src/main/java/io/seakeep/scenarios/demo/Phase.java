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

    /** The phases of the demo, which take less than a minute; each has something for another policy to do. */
    static List<Phase> standard() {
        Behaviour healthy = Behaviour.taking(15);
        return List.of(
                new Phase("healthy", "answers take about 15 ms", Duration.ofSeconds(8), healthy),
                new Phase(
                        "tail",
                        "2 % of the answers take 20 times as long, and 2 % are a 500",
                        Duration.ofSeconds(9),
                        healthy.withTail(0.02).failing(0.02)),
                new Phase(
                        "far away",
                        "another region answers, which takes 250 ms more",
                        Duration.ofSeconds(9),
                        healthy.fromAfar(250)),
                new Phase(
                        "overload",
                        "all take 5 times as long: more work than it has workers for",
                        Duration.ofSeconds(9),
                        healthy.slower(5)),
                new Phase(
                        "failing",
                        "70 % get a 500, and 10 % get one after hanging for 3 s",
                        Duration.ofSeconds(8),
                        healthy.failing(0.7).hanging(0.1)),
                new Phase("recovered", "as at first", Duration.ofSeconds(9), healthy));
    }
}
