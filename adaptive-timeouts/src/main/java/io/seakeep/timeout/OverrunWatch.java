package io.seakeep.timeout;

import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.PolicyScope;
import io.seakeep.SeakeepEvent.Severity;
import io.seakeep.Tick;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells of attempts that took longer than they were allowed to and were not ended: with a warning when it happens first, and quietly after
 * that. For one thread at a time.
 */
final class OverrunWatch {

    private final PolicyScope scope;
    private final LateAttempts late;
    private Severity next = Severity.WARNING;
    private final LongAdder count = new LongAdder();

    /** @param timeoutNanos with which it begins */
    OverrunWatch(PolicyScope scope, long timeoutNanos) {
        this.scope = scope;
        this.late = new LateAttempts(scope.tracker(), timeoutNanos);
    }

    void onTick(Tick tick, long timeoutNanos) {
        long overran = late.count(tick, timeoutNanos);
        if (overran > 0) {
            count.add(overran);
            scope.emit(new AttemptsOverran(scope.dependency(), overran, timeoutNanos, next));
            next = Severity.DEBUG;
        }
    }

    void measure(Measurements to) {
        to.counter(
                Measurement.of(
                        "seakeep.timeout.overruns", "Attempts that took longer than their timeout and were not ended"),
                count::sum);
    }
}
