package io.seakeep;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The interrupt of a thread whose time is over, which it gets while it is at its work or not at all. One compare-and-set decides between
 * the interrupt and the end of the work. If the interrupt has won, the end waits for it to have happened, which is a matter of the
 * few instructions around it, and takes it back: nothing is left behind for what the thread does next.
 *
 * <p>A thread that was interrupted by somebody else already is left as it is. Two interrupts of which neither has been noticed are one; if
 * the other one comes later than this one, and is not noticed either, it goes with it.
 */
final class Interruption {

    private static final int ARMED = 0;
    private static final int INTERRUPTING = 1;
    private static final int INTERRUPTED = 2;
    private static final int NOT_NEEDED = 3;
    private static final int OVER = 4;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Interruption.class, "state", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Thread thread;

    private volatile int state = ARMED;

    Interruption(Thread thread) {
        this.thread = thread;
    }

    /** The time is over. For any thread but the one that is meant. */
    void fire() {
        if (!STATE.compareAndSet(this, ARMED, INTERRUPTING)) {
            return;
        }
        int then = NOT_NEEDED;
        try {
            if (!thread.isInterrupted()) {
                then = INTERRUPTED;
                thread.interrupt();
            }
        } finally {
            state = then;
        }
    }

    /** The work is over; for the thread itself. Returns whether its time was over before. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // whoever interrupts may need the processor for the two instructions that are left
    boolean end() {
        if (STATE.compareAndSet(this, ARMED, OVER)) {
            return false;
        }
        while (state == INTERRUPTING) {
            Thread.yield();
        }
        if (state == INTERRUPTED) {
            Thread.interrupted();
        }
        return true;
    }
}
