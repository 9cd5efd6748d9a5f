package io.seakeep.timeout;

import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Tick;
import java.util.concurrent.atomic.LongAdder;

/** Counts the attempts that a timeout which only observes would have ended. For one thread at a time. */
final class WouldHaveEnded {

    private final LateAttempts late;
    private final LongAdder count = new LongAdder();

    /** @param timeoutNanos with which it begins */
    WouldHaveEnded(PolicyScope scope, long timeoutNanos) {
        this.late = new LateAttempts(scope.tracker(), timeoutNanos);
    }

    /** @param timeoutNanos what it would have been until this tick */
    void onTick(Tick tick, Mode mode, long timeoutNanos) {
        if (mode == Mode.OBSERVE) {
            count.add(late.count(tick, timeoutNanos));
        }
    }

    void measure(Measurements to) {
        to.counter(Measurement.wouldHaveActed("timeout"), count::sum);
    }
}
