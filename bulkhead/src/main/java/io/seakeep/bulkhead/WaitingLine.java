package io.seakeep.bulkhead;

import org.jspecify.annotations.Nullable;

/**
 * Those of one priority who wait: a linked list in the order in which they came, so that anyone can leave at once.
 *
 * <p>A queue is there for bursts: it fills, and it drains. Then it is served first come, first served. One that has not been empty
 * for as long as anyone may wait does not drain; whoever is served in turn has waited for about as long as he could, and many leave
 * just before. Then it is served newest first, which makes those that are served wait least, and drops those that have waited for a
 * tenth of that time and have somebody newer behind them, so that they can do something else. (Adaptive LIFO with a controlled
 * delay: Maurer, "Fail at Scale", ACM Queue 13(8), 2015, after CoDel: Nichols and Jacobson, 2012.) Where the longest wait is changed meanwhile, it is
 * the oldest's that decides: those who were given more time are no overload for it.
 */
final class WaitingLine {

    private static final int AGES_PER_WAIT = 10;

    private long standingSinceNanos;

    private @Nullable Waiting oldest;
    private @Nullable Waiting newest;

    /** Who is next, or null if nobody waits. */
    @Nullable
    Waiting next(long nowNanos) {
        return isOverloaded(nowNanos) ? newest : oldest;
    }

    @Nullable
    Waiting oldest() {
        return oldest;
    }

    @Nullable
    Waiting newest() {
        return newest;
    }

    /** Whether it has not been empty for too long to be a burst. */
    boolean isOverloaded(long nowNanos) {
        return oldest != null && nowNanos - standingSinceNanos >= oldest.maxWaitNanos;
    }

    /** Who has waited for longer than is of use in an overload, or null. */
    @Nullable
    Waiting tooOld(long nowNanos) {
        Waiting first = oldest;
        if (first == null || first == newest || !isOverloaded(nowNanos)) {
            return null;
        }
        return nowNanos - first.sinceNanos > first.maxWaitNanos / AGES_PER_WAIT ? first : null;
    }

    void add(Waiting arriving) {
        arriving.older = newest;
        if (newest == null) {
            standingSinceNanos = arriving.sinceNanos;
            oldest = arriving;
        } else {
            newest.newer = arriving;
        }
        newest = arriving;
    }

    void remove(Waiting leaving) {
        if (leaving.older == null) {
            oldest = leaving.newer;
        } else {
            leaving.older.newer = leaving.newer;
        }
        if (leaving.newer == null) {
            newest = leaving.older;
        } else {
            leaving.newer.older = leaving.older;
        }
        leaving.older = null;
        leaving.newer = null;
    }
}
