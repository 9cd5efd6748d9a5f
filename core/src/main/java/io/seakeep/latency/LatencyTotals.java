package io.seakeep.latency;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a tracker has recorded since it was made, added up by whoever asks: for metrics libraries, which want numbers that only
 * ever grow. Nothing is recorded for it, and the tracker's own ticks are not touched. Who reads pays for reading the cells.
 *
 * <p>The cells wrap at 2<sup>32</sup>. The totals do not, as long as no bucket gets more records than that between two readings: a
 * million a second for an hour.
 *
 * <p>Each reader has one of its own. Safe for use by many threads.
 */
public final class LatencyTotals {

    /** Numbers that are read one after the other should agree with each other. */
    private static final long SAME_READING_NANOS = 100_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private CellReader reader = new CellReader();
    private @Nullable LatencyTracker source;
    private LatencySnapshot total = LatencySnapshot.empty();
    private long readNanos;

    /** Nothing so far. */
    public LatencyTotals() {}

    /**
     * What the tracker has recorded so far, and what others had that were read before it. Within 100 ms the answer stays the same. One in
     * which nothing was recorded is the very same object. Its span means nothing.
     *
     * @param nowNanos the time now
     */
    public LatencySnapshot read(LatencyTracker tracker, long nowNanos) {
        lock.lock();
        try {
            if (tracker != source) {
                source = tracker;
                reader = new CellReader();
            } else if (nowNanos - readNanos < SAME_READING_NANOS) {
                return total;
            }
            readNanos = nowNanos;
            total = total.merge(tracker.recordedSince(reader));
            return total;
        } finally {
            lock.unlock();
        }
    }
}
