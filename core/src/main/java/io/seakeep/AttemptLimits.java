package io.seakeep;

/** Tells what ended an attempt whose time was over, timeout or deadline, and how long that was. */
final class AttemptLimits {

    private final DependencyScope scope;
    private final CallTime callTime;
    private final AttemptTimeout timeout;

    AttemptLimits(DependencyScope scope, CallTime callTime, AttemptTimeout timeout) {
        this.scope = scope;
        this.callTime = callTime;
        this.timeout = timeout;
    }

    /** What ended an asynchronous attempt of the calling thread's request. */
    CallTimeoutException timedOut(PermitState attempt) {
        CallProgress progress = attempt.progressOrNull();
        long callStart = progress == null ? attempt.startNanos() : progress.startNanos();
        return timedOut(callStart, attempt.startNanos(), attempt.expiresAtNanos());
    }

    /** What ended a synchronous attempt of the calling thread's request, whose call and code began then. */
    CallTimeoutException timedOut(AttemptState attempt, long callStartNanos, long codeStartNanos) {
        long start = attempt instanceof PermitState later
                ? later.startNanos()
                : firstStartNanos(attempt.expiresAtNanos(), callStartNanos, codeStartNanos);
        return timedOut(callStartNanos, start, attempt.expiresAtNanos());
    }

    /** A first attempt has no room for its start. It is a timeout before its end, unless the timeout cannot be what it was. */
    private long firstStartNanos(long expiresAtNanos, long callStartNanos, long codeStartNanos) {
        long start = expiresAtNanos - timeout.timeoutNanos();
        return start - callStartNanos >= 0 && start - codeStartNanos <= 0 ? start : codeStartNanos;
    }

    private CallTimeoutException timedOut(long callStartNanos, long startNanos, long expiresAtNanos) {
        return callTime.isDeadline(expiresAtNanos)
                ? callTime.timedOut(callStartNanos, expiresAtNanos)
                : new CallTimeoutException(
                        scope.dependency(), "timeout", expiresAtNanos - startNanos, timeout.setting());
    }
}
