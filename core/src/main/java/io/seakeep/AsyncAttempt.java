package io.seakeep;

import io.seakeep.latency.Outcome;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One attempt of an asynchronous call: it starts the user's code, and ends when the stage does that the code returned. */
class AsyncAttempt<T extends @Nullable Object> extends PermitState implements BiConsumer<T, @Nullable Throwable> {

    private AttemptOwner<T> owner;
    private volatile @Nullable Future<?> stage;
    private volatile boolean stopped;

    AsyncAttempt(
            AttemptOwner<T> owner,
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
        super(pipeline, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3);
        this.owner = owner;
    }

    /** One that ends when its time is over, if the pipeline wants that. */
    static <T extends @Nullable Object> AsyncAttempt<T> of(
            AttemptOwner<T> owner,
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
        return pipeline.endsAttempts()
                ? new TimedAttempt<>(owner, pipeline, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3)
                : new AsyncAttempt<>(owner, pipeline, traits, number, expiresAtNanos, startNanos, slot, t0, t1, t2, t3);
    }

    /** What it is part of; it may be told so before it is started. */
    final AttemptOwner<T> owner() {
        return owner;
    }

    final void belongsTo(AttemptOwner<T> newOwner) {
        owner = newOwner;
    }

    /** By the thread that starts its code, when others may be about to end it. */
    @Override
    final void observedBy(AttemptObservation observation) {
        owner = new ObservedOwner<>(owner, observation);
        VarHandle.fullFence(); // who ends it from now on finds that, or is found here
        if (hasEnded()) {
            observation.ended(Outcome.CANCELLED);
        }
    }

    @Override
    final <R> R pickOne(List<R> replicas) {
        return owner.pick(this, replicas);
    }

    @Override
    public List<Object> pickedBeside() {
        return owner.pickedBeside(this);
    }

    @Override
    final void settled(Outcome outcome) {
        owner.ended(this, outcome);
    }

    @Override
    final long censoredNanos(Outcome outcome) {
        return owner.censoredNanos(this, outcome);
    }

    @Override
    public boolean callOffOthers() {
        return owner.callOffOthers(this);
    }

    @SuppressWarnings("NullAway") // a failed stage has null for its result, whatever T is
    void start(AsyncCode<T> code) {
        try {
            CompletionStage<T> started = run(code);
            if (started == null) {
                throw new NullPointerException("the code given to callAsync(...) returned null, not a stage");
            }
            if (started instanceof Future<?> future) {
                stage = future;
                if (stopped) {
                    stopCode();
                }
            }
            started.whenComplete(this);
        } catch (Throwable failure) {
            // Errors too: whatever the code throws is how its attempt ended, and its permits have to come back.
            accept(null, failure);
        }
    }

    private CompletionStage<T> run(AsyncCode<T> code) throws Exception {
        CallProgress progress = progressOrNull();
        if (progress == null) {
            return code.start(this);
        }
        long boundBefore = progress.bind(number());
        try {
            return code.start(this);
        } finally {
            RequestBinding.exit(boundBefore);
        }
    }

    @Override
    public void accept(T result, @Nullable Throwable thrown) {
        if (thrown == null) {
            owner.attemptEnded(this, result, null, endWith(result));
        } else {
            Throwable failure = stage instanceof ThreadedStage<?> ? thrown : unwrap(thrown);
            owner.attemptEnded(this, null, failure, end(failure));
        }
    }

    /** Stages wrap what their functions threw, and the user threw no wrapper. */
    static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof CompletionException && cause != null ? unwrap(cause) : thrown;
    }

    /** Nobody waits for it any more, and it goes on to its end, or to that of its time. */
    final void goesOnAlone() {
        pipeline.time()
                .schedule(
                        expiresAtNanos() - pipeline.time().nanoTime(),
                        () -> pipeline.userCode().handOverAtOnce(() -> abort(Outcome.TIMED_OUT)));
    }

    @Override
    void abandonCode() {
        if (stage instanceof ThreadedStage<?> threaded) {
            pipeline.userCode().cancel(threaded);
        }
    }

    @Override
    void stopCode() {
        stopped = true;
        Future<?> running = stage;
        if (running != null) {
            pipeline.userCode().cancel(running);
        }
    }
}
