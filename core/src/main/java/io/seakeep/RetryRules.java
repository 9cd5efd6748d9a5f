package io.seakeep;

import io.seakeep.RetryRefused.Reason;
import io.seakeep.Signals.Signal;
import io.seakeep.latency.Outcome;
import org.jspecify.annotations.Nullable;

/** Whether a call that ended badly gets another attempt: the rules of one pipeline, which hold whatever its strategy says. */
final class RetryRules {

    private final RetryStrategy strategy;
    private final Mode mode;
    private final ExtraAttempts budget;
    private final FastestAnswer fastest;
    private final DependencyScope scope;
    private final RetryCounts counts;

    /** @param counts what has been counted before, under other settings */
    RetryRules(
            RetryStrategy strategy,
            Mode mode,
            ExtraAttempts budget,
            FastestAnswer fastest,
            RetryCounts counts,
            DependencyScope scope) {
        this.strategy = strategy;
        this.mode = mode;
        this.budget = budget;
        this.fastest = fastest;
        this.counts = counts;
        this.scope = scope;
    }

    /** Decides and reports: the wait before another attempt, or {@link RetryStrategy#STOP}. */
    long waitNanos(CallProgress call) {
        Verdict last = call.last().verdict();
        if (!last.retryable()) {
            return RetryStrategy.STOP;
        }
        Reason forbidden = forbidden(call);
        long wait = forbidden == null ? ask(call) : RetryStrategy.STOP;
        Reason refusal = forbidden == null ? refusal(wait, call.leftNanos()) : forbidden;
        if (refusal != null) {
            refused(call, refusal);
            return RetryStrategy.STOP;
        }
        if (scope.detailWanted()) {
            scope.emit(new AttemptRetried(scope.dependency(), call.attemptsMade(), last.outcome(), wait));
        }
        return wait;
    }

    private @Nullable Reason forbidden(CallProgress call) {
        if (call.request().isRetry()) {
            return Reason.REQUEST_IS_A_RETRY;
        }
        boolean mayRepeat = call.traits().idempotent()
                || call.last().verdict().repeat() == Verdict.Repeat.ALWAYS
                || strategy.assumesIdempotent();
        return mayRepeat ? null : Reason.NOT_IDEMPOTENT;
    }

    private @Nullable Reason refusal(long wait, long leftNanos) {
        if (wait < 0) {
            return Reason.STRATEGY;
        }
        if (mode != Mode.ENFORCE) {
            return Reason.OBSERVING;
        }
        if (scope.signals().isRaised(Signal.BREAKER_OPEN)) {
            // Else who was a probe of the breaker, and waited as long as those do, may be its next one as well.
            return Reason.REJECTED;
        }
        if (leftNanos - wait <= fastest.nanos()) {
            return Reason.NO_TIME;
        }
        return budget.mayStart(scope.time().nanoTime()) ? null : Reason.BUDGET;
    }

    private long ask(CallProgress call) {
        try {
            return strategy.waitNanos(
                    call.attemptsMade(), call.previousWaitNanos(), call.last().verdict());
        } catch (Throwable broken) {
            scope.emit(new UserCodeFailed(scope.dependency(), "retry strategy", broken));
            return RetryStrategy.STOP;
        }
    }

    /** Another attempt has been let in. */
    void retried() {
        counts.retried();
    }

    void refused(CallProgress call, Reason reason) {
        counts.refused(reason);
        if (scope.detailWanted()) {
            Outcome outcome = call.last().verdict().outcome();
            scope.emit(new RetryRefused(scope.dependency(), call.attemptsMade(), outcome, reason));
        }
    }

    void measure(Measurements to) {
        counts.measure(to);
    }
}
