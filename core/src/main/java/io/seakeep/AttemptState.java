package io.seakeep;

import io.seakeep.time.TimeSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The attempt of a synchronous call: 32 bytes, and the only thing such a call may allocate.
 *
 * <p>Its abort hooks are a stack that ends in one of two marks, once the attempt has been cancelled or has ended. A hook
 * pushed onto {@link #CANCELLED} runs at once; one pushed onto {@link #ENDED} is dropped.
 */
class AttemptState implements Attempt {

    private static final long MAX_MILLIS = Integer.MAX_VALUE;
    private static final long MILLI_NANOS = 1_000_000L;

    private static final Hook CANCELLED = new Hook(() -> {}, null);
    private static final Hook ENDED = new Hook(() -> {}, null);

    private static final VarHandle HOOKS;

    static {
        try {
            HOOKS = MethodHandles.lookup().findVarHandle(AttemptState.class, "hooks", Hook.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final Pipeline pipeline;
    private final long expiresAtNanos;

    /**
     * A short, for with it a permit's flags fit in beside it, and the attempt of an asynchronous call into 96 bytes; for the same
     * reason that of a hedge is negative.
     */
    private final short number;

    @SuppressWarnings("unused") // by HOOKS
    private volatile @Nullable Hook hooks;

    /** @param number which attempt of its call it is, from 1; negative for a hedge */
    AttemptState(Pipeline pipeline, long expiresAtNanos, int number) {
        this.pipeline = pipeline;
        this.expiresAtNanos = expiresAtNanos;
        this.number = (short) number;
    }

    /** Tells the observer how it ends. */
    void observedBy(AttemptObservation observation) {}

    final long expiresAtNanos() {
        return expiresAtNanos;
    }

    @Override
    public Duration remaining() {
        return Duration.ofMillis(remainingMillis());
    }

    @Override
    public long remaining(TimeUnit unit) {
        if (unit == TimeUnit.NANOSECONDS || unit == TimeUnit.MICROSECONDS) {
            long nanos = Math.min(Math.max(1, remainingNanos()), MAX_MILLIS * MILLI_NANOS);
            return ceilDiv(nanos, unit.toNanos(1));
        }
        return ceilDiv(remainingMillis(), unit.toMillis(1));
    }

    private long remainingMillis() {
        return Math.min(Math.max(1, ceilDiv(remainingNanos(), MILLI_NANOS)), MAX_MILLIS);
    }

    private long remainingNanos() {
        TimeSource time = pipeline.time();
        return expiresAtNanos - time.nanoTime();
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    @Override
    public int number() {
        return Math.abs(number);
    }

    @Override
    public boolean isHedge() {
        return number < 0;
    }

    @Override
    public boolean callOffOthers() {
        return true;
    }

    @Override
    public final <R> R pick(List<R> replicas) {
        if (replicas.isEmpty()) {
            throw new IllegalArgumentException("replicas must not be empty");
        }
        return pickOne(replicas);
    }

    /** Of a list that is not empty. */
    <R> R pickOne(List<R> replicas) {
        return byNumber(replicas);
    }

    /** The one that stands at the attempt's place, beginning anew where the list ends, unless that is known to lag. */
    final <R> R byNumber(List<R> replicas) {
        HedgeRules rules = pipeline.hedgeRules();
        int index = (number() - 1) % replicas.size();
        return rules == null ? replicas.get(index) : rules.replicas().preferred(replicas, index);
    }

    @Override
    public List<Object> pickedBeside() {
        return List.of();
    }

    @Override
    public void onCancel(Abort abort) {
        Hook seen = hooks;
        while (seen != ENDED) {
            if (seen == CANCELLED) {
                runHook(abort);
                return;
            }
            Hook pushed = new Hook(abort, seen);
            if (HOOKS.compareAndSet(this, seen, pushed)) {
                return;
            }
            seen = hooks;
        }
    }

    /** Lets go of the hooks: the attempt has ended by itself. */
    final void dropHooks() {
        HOOKS.setVolatile(this, ENDED);
    }

    /** Runs the hooks, latest first, on this thread. */
    final void runHooks() {
        Hook hook = (Hook) HOOKS.getAndSet(this, CANCELLED);
        while (hook != null && hook != CANCELLED && hook != ENDED) {
            runHook(hook.abort);
            hook = hook.next;
        }
    }

    private void runHook(Abort abort) {
        try {
            abort.run();
        } catch (Throwable broken) {
            // Errors too: one hook of the user's must not keep the others from running.
            pipeline.userCode().report("abort hook", broken);
        }
    }

    private static final class Hook {
        final Abort abort;
        final @Nullable Hook next;

        Hook(Abort abort, @Nullable Hook next) {
            this.abort = abort;
            this.next = next;
        }
    }
}
