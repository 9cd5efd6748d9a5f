package io.seakeep;

import io.seakeep.time.TimerHandle;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that waits at the bulkhead without a thread, having passed the gates before it. The wait ends by the gate, by a timer
 * or by being called off. The first two lead to the listener, on a thread that may run user code; the last leads nowhere.
 */
final class PendingEntry<P extends PermitState> implements Waiter {

    private final Entrance entrance;
    private final Pipeline pipeline;
    private final CallTraits traits;
    private final int number;
    private final long deadlineNanos;
    private final PermitMaker<P> maker;
    private final EntryListener<P> listener;
    private final long t0;
    private final long t1;

    private volatile @Nullable GateWait wait;
    private volatile @Nullable TimerHandle timer;
    private volatile boolean calledOff;

    PendingEntry(
            Entrance entrance,
            CallTraits traits,
            int number,
            long deadlineNanos,
            PermitMaker<P> maker,
            EntryListener<P> listener,
            long t0,
            long t1) {
        this.entrance = entrance;
        this.pipeline = entrance.pipeline();
        this.traits = traits;
        this.number = number;
        this.deadlineNanos = deadlineNanos;
        this.maker = maker;
        this.listener = listener;
        this.t0 = t0;
        this.t1 = t1;
    }

    void begin(long nowNanos) {
        GateWait begun = entrance.gates().await(traits, nowNanos, entrance.latestNanos(deadlineNanos), this);
        wait = begun;
        if (calledOff) {
            callOff();
        }
        if (begun.token() == WaitingGate.WAIT) {
            timer = pipeline.time().schedule(begun.untilNanos() - nowNanos, () -> waitedTooLong(begun));
            if (begun.token() != WaitingGate.WAIT) {
                cancelTimer();
            }
        }
    }

    /** For the timer's thread. */
    private void waitedTooLong(GateWait begun) {
        if (begun.leave(WaitingGate.WAITED_TOO_LONG)) {
            handOver(WaitingGate.WAITED_TOO_LONG);
        }
    }

    /** Nobody wants the attempt any more. If its wait has ended already, the listener hears of that, and knows better. */
    void callOff() {
        calledOff = true;
        GateWait begun = wait;
        if (begun != null && begun.leave(WaitingGate.CALLED_OFF)) {
            cancelTimer();
            entrance.gates().withdraw(t0, t1);
            listener.calledOff();
        }
    }

    @Override
    public void ended(long token) {
        cancelTimer();
        handOver(token);
    }

    private void cancelTimer() {
        TimerHandle armed = timer;
        if (armed != null) {
            armed.cancel();
        }
    }

    private void handOver(long token) {
        pipeline.userCode()
                .handOver(() -> listener.run(() -> enter(token)), () -> listener.run(() -> nowhereToRun(token)));
    }

    private void enter(long token) {
        P permit;
        try {
            permit = open(token);
        } catch (Throwable refused) {
            // Errors too: the listener waits to be told one way or the other.
            listener.refused(refused);
            return;
        }
        listener.entered(permit);
    }

    private P open(long token) {
        if (token < 0) {
            throw entrance.refusedWaiting(token, t0, t1);
        }
        long start = pipeline.time().nanoTime();
        return entrance.openInside(traits, number, start, deadlineNanos, maker, t0, t1, token);
    }

    /** The application's executor takes nothing any more. */
    private void nowhereToRun(long token) {
        if (token < 0) {
            entrance.gates().withdraw(t0, t1);
        } else {
            entrance.gates().withdraw(t0, t1, token);
        }
        listener.refused(pipeline.nowhereToRun());
    }
}
