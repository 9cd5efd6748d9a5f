package io.seakeep.time;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** Lets two threads do each round at the same moment, as nearly as two threads can: for races of a few nanoseconds. */
public final class LockStep {

    private static final int SPINS_BEFORE_YIELD = 100;
    private static final int PADDING = 32;

    private final AtomicIntegerArray arrived = new AtomicIntegerArray(3 * PADDING);

    /** Waits until the other side has come to this round too. */
    @SuppressWarnings("ThreadPriorityCheck") // a yield, so as not to burn the core that the other side waits for
    public void await(int side, int round) {
        arrived.set((side + 1) * PADDING, round + 1);
        for (int spins = 0; arrived.get((2 - side) * PADDING) <= round; spins++) {
            if (spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield(); // the other side is off its core
            }
        }
    }
}
