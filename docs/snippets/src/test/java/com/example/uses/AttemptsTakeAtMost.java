package com.example.uses;

import io.seakeep.AttemptTimeout;
import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import java.time.Duration;

/** The smallest policy there can be: one number, at the position of the timeout. It is what {@code remaining()} starts from. */
record AttemptsTakeAtMost(Duration timeout) implements Policy {

    @Override
    public String name() {
        return "at-most";
    }

    @Override
    public Position position() {
        return Position.TIMEOUT;
    }

    @Override
    public Mode mode() {
        return Mode.ENFORCE;
    }

    @Override
    public void check(Problems problems) {
        problems.requireBetween("at-most", timeout, Duration.ofMillis(1), Duration.ofHours(1));
    }

    @Override
    public AttemptTimeout start(PolicyScope scope) {
        long timeoutNanos = timeout.toNanos();
        return () -> timeoutNanos;
    }

    @Override
    public String describe() {
        return Durations.format(timeout);
    }
}
