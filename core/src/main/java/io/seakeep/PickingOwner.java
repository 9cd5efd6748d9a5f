package io.seakeep;

import io.seakeep.latency.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What attempts are part of that go to different replicas when they run side by side. */
abstract class PickingOwner<T extends @Nullable Object> implements AttemptOwner<T> {

    private static final VarHandle PICKS;

    static {
        try {
            PICKS = MethodHandles.lookup().findVarHandle(PickingOwner.class, "picks", Picks.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile @Nullable Picks picks;

    /** Where none have been made yet. */
    abstract Picks noPicks();

    @Override
    public final <R> R pick(AsyncAttempt<T> attempt, List<R> replicas) {
        if (picks == null) {
            PICKS.compareAndSet(this, null, noPicks());
        }
        return Objects.requireNonNull(picks).pick(attempt, replicas);
    }

    @Override
    public final List<Object> pickedBeside(AsyncAttempt<T> attempt) {
        Picks made = picks;
        return made == null ? List.of() : made.beside(attempt);
    }

    @Override
    public final void ended(AsyncAttempt<T> attempt, Outcome outcome) {
        Picks made = picks;
        if (made == null) {
            return;
        }
        try {
            made.ended(attempt, outcome, attempt.pipeline.time().nanoTime() - attempt.startNanos());
        } catch (Throwable broken) {
            // Errors too: what the user's hashCode or equals throws must not keep the call from its answer.
            attempt.pipeline.userCode().report("replica", broken);
        }
    }
}
