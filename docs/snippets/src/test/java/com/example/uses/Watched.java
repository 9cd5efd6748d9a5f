package com.example.uses;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.latency.OutcomeCounts;
import io.seakeep.time.VirtualTime;
import java.time.Duration;

/** A Seakeep for tests: its clock stands still until moved, so what was recorded can be asked for without waiting. */
final class Watched implements AutoCloseable {

    final VirtualTime time = new VirtualTime();
    final Seakeep seakeep = Seakeep.builder().time(time).seed(1).build();

    /** How the attempts have ended so far; known from the next tick on. */
    OutcomeCounts outcomesOf(Dependency dependency) {
        time.advance(Duration.ofMillis(250));
        return dependency.latency().counts();
    }

    @Override
    public void close() {
        seakeep.close();
    }
}
