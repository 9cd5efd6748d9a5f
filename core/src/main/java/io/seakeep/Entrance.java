package io.seakeep;

import io.seakeep.latency.Outcome;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How attempts come into a pipeline that do not live on a thread's stack: permits, asynchronous attempts, and attempts that follow
 * another; and how any attempt waits for its turn. What was entered is always taken back if it goes no further.
 */
final class Entrance {

    private final Pipeline pipeline;
    private final Gates gates;

    Entrance(Pipeline pipeline, Gates gates) {
        this.pipeline = pipeline;
        this.gates = gates;
    }

    /**
     * What a call that begins now has to keep to; null if that is nothing.
     *
     * @param cell what the thread is bound to
     */
    @Nullable
    CallProgress keepsTo(Object @Nullable [] cell, CallTraits traits, long start, long deadline) {
        if (cell == null && traits.priority() == Priority.DEFAULT && CallTime.isNone(deadline - start)) {
            return null;
        }
        RequestContext request = RequestBinding.current(cell).withPriority(traits.priority());
        return request.equals(RequestContext.none()) && CallTime.isNone(deadline - start)
                ? null
                : new CallProgress(pipeline, traits, start, deadline, request);
    }

    /** Lets the first attempt of a call in for somebody else to drive. The thread may have to wait for that. */
    Permit open(CallTraits said) {
        Object[] cell = RequestBinding.cellOrNull();
        CallTraits traits = RequestBinding.traits(cell, said);
        long start = pipeline.time().nanoTime();
        long deadline = pipeline.callTime().deadlineNanos(cell, start);
        CallProgress progress = keepsTo(cell, traits, start, deadline);
        PermitState permit = open(traits, 1, start, deadline, pipeline.drivenPermits());
        if (progress != null) {
            permit.continues(progress);
        }
        return permit;
    }

    /** Does the same without ever blocking the thread. */
    CompletableFuture<Permit> openAsync(CallTraits said) {
        Object[] cell = RequestBinding.cellOrNull();
        CallTraits traits = RequestBinding.traits(cell, said);
        long start = pipeline.time().nanoTime();
        long deadline = pipeline.callTime().deadlineNanos(cell, start);
        PermitFuture future = new PermitFuture(keepsTo(cell, traits, start, deadline));
        try {
            PermitState permit = open(traits, 1, start, deadline, pipeline.drivenPermits(), future);
            if (permit != null) {
                future.entered(permit);
            }
        } catch (CallRejectedException refused) {
            future.completeExceptionally(refused);
        }
        return future;
    }

    /** Lets an attempt in; one that is not the first of its call is charged to the budget. The thread may have to wait. */
    <P extends PermitState> P open(CallTraits traits, int number, long arrival, long deadline, PermitMaker<P> maker) {
        pipeline.callTime().require(deadline - arrival);
        long start = arrival;
        long t0 = gates.enterAdmission(traits, start);
        long t1 = gates.enterBreaker(traits, start, t0);
        long t2 = gates.enterBulkhead(traits, start, t0, t1);
        if (t2 == WaitingGate.WAIT) {
            t2 = await(traits, start, deadline, t0, t1);
            start = pipeline.time().nanoTime();
        }
        return openInside(traits, number, start, deadline, maker, t0, t1, t2);
    }

    /**
     * Lets an attempt in, for who must not block.
     *
     * @return null if it has to wait; then the listener knows what waits, and hears how that ends
     */
    <P extends PermitState> @Nullable P open(
            CallTraits traits, int number, long start, long deadline, PermitMaker<P> maker, EntryListener<P> listener) {
        pipeline.callTime().require(deadline - start);
        long t0 = gates.enterAdmission(traits, start);
        long t1 = gates.enterBreaker(traits, start, t0);
        long t2 = gates.enterBulkhead(traits, start, t0, t1);
        if (t2 != WaitingGate.WAIT) {
            return openInside(traits, number, start, deadline, maker, t0, t1, t2);
        }
        try {
            PendingEntry<P> entry = new PendingEntry<>(this, traits, number, deadline, maker, listener, t0, t1);
            listener.waits(entry);
            entry.begin(start);
        } catch (Throwable failure) {
            // Errors too: the gates that were passed get their tokens back before it goes on.
            gates.withdraw(t0, t1);
            throw failure;
        }
        return null;
    }

    /** Lets an attempt in if it does not have to wait for that. */
    <P extends PermitState> P openAtOnce(
            CallTraits traits, int number, long start, long deadline, PermitMaker<P> maker) {
        pipeline.callTime().require(deadline - start);
        long t0 = gates.enterAdmission(traits, start);
        long t1 = gates.enterBreaker(traits, start, t0);
        long t2 = gates.enterBulkhead(traits, start, t0, t1);
        if (t2 == WaitingGate.WAIT) {
            throw refusedWaiting(WaitingGate.CALLED_OFF, t0, t1);
        }
        return openInside(traits, number, start, deadline, maker, t0, t1, t2);
    }

    /** Parks the thread until it is let in. */
    long await(CallTraits traits, long now, long deadline, long t0, long t1) {
        long token;
        try {
            ThreadWaiter waiter = new ThreadWaiter(pipeline.time());
            token = waiter.await(gates.await(traits, now, latestNanos(deadline), waiter));
        } catch (Throwable failure) {
            // Errors too: the gates that were passed get their tokens back before it goes on.
            gates.withdraw(t0, t1);
            throw failure;
        }
        if (token < 0) {
            throw refusedWaiting(token, t0, t1);
        }
        return token;
    }

    CallRejectedException refusedWaiting(long refusal, long t0, long t1) {
        return gates.refusedWaiting(refusal, pipeline.time().nanoTime(), t0, t1);
    }

    /** Until when it is of use to start an attempt that has to be done by then. */
    long latestNanos(long deadline) {
        return deadline - pipeline.callTime().fastestNanos();
    }

    /** The rest of letting an attempt in that has just passed the bulkhead. */
    <P extends PermitState> P openInside(
            CallTraits traits, int number, long start, long deadline, PermitMaker<P> maker, long t0, long t1, long t2) {
        long t3 = gates.enterRateLimit(traits, start, t0, t1, t2);
        if (number > 1 && !pipeline.budget().tryStart(start)) {
            gates.withdraw(t0, t1, t2, t3);
            throw gates.rejections()
                    .noted(Rejections.By.ATTEMPT_BUDGET, pipeline.budget().rejection());
        }
        long slot = Pipeline.NOT_BEGUN;
        try {
            slot = pipeline.tracker().begin(start);
            long expiry = pipeline.expiry(start, deadline);
            return maker.make(pipeline, traits, number, expiry, start, slot, t0, t1, t2, t3);
        } catch (Throwable failure) {
            // Errors too, such as want of memory: all that was entered is left again before it goes on.
            pipeline.settle(number, Outcome.IGNORED, start, slot, t0, t1, t2, t3, AttemptOwner.UNCENSORED);
            throw failure;
        }
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Gates gates() {
        return gates;
    }
}
