package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.TimeSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The compiled pipeline of one dependency or key: through the gates, into the tracker, around the user's code and back.
 *
 * <p>A synchronous call runs in {@link #call}, where everything its first attempt needs to remember is in local variables. An
 * asynchronous one, a permit, and an attempt that follows another remember the same in a {@link PermitState}. All enter and
 * leave by the same steps, {@link Gates} and {@link #settle}. A call that went well costs two clock reads, one read for each
 * policy, and the claim of a slot in the tracker; what comes after a first attempt that was no success is in {@link SyncCall}
 * and {@link AsyncCall}.
 */
class Pipeline {

    /** The slot of an attempt that did not come as far as the tracker, for want of memory. */
    static final long NOT_BEGUN = -1;

    private final TimeSource time;
    private final LatencyTracker tracker;
    private final CallTime callTime;
    private final Gates gates;
    private final AttemptTimeout timeout;
    private final TimeoutEnforcement enforcement;
    private final Judge judge;
    private final @Nullable RetryRules retryRules;
    private final @Nullable HedgeRules hedgeRules;
    private final ExtraAttempts budget;
    private final DependencyScope scope;
    private final UserCode userCode;
    private final Entrance entrance;
    private final @Nullable Isolation isolation;
    private final @Nullable Isolation hedgeThreads;
    private final List<ActivePolicy> policies;
    private final AttemptAccounts accounts;
    private final AttemptLimits limits;

    Pipeline(PipelineParts parts) {
        this.scope = parts.scope();
        this.time = scope.time();
        this.tracker = scope.tracker();
        this.callTime = parts.callTime();
        this.gates = parts.gates();
        this.timeout = parts.timeout();
        this.enforcement = timeout.enforcement();
        this.limits = new AttemptLimits(scope, callTime, timeout);
        this.judge = parts.judge();
        this.retryRules = parts.retryRules();
        this.hedgeRules = parts.hedgeRules();
        this.budget = parts.budget();
        this.userCode = new UserCode(scope);
        this.entrance = new Entrance(this, gates);
        this.isolation = Isolation.of(scope, gates.isolating(), enforcement);
        this.hedgeThreads = isolation == null && hedgeRules != null ? Isolation.forHedges(scope) : isolation;
        this.policies = parts.policies();
        this.accounts = parts.accounts();
    }

    TimeSource time() {
        return time;
    }

    LatencyTracker tracker() {
        return tracker;
    }

    /** In the order in which they think on a tick. */
    List<ActivePolicy> policies() {
        return policies;
    }

    PolicyScope scope() {
        return scope;
    }

    Judge judge() {
        return judge;
    }

    /** Null if no policy retries here. */
    @Nullable
    RetryRules retryRules() {
        return retryRules;
    }

    /** Null if no policy hedges here. */
    @Nullable
    HedgeRules hedgeRules() {
        return hedgeRules;
    }

    CallTime callTime() {
        return callTime;
    }

    ExtraAttempts budget() {
        return budget;
    }

    Entrance entrance() {
        return entrance;
    }

    ContextCarrier carrier() {
        return scope.carrier();
    }

    UserCode userCode() {
        return userCode;
    }

    /** Makes the permits of attempts that run on their callers' threads. */
    PermitMaker<PermitState> permits() {
        return PermitState::new;
    }

    /** Makes the permits of a call that their holder drives, who is on this thread. */
    PermitMaker<PermitState> drivenPermits() {
        return PermitState::new;
    }

    AttemptAccounts accounts() {
        return accounts;
    }

    void measure(Measurements to) {
        new PipelineMeasurements(this, timeout, gates.rejections()).tell(to);
    }

    <T extends @Nullable Object, X extends Exception> T call(CallTraits traits, AttemptCode<T, X> code) throws X {
        if (hedgeThreads != null && hedgeRules != null && hedgeRules.mayHedge(traits)) {
            return new HedgedSyncCall<>(this, hedgeThreads, code).call(traits);
        }
        return call(traits, kept(code), CallEnding.TO_CALLER);
    }

    /** The code, kept to its time if that was asked for. */
    private <T extends @Nullable Object, X extends Exception> AttemptCode<T, X> kept(AttemptCode<T, X> code) {
        if (isolation != null) {
            return new IsolatedCode<>(isolation, code, time.nanoTime());
        }
        return enforcement == TimeoutEnforcement.INTERRUPTING
                ? new InterruptingCode<>(this, code, time.nanoTime())
                : code;
    }

    private <T extends @Nullable Object, X extends Exception> T call(
            CallTraits said, AttemptCode<T, X> code, CallEnding ending) throws X {
        long start = time.nanoTime();
        if (callTime.binds(said)) {
            return boundCall(said, code, ending, start);
        }
        Object[] cell = RequestBinding.cellOrNull();
        return call(RequestBinding.traits(cell, said), code, ending, start, callTime.deadlineNanos(cell, start));
    }

    private <T extends @Nullable Object, X extends Exception> T boundCall(
            CallTraits said, AttemptCode<T, X> code, CallEnding ending, long start) throws X {
        Object[] cell = RequestBinding.cell();
        CallTraits traits = RequestBinding.traits(cell, said);
        long boundBefore = callTime.bind(cell, start, traits);
        try {
            return call(traits, code, ending, start, callTime.deadlineNanos(cell, start));
        } finally {
            RequestBinding.exit(cell, boundBefore);
        }
    }

    /**
     * One call. HotSpot inlines no more than 325 bytecodes; with more, a refusal's exception walks up one frame more, and takes half as
     * long again.
     */
    <T extends @Nullable Object, X extends Exception> T call(
            CallTraits traits, AttemptCode<T, X> code, CallEnding ending, long arrival, long deadline) throws X {
        long start = arrival;
        callTime.require(deadline - start);
        long t0 = gates.enterAdmission(traits, start);
        long t1 = gates.enterBreaker(traits, start, t0);
        long t2 = gates.enterBulkhead(traits, start, t0, t1);
        if (t2 == WaitingGate.WAIT) {
            t2 = entrance.await(traits, start, deadline, t0, t1);
            start = time.nanoTime();
        }
        long t3 = gates.enterRateLimit(traits, start, t0, t1, t2);
        long slot = NOT_BEGUN;
        T result;
        try {
            slot = tracker.begin(start);
            result = code.run(new AttemptState(this, expiry(start, deadline), 1));
        } catch (Throwable failure) {
            Verdict verdict = judge.ofFailure(failure);
            settle(verdict.outcome(), start, slot, t0, t1, t2, t3);
            return end(traits, code, ending, arrival, deadline, new AttemptEnd(null, failure, verdict));
        }
        if (ResultKind.isUnfinished(result)) {
            throw unfinished(result, start, slot, t0, t1, t2, t3);
        }
        Verdict verdict = judge.ofResult(result);
        settle(verdict.outcome(), start, slot, t0, t1, t2, t3);
        return verdict.outcome() == Outcome.SUCCESS
                ? result
                : end(traits, code, ending, arrival, deadline, new AttemptEnd(result, null, verdict));
    }

    private IllegalStateException unfinished(
            @Nullable Object result, long start, long slot, long t0, long t1, long t2, long t3) {
        settle(Outcome.IGNORED, start, slot, t0, t1, t2, t3);
        return ResultKind.unfinished(scope.dependency(), result);
    }

    /** The first attempt was no success: whatever there is to do about it, and then the end of the last one. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the result came from the code, and is null only if T can be
    private <T extends @Nullable Object, X extends Exception> T end(
            CallTraits traits, AttemptCode<T, X> code, CallEnding ending, long arrival, long deadline, AttemptEnd first)
            throws X {
        AttemptEnd last = first;
        if (retryRules != null && first.verdict().retryable()) {
            last = new SyncCall<>(
                            this, new CallProgress(this, traits, arrival, deadline, RequestContext.current()), code)
                    .finish(first);
        }
        if (ending == CallEnding.TO_FALLBACK) {
            throw new CallEnded(last);
        }
        return last.outcome();
    }

    <T extends @Nullable Object, X extends Exception> T call(
            CallTraits traits, AttemptCode<T, X> code, Fallback<? extends T, ? extends X> fallback) throws X {
        if (hedgeThreads != null && hedgeRules != null && hedgeRules.mayHedge(traits)) {
            return new HedgedSyncCall<>(this, hedgeThreads, code).call(traits, fallback);
        }
        Throwable failure;
        try {
            return call(traits, kept(code), CallEnding.TO_FALLBACK);
        } catch (CallEnded ended) {
            if (!ended.last().wantsFallback()) {
                return ended.last().outcome();
            }
            failure = ended.last().asFailure();
        } catch (CallRejectedException refused) {
            failure = refused;
        }
        fallbackUsed(failure);
        return answer(fallback, failure);
    }

    /** What the fallback makes of the failure. */
    <T extends @Nullable Object, X extends Exception> T answer(
            Fallback<? extends T, ? extends X> fallback, Throwable failure) throws X {
        try {
            return fallback.answer(failure);
        } catch (Throwable fallbackFailure) {
            Suppressed.attach(failure, fallbackFailure);
            throw fallbackFailure;
        }
    }

    /** Whether attempts of asynchronous calls are ended when their time is over. */
    boolean endsAttempts() {
        return enforcement != TimeoutEnforcement.HANDED_OUT;
    }

    AttemptLimits limits() {
        return limits;
    }

    /** By when an attempt has to be done that starts now. */
    long expiry(long start, long deadline) {
        return start + Math.min(timeout.timeoutNanos(), deadline - start);
    }

    <T extends @Nullable Object> CompletableFuture<T> callAsync(
            CallTraits said, AsyncCode<T> code, @Nullable AsyncFallback<? extends T> fallback) {
        AsyncCall<T> call = new AsyncCall<>(this, code, fallback);
        Object[] cell = RequestBinding.cellOrNull();
        call.start(cell, RequestBinding.traits(cell, said));
        return call;
    }

    /**
     * An attempt ended, whichever of its call it was. The gates are told all of it, the tracker what an estimate may be made of.
     *
     * @param censoredNanos see {@link AttemptOwner#censoredNanos}
     */
    void settle(
            int number,
            Outcome outcome,
            long start,
            long slot,
            long t0,
            long t1,
            long t2,
            long t3,
            long censoredNanos) {
        Outcome recorded = censoredNanos < 0 ? outcome : Outcome.CANCELLED;
        if (number > 1) {
            accounts.extraEnded();
            budget.ended(recorded);
            if (hedgeRules != null) {
                hedgeRules.extraEnded(recorded);
            }
            if (outcome != recorded && outcome == Outcome.SUCCESS) {
                accounts.successUnrecorded();
            }
        } else if (outcome == Outcome.SUCCESS && recorded != Outcome.SUCCESS) {
            accounts.successUnrecorded();
            budget.hedgedFirstSucceeded();
            if (hedgeRules != null) {
                hedgeRules.hedgedFirstSucceeded();
            }
        }
        long now = time.nanoTime();
        long duration = now - start;
        if (slot != NOT_BEGUN) {
            tracker.end(slot, censoredNanos < 0 ? duration : Math.min(censoredNanos, duration), recorded);
        }
        gates.exit(t0, t1, t2, t3, outcome, duration, now);
        if (recorded == Outcome.TIMED_OUT) {
            timeout.timedOut(duration);
        }
    }

    private void settle(Outcome outcome, long start, long slot, long t0, long t1, long t2, long t3) {
        settle(1, outcome, start, slot, t0, t1, t2, t3, AttemptOwner.UNCENSORED);
    }

    void fallbackUsed(Throwable failure) {
        if (scope.detailWanted()) {
            scope.emit(new FallbackUsed(scope.dependency(), failure));
        }
    }

    CallRejectedException nowhereToRun() {
        return gates.rejections().nowhereToRun();
    }
}
