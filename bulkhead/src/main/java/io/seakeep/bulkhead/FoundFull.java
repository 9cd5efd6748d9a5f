package io.seakeep.bulkhead;

import io.seakeep.Mode;
import io.seakeep.Signals;
import io.seakeep.Signals.Signal;
import java.util.concurrent.atomic.LongAdder;

/** Counts the attempts that found a bulkhead full, and tells the other policies on the tick whether any did. */
final class FoundFull {

    private final LongAdder count = new LongAdder();
    private final Signals signals;
    private long before;

    FoundFull(Signals signals) {
        this.signals = signals;
    }

    void increment() {
        count.increment();
    }

    /** How many did since the last tick. */
    long onTick(Mode mode) {
        long sum = count.sum();
        long sinceTick = sum - before;
        before = sum;
        if (sinceTick > 0 && mode == Mode.ENFORCE) {
            signals.raise(Signal.BULKHEAD_FULL);
        } else {
            signals.lower(Signal.BULKHEAD_FULL);
        }
        return sinceTick;
    }
}
