package io.seakeep.scenarios.limits;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;

/**
 * What is asked of a server over time.
 *
 * @param name what it is called
 * @param workers the server's workers at the start
 * @param service how long they take
 * @param patience for how long a caller waits for an answer
 * @param span how long it goes on
 * @param warmUp from when on it counts
 * @param ratePerSecond how many requests arrive at that second
 * @param course what happens to the server meanwhile, at that second
 */
record Shape(
        String name,
        int workers,
        ServiceTime service,
        Duration patience,
        Duration span,
        Duration warmUp,
        DoubleUnaryOperator ratePerSecond,
        Course course) {

    @FunctionalInterface
    interface Course {
        void at(double second, Server server);
    }
}
