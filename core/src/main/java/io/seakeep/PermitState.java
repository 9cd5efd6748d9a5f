package io.seakeep;

import io.seakeep.latency.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** An attempt that remembers how it was let in, so that any thread can end it; the first one does. */
final class PermitState extends AttemptState implements Permit {

    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(PermitState.class, "ended", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final long startNanos;
    private final long slot;
    private final long t0;
    private final long t1;
    private final long t2;
    private final long t3;

    @SuppressWarnings("unused") // by ENDED
    private volatile boolean ended;

    PermitState(
            Pipeline pipeline, long expiresAtNanos, long startNanos, long slot, long t0, long t1, long t2, long t3) {
        super(pipeline, expiresAtNanos, 1);
        this.startNanos = startNanos;
        this.slot = slot;
        this.t0 = t0;
        this.t1 = t1;
        this.t2 = t2;
        this.t3 = t3;
    }

    @Override
    public boolean succeed(@Nullable Object result) {
        if (!claimEnd()) {
            return false;
        }
        settle(pipeline.outcomeOf(result));
        dropHooks();
        return true;
    }

    @Override
    public boolean fail(Throwable failure) {
        if (!claimEnd()) {
            return false;
        }
        settle(pipeline.outcomeOf(failure));
        dropHooks();
        return true;
    }

    @Override
    public void close() {
        if (claimEnd()) {
            settle(Outcome.CANCELLED);
            runHooks();
        }
    }

    private boolean claimEnd() {
        return ENDED.compareAndSet(this, false, true);
    }

    private void settle(Outcome outcome) {
        pipeline.settle(outcome, startNanos, slot, t0, t1, t2, t3);
    }
}
