package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.TimeSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The compiled pipeline of one dependency or key: through the gates, into the tracker, around the user's code and back.
 *
 * <p>A synchronous call runs in {@link #call}, where everything it needs to remember is in local variables. An
 * asynchronous one and a permit remember the same in a {@link PermitState}. Both enter and leave by the same steps,
 * {@link Gates} and {@link #settle}. A call that went well costs two clock reads, one read for each policy, and the claim of
 * a slot in the tracker.
 */
final class Pipeline {

    /** The slot of an attempt that did not come as far as the tracker, for want of memory. */
    private static final long NOT_BEGUN = -1;

    private final TimeSource time;
    private final LatencyTracker tracker;
    private final Gates gates;
    private final AttemptTimeout timeout;
    private final Judge judge;
    private final PolicyScope scope;
    private final List<ActivePolicy> policies;
    private final String description;

    Pipeline(
            PolicyScope scope,
            Gates gates,
            AttemptTimeout timeout,
            Judge judge,
            List<ActivePolicy> policies,
            String description) {
        this.time = scope.time();
        this.tracker = scope.tracker();
        this.gates = gates;
        this.timeout = timeout;
        this.judge = judge;
        this.scope = scope;
        this.policies = policies;
        this.description = description;
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

    String describe() {
        return description;
    }

    <T extends @Nullable Object, X extends Exception> T call(CallTraits traits, AttemptCode<T, X> code) throws X {
        long start = time.nanoTime();
        long t0 = gates.enterAdmission(traits, start);
        long t1 = gates.enterBreaker(traits, start, t0);
        long t2 = gates.enterBulkhead(traits, start, t0, t1);
        long t3 = gates.enterRateLimit(traits, start, t0, t1, t2);
        long slot = NOT_BEGUN;
        T result;
        try {
            slot = tracker.begin(start);
            result = code.run(new AttemptState(this, start + timeout.timeoutNanos(), 1));
        } catch (Throwable failure) {
            failed(failure, start, slot, t0, t1, t2, t3);
            throw failure;
        }
        if (result != null && ResultKind.of(result) == ResultKind.UNFINISHED) {
            throw unfinished(result, start, slot, t0, t1, t2, t3);
        }
        settle(outcomeOf(result), start, slot, t0, t1, t2, t3);
        return result;
    }

    /** Lets an attempt in for somebody else to drive. */
    PermitState open(CallTraits traits) {
        long start = time.nanoTime();
        long t0 = gates.enterAdmission(traits, start);
        long t1 = gates.enterBreaker(traits, start, t0);
        long t2 = gates.enterBulkhead(traits, start, t0, t1);
        long t3 = gates.enterRateLimit(traits, start, t0, t1, t2);
        long slot = NOT_BEGUN;
        try {
            slot = tracker.begin(start);
            return new PermitState(this, start + timeout.timeoutNanos(), start, slot, t0, t1, t2, t3);
        } catch (Throwable failure) {
            settle(Outcome.IGNORED, start, slot, t0, t1, t2, t3);
            throw failure;
        }
    }

    <T extends @Nullable Object> CompletableFuture<T> callAsync(CallTraits traits, AsyncCode<T> code) {
        PermitState permit;
        try {
            permit = open(traits);
        } catch (CallRejectedException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        GuardedFuture<T> answer = new GuardedFuture<>(permit);
        CompletionStage<T> stage;
        try {
            stage = code.start(permit);
            if (stage == null) {
                throw new NullPointerException("the code given to callAsync(...) returned null, not a stage");
            }
        } catch (Throwable failure) {
            permit.fail(failure);
            answer.completeExceptionally(failure);
            return answer;
        }
        answer.follow(stage);
        return answer;
    }

    void settle(Outcome outcome, long start, long slot, long t0, long t1, long t2, long t3) {
        long now = time.nanoTime();
        long duration = now - start;
        if (slot != NOT_BEGUN) {
            tracker.end(slot, duration, outcome);
        }
        gates.exit(t0, t1, t2, t3, outcome, duration, now);
    }

    Outcome outcomeOf(@Nullable Object result) {
        return judge.ofResult(result).outcome();
    }

    Outcome outcomeOf(Throwable failure) {
        return judge.ofFailure(failure).outcome();
    }

    void reportUserCode(String what, Throwable failure) {
        scope.emit(new UserCodeFailed(scope.dependency(), what, failure));
    }

    private void failed(Throwable failure, long start, long slot, long t0, long t1, long t2, long t3) {
        settle(outcomeOf(failure), start, slot, t0, t1, t2, t3);
    }

    private IllegalStateException unfinished(Object result, long start, long slot, long t0, long t1, long t2, long t3) {
        settle(Outcome.IGNORED, start, slot, t0, t1, t2, t3);
        return new IllegalStateException("the code given to call(...) of " + scope.dependency() + " returned a "
                + result.getClass().getName()
                + ", which would be taken for a success before it is one; use callAsync(...) instead");
    }
}
