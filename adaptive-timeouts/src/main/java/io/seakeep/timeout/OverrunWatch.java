package io.seakeep.timeout;

import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.PolicyScope;
import io.seakeep.SeakeepEvent.Severity;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells of attempts that took longer than they were allowed to and were not ended: with a warning when it happens first, and quietly after
 * that. For one thread at a time.
 */
final class OverrunWatch {

    private static final Outcome[] ENDED_BY_THEMSELVES = {Outcome.SUCCESS, Outcome.FAILURE};

    private final PolicyScope scope;
    private Severity next = Severity.WARNING;
    private final LongAdder count = new LongAdder();

    OverrunWatch(PolicyScope scope) {
        this.scope = scope;
    }

    void onTick(long timeoutNanos) {
        long overran = overran(scope.tracker(), timeoutNanos);
        if (overran > 0) {
            count.add(overran);
            scope.emit(new AttemptsOverran(scope.dependency(), overran, timeoutNanos, next));
            next = Severity.DEBUG;
        }
    }

    /** How many ended by themselves since the tick before last that took longer than that. */
    static long overran(LatencyTracker tracker, long timeoutNanos) {
        // A bucket further, for those in the timeout's own may have been in time.
        long surelyNanos = timeoutNanos + timeoutNanos / 32 + 32;
        return tracker.lastTickSnapshot().countAtOrAbove(surelyNanos, ENDED_BY_THEMSELVES);
    }

    /** Whether an attempt that took that long had all of that timeout. Clients may cut it short to the millisecond. */
    static boolean mayHaveOverrun(long durationNanos, long timeoutNanos) {
        return durationNanos + durationNanos / 32 >= timeoutNanos;
    }

    void measure(Measurements to) {
        to.counter(
                Measurement.of(
                        "seakeep.timeout.overruns", "Attempts that took longer than their timeout and were not ended"),
                count::sum);
    }
}
