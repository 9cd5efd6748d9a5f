package io.seakeep.bulkhead;

/**
 * In which order a queue is served, and for how long it keeps anyone.
 *
 * <p>A queue is there for bursts: it fills, and it drains. Then it is served first come, first served. One that has not been empty
 * for as long as anyone may wait does not drain; whoever is served in turn has waited for about as long as he could, and many leave
 * just before. Then it is served newest first, which makes those that are served wait least, and drops those that have waited for a
 * tenth of that time and have somebody newer behind them, so that they can do something else. (Adaptive LIFO with a controlled
 * delay: Maurer, "Fail at Scale", ACM Queue 13(8), 2015, after CoDel: Nichols and Jacobson, 2012.)
 */
final class QueueOrder {

    private static final int AGES_PER_WAIT = 10;

    private final long maxWaitNanos;

    private long standingSinceNanos;

    QueueOrder(long maxWaitNanos) {
        this.maxWaitNanos = maxWaitNanos;
    }

    long maxWaitNanos() {
        return maxWaitNanos;
    }

    /** The queue was empty and is so no more. */
    void stands(long nowNanos) {
        standingSinceNanos = nowNanos;
    }

    /** Whether the queue, which is not empty, has been so for too long to be a burst. */
    boolean isOverloaded(long nowNanos) {
        return nowNanos - standingSinceNanos >= maxWaitNanos;
    }

    /** Whether that one has waited for longer than is of use in an overload. */
    boolean isTooOld(Waiting waiting, long nowNanos) {
        return nowNanos - waiting.sinceNanos > maxWaitNanos / AGES_PER_WAIT;
    }
}
