package io.seakeep;

import io.seakeep.RetryRefused.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call has behind it that made an attempt without success: the same for synchronous, asynchronous and permit-driven
 * calls, which differ in how they wait. For one thread at a time.
 */
final class CallProgress {

    private final Pipeline pipeline;
    private final CallTraits traits;
    private final long startNanos;
    private final long deadlineNanos;
    private final RequestContext request;
    private final List<Throwable> thrownBefore = new ArrayList<>(2);
    private AttemptEnd last = AttemptEnd.NONE;
    private int attemptsMade = 1;
    private long previousWaitNanos;
    private long waitNanos = RetryStrategy.STOP;

    CallProgress(Pipeline pipeline, CallTraits traits, long startNanos, long deadlineNanos, RequestContext request) {
        this.pipeline = pipeline;
        this.traits = traits;
        this.startNanos = startNanos;
        this.deadlineNanos = deadlineNanos;
        this.request = request;
    }

    /** Of a call that keeps to nothing. */
    static CallProgress unbound(Pipeline pipeline, CallTraits traits, long startNanos) {
        return new CallProgress(pipeline, traits, startNanos, startNanos + CallTime.NONE_NANOS, RequestContext.none());
    }

    /** What ends it when its deadline has come. */
    CallTimeoutException timedOut() {
        return pipeline.callTime().timedOut(startNanos, deadlineNanos);
    }

    /** When the call began. */
    long startNanos() {
        return startNanos;
    }

    CallTraits traits() {
        return traits;
    }

    /** What the caller's thread was bound to. */
    RequestContext request() {
        return request;
    }

    int attemptsMade() {
        return attemptsMade;
    }

    long previousWaitNanos() {
        return previousWaitNanos;
    }

    /** How the last attempt ended; {@link AttemptEnd#NONE} while one is under way. */
    AttemptEnd last() {
        return last;
    }

    long leftNanos() {
        return deadlineNanos - pipeline.time().nanoTime();
    }

    boolean hasDeadline() {
        return !CallTime.isNone(leftNanos());
    }

    /** Binds the thread for the attempt that begins, of that number. For {@link RequestBinding#exit}. */
    long bind(int number) {
        Object[] cell = RequestBinding.cell();
        long word = RequestWord.withPriority(RequestBinding.word(cell), traits.priority());
        if (number > 1) {
            word = RequestWord.asRetry(word);
        }
        if (hasDeadline()) {
            word = RequestBinding.narrowed(cell, word, pipeline.time(), deadlineNanos);
        }
        return RequestBinding.enter(cell, word);
    }

    /** An attempt ended like this. */
    void ended(AttemptEnd end) {
        last = end;
        waitNanos = RetryStrategy.STOP;
    }

    /** An attempt ended like this. Answers as {@link #waitNanos}. */
    long waitAfter(AttemptEnd end) {
        ended(end);
        return waitNanos();
    }

    /** The wait before another attempt, or {@link RetryStrategy#STOP}. To be asked once after each end. */
    long waitNanos() {
        RetryRules rules = pipeline.retryRules();
        if (rules == null) {
            return RetryStrategy.STOP;
        }
        waitNanos = rules.waitNanos(this);
        previousWaitNanos = Math.max(0, waitNanos);
        return waitNanos;
    }

    /** Whether a wait for another attempt was agreed on. */
    boolean mayGoOn() {
        return waitNanos >= 0;
    }

    /** The wait ended before its time, and there is no other attempt. */
    void calledOff() {
        refused(Reason.CALLED_OFF);
    }

    /**
     * Starts another attempt. The thread may have to wait for that.
     *
     * @throws CallRejectedException if budget or gates refuse it
     */
    <P extends PermitState> P next(PermitMaker<P> maker) {
        long now = leaveLast();
        P permit;
        try {
            permit = pipeline.entrance().open(traits, attemptsMade + 1, now, deadlineNanos, maker);
        } catch (Throwable refused) {
            // Errors too: it is counted why the attempt was not started, and goes on as it was.
            notStarted(refused);
            throw refused;
        }
        started(permit);
        return permit;
    }

    /** Starts another attempt, or answers null if it was refused, which can be seen on the failure that surfaces. */
    <P extends PermitState> @Nullable P tryNext(PermitMaker<P> maker) {
        try {
            return next(maker);
        } catch (Throwable refused) {
            // Errors too: the failure that surfaces is the last attempt's, with this attached.
            thrownBefore.add(refused);
            return null;
        }
    }

    /**
     * Starts another attempt without blocking. The listener is told {@link EntryListener#entered} or {@link EntryListener#refused}
     * in any case, perhaps within this; it has to pass that on to {@link #started} or {@link #surfacesWith}.
     */
    <P extends PermitState> void next(PermitMaker<P> maker, EntryListener<P> listener) {
        long now = leaveLast();
        P permit;
        try {
            permit = pipeline.entrance().open(traits, attemptsMade + 1, now, deadlineNanos, maker, listener);
        } catch (Throwable refused) {
            // Errors too, such as want of memory: the listener waits to be told one way or the other.
            listener.refused(refused);
            return;
        }
        if (permit != null) {
            listener.entered(permit);
        }
    }

    /**
     * Lets an attempt in beside those that run, which does not wait for that. For any thread.
     *
     * @throws CallRejectedException if budget or gates refuse it
     */
    <P extends PermitState> P openBeside(int number, long nowNanos, PermitMaker<P> maker) {
        P permit = pipeline.entrance().openAtOnce(traits, number, nowNanos, deadlineNanos, maker);
        permit.continues(this);
        return permit;
    }

    /** So many attempts were made beside the last, and all came to nothing. */
    void madeBeside(int attempts, List<Throwable> thrown) {
        attemptsMade += attempts;
        thrownBefore.addAll(thrown);
    }

    private long leaveLast() {
        waitNanos = RetryStrategy.STOP;
        if (last.failure() != null) {
            thrownBefore.add(last.failure());
        }
        return pipeline.time().nanoTime();
    }

    /** Another attempt has been let in. */
    void started(PermitState permit) {
        AttemptEnd before = last;
        permit.continues(this);
        RetryRules rules = pipeline.retryRules();
        if (rules != null) {
            rules.retried();
        }
        attemptsMade++;
        last = AttemptEnd.NONE;
        pipeline.userCode().discard(before.result());
    }

    /** Another attempt was not let in, and this can be seen on the failure that surfaces. */
    void surfacesWith(Throwable refused) {
        notStarted(refused);
        thrownBefore.add(refused);
    }

    private void notStarted(Throwable refused) {
        refused(ExtraAttempts.refused(refused) ? Reason.BUDGET : Reason.REJECTED);
    }

    /** What the last attempt returned will not be seen by anybody. */
    void discardLast() {
        pipeline.userCode().discard(last.result());
    }

    private void refused(Reason reason) {
        RetryRules rules = pipeline.retryRules();
        if (rules != null) {
            rules.refused(this, reason);
        }
    }

    /** How the call ended: as its last attempt did, with what else was thrown attached. */
    AttemptEnd surfaced() {
        Throwable failure = last.failure();
        if (failure != null) {
            thrownBefore.forEach(before -> Suppressed.attach(before, failure));
        }
        return last;
    }
}
