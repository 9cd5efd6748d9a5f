package io.seakeep.scenarios.demo;

import java.time.Duration;

/** Shows how it goes, again and again. For use by one thread. */
interface Display {

    Duration period();

    void show(long nowNanos);

    /** Shows how it ended. */
    void showEnd(long nowNanos);
}
