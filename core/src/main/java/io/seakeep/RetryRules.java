package io.seakeep;

import io.seakeep.RetryRefused.Reason;
import io.seakeep.latency.Outcome;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Whether a call that ended badly gets another attempt: the rules of one pipeline, which hold whatever its strategy says. */
final class RetryRules {

    private final RetryStrategy strategy;
    private final Mode mode;
    private final ExtraAttempts budget;
    private final FastestAnswer fastest;
    private final DependencyScope scope;
    private final LongAdder retried = new LongAdder();
    private final Tally<Reason> refusals = new Tally<>(Reason.class);

    RetryRules(RetryStrategy strategy, Mode mode, ExtraAttempts budget, FastestAnswer fastest, DependencyScope scope) {
        this.strategy = strategy;
        this.mode = mode;
        this.budget = budget;
        this.fastest = fastest;
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
        retried.increment();
    }

    void refused(CallProgress call, Reason reason) {
        refusals.increment(reason);
        if (scope.detailWanted()) {
            Outcome outcome = call.last().verdict().outcome();
            scope.emit(new RetryRefused(scope.dependency(), call.attemptsMade(), outcome, reason));
        }
    }

    void measure(Measurements to) {
        to.counter(Measurement.of("seakeep.retries", "Attempts that followed one that ended badly"), retried::sum);
        Measurement refused =
                Measurement.of("seakeep.retries.refused", "Attempts that ended badly and were not followed by another");
        for (Reason reason : Reason.values()) {
            if (reason != Reason.OBSERVING) {
                to.counter(refused.tagged("reason", AttemptTotals.tag(reason)), () -> refusals.sum(reason));
            }
        }
        to.counter(Measurement.wouldHaveActed("retry"), () -> refusals.sum(Reason.OBSERVING));
    }
}
