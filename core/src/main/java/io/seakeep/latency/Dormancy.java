package io.seakeep.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether a tracker sleeps, untouched by the tick, and what to do when it is used again.
 *
 * <p><b>No wake-up is lost.</b> A writer writes (claims a slot, or counts in a shared cell) and then reads the flag; the ticker
 * sets the flag and then reads what writers write. All four are volatile, hence in one total order that each thread's own order
 * agrees with (Dekker's argument): if the writer read the flag before it was set, its write came earlier still, and the ticker
 * finds it and stays awake; if after, the writer sees the flag and wakes the tracker. That both see each other does no harm: one
 * compare-and-set decides who takes the flag down, and only a writer who did runs {@code onWake}.
 *
 * <p>What an owner counts in its lane's {@link OwnedCells} needs no check of its own. It holds the slot meanwhile, which it
 * claimed by a volatile write, and the ticker does not sleep while a slot is held. If the ticker finds the slot free, it sees
 * what was counted before the release.
 */
final class Dormancy {

    private static final VarHandle DORMANT;

    static {
        try {
            DORMANT = MethodHandles.lookup().findVarHandle(Dormancy.class, "dormant", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Runnable onWake;
    private volatile boolean dormant = true;

    /** Sleeps from the start. */
    Dormancy(Runnable onWake) {
        this.onWake = onWake;
    }

    /** For writers, after they have written: to be followed by {@link #wake} if true. */
    boolean isDormant() {
        return dormant;
    }

    /**
     * Wakes the tracker unless somebody else does. Should {@code onWake} fail all the same, for want of memory or of stack, the
     * tracker sleeps on, and whoever uses it next tries again.
     */
    void wake() {
        if (DORMANT.compareAndSet(this, true, false)) {
            try {
                onWake.run();
            } catch (Throwable failure) {
                dormant = true;
                throw failure;
            }
        }
    }

    /** For the ticker: to be followed by a look at everything that a writer may have written. */
    void fallAsleep() {
        dormant = true;
    }

    /** For the ticker, if it found something: whether it is the ticker that goes on, because no writer woke it before. */
    boolean stayAwake() {
        return DORMANT.compareAndSet(this, true, false);
    }
}
