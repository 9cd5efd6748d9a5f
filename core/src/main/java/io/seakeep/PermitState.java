package io.seakeep;

import io.seakeep.latency.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt that remembers how it was let in, so that any thread can end it; the first one does. */
class PermitState extends AttemptState implements Permit {

    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(PermitState.class, "ended", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final CallTraits traits;
    private final long startNanos;
    private final long slot;
    private final long t0;
    private final long t1;
    private final long t2;
    private final long t3;

    private @Nullable CallProgress progress;

    private volatile boolean ended;

    PermitState(
            Pipeline pipeline,
            CallTraits traits,
            int number,
            long expiresAtNanos,
            long startNanos,
            long slot,
            long t0,
            long t1,
            long t2,
            long t3) {
        super(pipeline, expiresAtNanos, number);
        this.traits = traits;
        this.startNanos = startNanos;
        this.slot = slot;
        this.t0 = t0;
        this.t1 = t1;
        this.t2 = t2;
        this.t3 = t3;
    }

    @Override
    public final boolean succeed(@Nullable Object result) {
        return ended(result, null, endWith(result));
    }

    @Override
    public final boolean fail(Throwable failure) {
        return ended(null, failure, end(failure));
    }

    private boolean ended(@Nullable Object result, @Nullable Throwable failure, @Nullable Verdict verdict) {
        if (verdict != null && (progress != null || verdict.outcome() != Outcome.SUCCESS)) {
            progress().ended(new AttemptEnd(result, failure, verdict));
        }
        return verdict != null;
    }

    @Override
    public final Optional<Duration> retryIn() {
        CallProgress known = progress;
        if (known == null) {
            return Optional.empty();
        }
        long wait = known.waitNanos();
        if (wait < 0) {
            known.surfaced();
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(wait));
    }

    @Override
    public final Permit retry() {
        CallProgress known = progress;
        if (known == null || !known.mayGoOn()) {
            throw new IllegalStateException("retryIn() has not said when this call may be retried");
        }
        return known.next(next());
    }

    final CallTraits traits() {
        return traits;
    }

    /** What its call has behind it; for whoever ended the attempt. */
    final CallProgress progress() {
        CallProgress known = progress;
        if (known == null) {
            known = CallProgress.unbound(pipeline, traits, startNanos);
            progress = known;
        }
        return known;
    }

    /** Null for a first attempt that was no failure and that keeps to nothing. */
    final @Nullable CallProgress progressOrNull() {
        return progress;
    }

    /** Gives it what its call has behind it, or has to keep to. */
    final void continues(CallProgress callsProgress) {
        progress = callsProgress;
    }

    @Override
    public final void close() {
        abort(Outcome.CANCELLED);
    }

    /** Ends the attempt by what it returned, and answers the judgement; null if it had ended before. */
    final @Nullable Verdict endWith(@Nullable Object result) {
        return claimEnd() ? settled(pipeline.judge().ofResult(result)) : null;
    }

    /** Ends the attempt by what it threw, and answers the judgement; null if it had ended before. */
    final @Nullable Verdict end(Throwable failure) {
        if (!claimEnd()) {
            return null;
        }
        threw(failure);
        return settled(pipeline.judge().ofFailure(failure));
    }

    /** Ends the attempt by a judgement that needs no classifier. */
    final void endAs(Verdict verdict) {
        if (claimEnd()) {
            settled(verdict);
        }
    }

    /** Ends the attempt while its code still runs, and tells that to stop. Returns whether it had not ended before. */
    final boolean abort(Outcome outcome) {
        if (!claimEnd()) {
            return false;
        }
        abandonCode();
        settle(outcome);
        runHooks();
        stopCode();
        return true;
    }

    /** Code that holds a place of its own from now on has to take it before the attempt gives its own back. */
    void abandonCode() {}

    /** Stops the code of the attempt by means that it did not have to set up by a hook. */
    void stopCode() {}

    final long startNanos() {
        return startNanos;
    }

    final boolean hasEnded() {
        return ended;
    }

    private boolean claimEnd() {
        return ENDED.compareAndSet(this, false, true);
    }

    private Verdict settled(Verdict verdict) {
        settle(verdict.outcome());
        dropHooks();
        return verdict;
    }

    private void settle(Outcome outcome) {
        pipeline.settle(number(), outcome, startNanos, slot, t0, t1, t2, t3, censoredNanos(outcome));
        settled(outcome);
    }

    /** Makes the attempt that follows this one. */
    PermitMaker<PermitState> next() {
        return pipeline.permits();
    }

    /** It is about to end by this. */
    void threw(Throwable failure) {}

    /** See {@link AttemptOwner#ended}. */
    void settled(Outcome outcome) {}

    /** See {@link AttemptOwner#censoredNanos}. */
    long censoredNanos(Outcome outcome) {
        return AttemptOwner.UNCENSORED;
    }
}
