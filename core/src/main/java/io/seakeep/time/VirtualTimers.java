package io.seakeep.time;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The armed timers of a {@link VirtualTime}: a binary heap, guarded by the lock of its owner.
 *
 * <p>Cancelled timers stay in the heap as husks. Each time it has doubled, the husks are swept out, which costs a constant
 * for each timer armed.
 */
final class VirtualTimers {

    private static final int FIRST_SWEEP = 1024;

    private final PriorityQueue<VirtualTimer> heap = new PriorityQueue<>();
    private long armed;
    private int sweepAt = FIRST_SWEEP;

    TimerHandle arm(long deadlineNanos, Runnable task) {
        VirtualTimer timer = new VirtualTimer(deadlineNanos, armed++, task);
        if (heap.size() >= sweepAt) {
            heap.removeIf(TimerEntry::isClaimed);
            sweepAt = Math.max(FIRST_SWEEP, 2 * heap.size());
        }
        heap.add(timer);
        return timer;
    }

    /** The first timer that is still armed, or null; husks before it are dropped. */
    @Nullable
    VirtualTimer first() {
        VirtualTimer first = heap.peek();
        while (first != null && first.isClaimed()) {
            heap.poll();
            first = heap.peek();
        }
        return first;
    }

    /** Drops the timer that {@link #first()} said. */
    void removeFirst() {
        heap.poll();
    }

    int countArmed() {
        return (int) heap.stream().filter(timer -> !timer.isClaimed()).count();
    }

    /** How many entries are held, husks among them. */
    int size() {
        return heap.size();
    }
}
