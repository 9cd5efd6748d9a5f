package io.seakeep;

import io.seakeep.HedgeRefused.Reason;
import io.seakeep.SideBySide.Next;
import io.seakeep.latency.Outcome;
import io.seakeep.time.TimerHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of an asynchronous call, and those that are started beside it because it is late or has failed. The first success is the
 * call's; a failure is only when nothing runs any more that could still do better.
 *
 * <p><b>Who runs</b> is in {@link #state}: the first attempt while it is by itself, {@link SideBySide} from then on, and {@link #OVER}
 * when somebody has won, all have failed or the call was called off. Each step is a compare-and-set. Who takes the one to
 * {@code OVER} delivers, and calls off the others; whoever comes after finds that nobody waits for it, and is closed. An attempt that is
 * let in when it is over already is closed as well. Lock-free: a step is repeated only when another one was taken.
 *
 * <p>It is its own timer task: the one small object that a call costs more if it may have a hedge and needs none.
 */
final class HedgedRound<T extends @Nullable Object> extends PickingOwner<T> implements Runnable {

    private static final Object OVER = new Object();

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(HedgedRound.class, "state", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final AsyncCall<T> call;
    private final HedgeRules rules;
    private final AsyncAttempt<T> first;
    private final long delayNanos;

    private volatile Object state;
    private volatile @Nullable TimerHandle timer;
    private volatile long dueNanos;

    /** After how many attempts: else it has been overtaken by one that followed a failure. */
    private volatile int dueAfter;

    private volatile Censoring censoring = Censoring.NONE;

    /** @param delayNanos after which the hedge of the first attempt is due */
    HedgedRound(AsyncCall<T> call, HedgeRules rules, AsyncAttempt<T> first, long delayNanos) {
        this.call = call;
        this.rules = rules;
        this.first = first;
        this.delayNanos = delayNanos;
        this.state = first;
    }

    /** The first attempt is about to be started. */
    void begin() {
        arm(1, first.startNanos(), delayNanos);
    }

    private void arm(int started, long nowNanos, long afterNanos) {
        dueAfter = started;
        dueNanos = nowNanos + afterNanos;
        timer = pipeline().time().schedule(afterNanos, this);
        if (state == OVER) {
            cancelTimer();
        }
    }

    private void cancelTimer() {
        TimerHandle armed = timer;
        if (armed != null) {
            armed.cancel();
        }
    }

    /** For the timer's thread. */
    @Override
    public void run() {
        call.inTime(this::late);
    }

    private void late() {
        long lateNanos = pipeline().time().nanoTime() - dueNanos;
        if (lateNanos < 0) {
            return;
        }
        Object was = state;
        while (was != OVER && view(was).next() == Next.LATER && view(was).started() == dueAfter) {
            if (HedgeRules.cameTooLate(lateNanos, delayNanos)) {
                rules.refused(Reason.PAUSED);
                return;
            }
            if (step(was, view(was).with(Next.STARTING))) {
                startNext();
                return;
            }
            was = state;
        }
    }

    /** Lets another attempt in and starts it; by whoever has set {@link Next#STARTING}. */
    private void startNext() {
        Object was = state;
        if (was == OVER || view(was).next() != Next.STARTING) {
            return;
        }
        SideBySide<T> before = view(was);
        long now = pipeline().time().nanoTime();
        int number = first.number() + before.started();
        Reason refusal = before.running().isEmpty() ? rules.refusalOfFollower(now) : rules.refusalOfHedge(now);
        if (refusal != null) {
            notStarted(refusal);
            return;
        }
        AsyncAttempt<T> next;
        try {
            next = before.progress().openBeside(number, now, maker(before));
        } catch (Throwable refused) {
            // Errors too, such as want of memory: nobody else would tell those that are under way.
            rules.notCharged();
            notStarted(HedgeRules.reasonOf(refused));
            return;
        }
        rules.charged();
        if (before.started() == 1 && before.isRunning(first)) {
            censoring = Censoring.from(rules, now - first.startNanos());
        }
        do {
            was = state;
            if (was == OVER || view(was).next() != Next.STARTING) {
                next.close();
                return;
            }
        } while (!step(was, view(was).with(next)));
        rules.sent(number, now - first.startNanos());
        if (!next.hasEnded()) { // or it has been called off meanwhile
            next.start(call.code());
        }
        long delay = rules.delayNanos(before.started() + 1);
        if (delay >= 0) {
            arm(before.started() + 1, now, delay);
        }
    }

    /** An attempt that nothing runs beside is no hedge: the one before it has failed. */
    private PermitMaker<AsyncAttempt<T>> maker(SideBySide<T> before) {
        int sign = before.running().isEmpty() ? 1 : -1;
        return (ours, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3) ->
                AsyncAttempt.of(this, ours, traits, sign * number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3);
    }

    private void notStarted(Reason reason) {
        rules.refused(reason);
        Object was = state;
        while (was != OVER) {
            SideBySide<T> before = view(was);
            SideBySide<T> after = before.next() == Next.STARTING ? before.with(Next.LATER) : before;
            if (after.isOver() ? fail(was, after) : step(was, after)) {
                return;
            }
            was = state;
        }
    }

    @Override
    public void attemptEnded(
            AsyncAttempt<T> attempt, @Nullable T result, @Nullable Throwable failure, @Nullable Verdict verdict) {
        boolean success = verdict == null ? failure == null : verdict.outcome() == Outcome.SUCCESS;
        Object was = state;
        while (isRunning(was, attempt)) {
            if (success ? win(was, attempt, result, failure) : lose(was, attempt, result, failure, verdict)) {
                return;
            }
            was = state;
        }
        pipeline().userCode().discard(result);
    }

    /** Returns false if another step was taken in between, as all that follow do. */
    private boolean win(Object was, AsyncAttempt<T> winner, @Nullable T result, @Nullable Throwable failure) {
        if (!step(was, OVER)) {
            return false;
        }
        cancelTimer();
        if (was == first) {
            call.deliver(this, result, failure);
            return true;
        }
        SideBySide<T> before = view(was);
        if (before.started() > 1) {
            rules.answered(winner == first ? HedgeStrategy::wasted : HedgeStrategy::won);
        }
        if (censoring != Censoring.NONE) {
            rules.lateCallTook(pipeline().time().nanoTime() - first.startNanos());
        }
        call.deliver(this, result, failure);
        leaveBehind(before, winner);
        return true;
    }

    private void leaveBehind(SideBySide<T> before, AsyncAttempt<T> winner) {
        for (AsyncAttempt<T> other : before.running()) {
            boolean goesOn = other == first && censoring.firstGoesOn();
            if (other != winner && (goesOn || rules.leavesLosersRunning())) {
                other.goesOnAlone();
            } else if (other != winner) {
                other.abort(Outcome.CANCELLED);
            }
        }
        discardLast(before);
    }

    private boolean lose(
            Object was,
            AsyncAttempt<T> attempt,
            @Nullable T result,
            @Nullable Throwable failure,
            @Nullable Verdict verdict) {
        AttemptEnd end = new AttemptEnd(result, failure, verdict == null ? Verdict.IGNORED : verdict);
        SideBySide<T> before = view(was);
        boolean pushedBack = end.verdict().isPushback();
        boolean another = !pushedBack
                && before.next() == Next.LATER
                && end.verdict().retryable()
                && rules.delayNanos(before.started()) >= 0;
        Next next = another ? Next.STARTING : pushedBack ? Next.NEVER : before.next();
        SideBySide<T> after = before.without(attempt, end, next);
        if (after.isOver() ? !fail(was, after) : !step(was, after)) {
            return false;
        }
        if (before.isReplacedBy(end)) {
            discardLast(before);
        } else {
            pipeline().userCode().discard(result);
        }
        if (next != Next.LATER) {
            cancelTimer();
        }
        if (pushedBack && before.next() == Next.LATER) {
            rules.refused(Reason.PUSHED_BACK);
        }
        if (another) {
            follow();
        }
        return true;
    }

    private void follow() {
        try {
            call.inTime(this::startNext);
        } catch (Throwable nowhere) {
            // Errors too, such as want of threads: then the failure stands.
            notStarted(Reason.REJECTED);
        }
    }

    private boolean fail(Object was, SideBySide<T> after) {
        if (!step(was, OVER)) {
            return false;
        }
        cancelTimer();
        AttemptEnd last = Objects.requireNonNull(after.last(), "nothing runs, so something has ended");
        after.progress().madeBeside(after.started() - 1, after.thrownBefore());
        call.failed(this, after.progress(), last);
        return true;
    }

    /** Nobody waits for any of them. */
    void callOff(Outcome outcome) {
        Object was = STATE.getAndSet(this, OVER);
        cancelTimer();
        if (was != OVER) {
            SideBySide<T> before = view(was);
            before.running().forEach(attempt -> attempt.abort(outcome));
            discardLast(before);
        }
    }

    @Override
    Picks noPicks() {
        return new Picks(rules.replicas(), delayNanos);
    }

    @Override
    public boolean callOffOthers(AsyncAttempt<T> attempt) {
        Object was = state;
        while (isRunning(was, attempt)) {
            SideBySide<T> before = view(was);
            if (step(was, before.only(attempt))) {
                cancelTimer();
                for (AsyncAttempt<T> other : before.running()) {
                    if (other != attempt) {
                        other.abort(Outcome.CANCELLED);
                    }
                }
                return true;
            }
            was = state;
        }
        return false;
    }

    @Override
    public long censoredNanos(AsyncAttempt<T> attempt, Outcome outcome) {
        if (attempt == first) {
            return censoring.ofFirst(outcome);
        }
        return attempt.isHedge() ? Censoring.ofHedge(outcome) : UNCENSORED;
    }

    @Override
    public void inTime(Runnable work) {
        call.inTime(work);
    }

    private void discardLast(SideBySide<T> before) {
        AttemptEnd last = before.last();
        if (last != null) {
            pipeline().userCode().discard(last.result());
        }
    }

    private boolean isRunning(Object was, AsyncAttempt<T> attempt) {
        return was == first ? attempt == first : was != OVER && view(was).isRunning(attempt);
    }

    @SuppressWarnings("unchecked") // what else stands there is SideBySide
    private SideBySide<T> view(Object was) {
        if (was != first) {
            return (SideBySide<T>) was;
        }
        CallProgress known = first.progressOrNull();
        return SideBySide.alone(
                first, known == null ? CallProgress.unbound(pipeline(), first.traits(), first.startNanos()) : known);
    }

    private boolean step(Object from, Object to) {
        return STATE.compareAndSet(this, from, to);
    }

    private Pipeline pipeline() {
        return first.pipeline;
    }
}
