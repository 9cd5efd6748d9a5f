package io.seakeep;

import io.seakeep.latency.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The future of an asynchronous call, and what drives it: one attempt after another, with timers in between and no thread that
 * waits. Future and driver are one object because there is one for each call.
 *
 * <p>Cancelling it, or any future derived from it, calls off what is going on: the attempt, the wait or the fallback.
 * Completing it by other means does too, since nobody waits for the attempt any more.
 *
 * <p><b>What is going on</b> is in {@link #state}: the {@link AsyncAttempt} that runs, the {@link RetryWait} before the next, the
 * fallback's stage, a mark while one of these is being started, or {@link #OVER}. Every step from one to the next is a
 * compare-and-set, and whoever calls off swaps in {@code OVER}; so a step that comes too late is not taken, and what it brought is
 * closed. Who takes the step owns what stood there before: the result of an attempt that is to be closed is closed once.
 */
final class AsyncCall<T extends @Nullable Object> extends OwnedFuture<T>
        implements PermitMaker<AsyncAttempt<T>>, EntryListener<AsyncAttempt<T>>, AttemptOwner<T> {

    private static final Object STARTING = new Object();
    private static final Object FALLING_BACK = new Object();
    private static final Object EXPIRED = new Object();
    private static final Object OVER = new Object();

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(AsyncCall.class, "state", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Pipeline pipeline;
    private final AsyncCode<T> code;
    private final @Nullable AsyncFallback<? extends T> fallback;

    private @Nullable Carried carried;

    private volatile Object state = STARTING;

    AsyncCall(Pipeline pipeline, AsyncCode<T> code, @Nullable AsyncFallback<? extends T> fallback) {
        this.pipeline = pipeline;
        this.code = code;
        this.fallback = fallback;
    }

    void start(Object @Nullable [] cell, CallTraits traits) {
        Entrance entrance = pipeline.entrance();
        long now = pipeline.time().nanoTime();
        long deadline = pipeline.callTime().deadlineNanos(cell, now);
        CallProgress keepsTo = entrance.keepsTo(cell, traits, now, deadline);
        Carried carries = Carried.capture(pipeline.carrier(), keepsTo);
        carried = carries;
        AsyncAttempt<T> first;
        try {
            first = entrance.open(traits, 1, now, deadline, this, this);
        } catch (CallRejectedException refused) {
            refused(refused);
            return;
        }
        if (carries != null && keepsTo != null && keepsTo.hasDeadline()) {
            carries.deadlineTimer(pipeline.time().schedule(keepsTo.leftNanos(), () -> inTime(this::expire)));
            if (state == OVER) {
                carries.cancelTimer();
            }
        }
        if (first != null) {
            entered(first);
        }
    }

    /** Of the first attempt. */
    @Override
    public void entered(AsyncAttempt<T> first) {
        CallProgress keepsTo = Carried.keepsTo(carried);
        if (keepsTo != null) {
            first.continues(keepsTo);
        }
        begin(first);
    }

    /** Of the first attempt. */
    @Override
    public void refused(Throwable refusal) {
        if (refusal instanceof CallRejectedException rejection) {
            fail(startingFrom(), rejection);
        } else {
            deliver(startingFrom(), null, refusal);
        }
    }

    /** Of the first attempt. */
    @Override
    public void calledOff() {}

    @Override
    public void run(Runnable work) {
        Carried.run(carried, work);
    }

    @Override
    public void waits(PendingEntry<AsyncAttempt<T>> entry) {
        if (!step(STARTING, entry)) {
            entry.callOff();
        }
    }

    /** An attempt has been let in. */
    void begin(AsyncAttempt<T> attempt) {
        HedgeRules hedging = pipeline.hedgeRules();
        long hedgeDelay = hedging == null ? HedgeStrategy.NEVER : hedging.delayNanos(attempt);
        if (hedging == null || hedgeDelay < 0) {
            WatchedAttempt.watch(hedging, attempt);
            if (underWay(attempt, attempt)) {
                attempt.start(code);
            }
            return;
        }
        HedgedRound<T> round = new HedgedRound<>(this, hedging, attempt, hedgeDelay);
        attempt.belongsTo(round);
        if (underWay(attempt, round)) {
            round.begin();
            attempt.start(code);
        }
    }

    /** Returns false if nobody waits for the attempt any more. */
    private boolean underWay(AsyncAttempt<T> attempt, Object running) {
        if (!step(startingFrom(), running)) {
            attempt.close();
            return false;
        }
        return state == running;
    }

    AsyncCode<T> code() {
        return code;
    }

    /** What is going on while an attempt is being let in. */
    private Object startingFrom() {
        Object now = state;
        return now instanceof PendingEntry<?> ? now : STARTING;
    }

    @Override
    public AsyncAttempt<T> make(
            Pipeline ours,
            CallTraits traits,
            int number,
            long expiresAtNanos,
            long startNanos,
            long slot,
            long t0,
            long t1,
            long t2,
            long t3) {
        return AsyncAttempt.of(this, ours, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3);
    }

    @Override
    public void attemptEnded(
            AsyncAttempt<T> attempt, @Nullable T result, @Nullable Throwable failure, @Nullable Verdict verdict) {
        if (verdict == null || verdict.outcome() == Outcome.SUCCESS) {
            deliver(attempt, result, failure);
        } else {
            failed(attempt, attempt.progress(), new AttemptEnd(result, failure, verdict));
        }
    }

    /** The attempt that was under way, or all of them, came to nothing, and this is how the last of them ended. */
    void failed(Object from, CallProgress progress, AttemptEnd end) {
        long wait = progress.waitAfter(end);
        if (wait < 0) {
            surface(from, progress);
            return;
        }
        RetryWait<T> waiting = new RetryWait<>(this, progress);
        if (!step(from, waiting)) {
            pipeline.userCode().discard(end.result());
            return;
        }
        waiting.arm(pipeline.time(), wait);
        if (state != waiting) {
            waiting.cancel();
        }
    }

    /** The wait is over. For the timer's thread. */
    void waited(RetryWait<T> waited) {
        pipeline.userCode()
                .handOver(
                        () -> Carried.run(carried, () -> again(waited)),
                        () -> Carried.run(carried, () -> calledOff(waited)));
    }

    private void again(RetryWait<T> waited) {
        if (step(waited, STARTING)) {
            waited.over(this);
        }
    }

    /** The wait is over, and nobody would run the user's code. */
    private void calledOff(RetryWait<T> waited) {
        if (step(waited, STARTING)) {
            waited.progress().calledOff();
            surface(STARTING, waited.progress());
        }
    }

    /** Another attempt was not let in. */
    void surface(CallProgress progress) {
        surface(startingFrom(), progress);
    }

    /** The last attempt has ended, and this is what the caller gets. */
    @SuppressWarnings("unchecked") // the result came from the code
    private void surface(Object from, CallProgress progress) {
        AttemptEnd last = progress.surfaced();
        if (fallback == null || !last.wantsFallback()) {
            deliver(from, (T) last.result(), last.failure());
        } else if (step(from, FALLING_BACK)) {
            fallBack(fallback, last.asFailure());
        } else {
            pipeline.userCode().discard(last.result());
        }
    }

    private void fail(Object from, RuntimeException failure) {
        if (fallback == null) {
            deliver(from, null, failure);
        } else if (step(from, FALLING_BACK)) {
            fallBack(fallback, failure);
        }
    }

    @Override
    public void inTime(Runnable work) {
        pipeline.userCode().handOverAtOnce(() -> Carried.run(carried, work));
    }

    private void expire() {
        Object was = state;
        while (was != OVER && !step(was, EXPIRED)) {
            was = state;
        }
        if (was == OVER) {
            return;
        }
        stop(was, Outcome.TIMED_OUT);
        CallTimeoutException timedOut =
                Objects.requireNonNull(Carried.keepsTo(carried)).timedOut();
        if (was == FALLING_BACK || was instanceof CompletionStage<?>) {
            deliver(EXPIRED, null, timedOut); // the fallback has had its turn
        } else {
            fail(EXPIRED, timedOut);
        }
    }

    /** By whoever has set {@link #FALLING_BACK}. */
    private void fallBack(AsyncFallback<? extends T> answering, Throwable failure) {
        pipeline.fallbackUsed(failure);
        CompletionStage<? extends T> answer;
        try {
            answer = answering.start(failure);
            if (answer == null) {
                throw new NullPointerException("the fallback returned null, not a stage");
            }
        } catch (Throwable fallbackFailure) {
            // Errors too: nobody else would ever complete the future.
            Suppressed.attach(failure, fallbackFailure);
            deliver(FALLING_BACK, null, fallbackFailure);
            return;
        }
        if (!step(FALLING_BACK, answer)) {
            stop(answer, Outcome.CANCELLED); // and if it answers all the same, that is closed
        }
        answer.whenComplete((value, thrown) -> {
            if (thrown == null) {
                deliver(answer, value, null);
            } else {
                Throwable fallbackFailure = AsyncAttempt.unwrap(thrown);
                Suppressed.attach(failure, fallbackFailure);
                deliver(answer, null, fallbackFailure);
            }
        });
    }

    private boolean step(Object from, Object to) {
        return STATE.compareAndSet(this, from, to);
    }

    /** What the caller gets, unless something else is going on by now. */
    void deliver(Object from, @Nullable T result, @Nullable Throwable failure) {
        if (!step(from, OVER)) {
            pipeline.userCode().discard(result);
            return;
        }
        Carried brought = carried;
        if (brought == null) {
            settle(result, failure);
        } else {
            brought.cancelTimer();
            Carried.run(brought, () -> settle(result, failure));
        }
    }

    @SuppressWarnings("NullAway") // a failure has null for its result, whatever T is
    private void settle(@Nullable T result, @Nullable Throwable failure) {
        if (failure != null) {
            deliverFailure(failure);
        } else if (!deliver(result)) {
            pipeline.userCode().discard(result); // the caller has cancelled, and is about to call off what is over
        }
    }

    @Override
    void callOff() {
        Object was = STATE.getAndSet(this, OVER);
        Carried brought = carried;
        if (brought != null) {
            brought.cancelTimer();
        }
        stop(was, Outcome.CANCELLED);
    }

    private void stop(Object was, Outcome outcome) {
        if (was instanceof AsyncAttempt<?> attempt) {
            attempt.abort(outcome);
        } else if (was instanceof HedgedRound<?> round) {
            round.callOff(outcome);
        } else if (was instanceof PendingEntry<?> entry) {
            entry.callOff();
        } else if (was instanceof RetryWait<?> wait) {
            wait.cancel();
            wait.progress().discardLast();
        } else if (was instanceof Future<?> answer) {
            pipeline.userCode().cancel(answer);
        }
    }
}
