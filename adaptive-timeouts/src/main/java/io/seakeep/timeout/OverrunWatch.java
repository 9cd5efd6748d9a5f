package io.seakeep.timeout;

import io.seakeep.PolicyScope;
import io.seakeep.SeakeepEvent.Severity;
import io.seakeep.latency.Outcome;

/**
 * Tells of attempts that took longer than they were allowed to and were not ended: with a warning when it happens first, and quietly after
 * that. For one thread at a time.
 */
final class OverrunWatch {

    private static final Outcome[] ENDED_BY_THEMSELVES = {Outcome.SUCCESS, Outcome.FAILURE};

    private final PolicyScope scope;
    private Severity next = Severity.WARNING;

    OverrunWatch(PolicyScope scope) {
        this.scope = scope;
    }

    void onTick(long timeoutNanos) {
        // A bucket further, for those in the timeout's own may have been in time.
        long surelyNanos = timeoutNanos + timeoutNanos / 32 + 32;
        long overran = scope.tracker().lastTickSnapshot().countAtOrAbove(surelyNanos, ENDED_BY_THEMSELVES);
        if (overran > 0) {
            scope.emit(new AttemptsOverran(scope.dependency(), overran, timeoutNanos, next));
            next = Severity.DEBUG;
        }
    }
}
