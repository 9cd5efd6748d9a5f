package io.seakeep.timeout;

import io.seakeep.Tick;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Counts attempts that ended by themselves, later than the timeout that they began with. A tracker knows how long they took and not when they
 * began; so while a timeout that has become shorter may still be some attempt's, whoever is old enough for the longer one is held to that. Where
 * it is not sure it counts too few. For one thread at a time.
 */
final class LateAttempts {

    private static final Outcome[] ENDED_BY_THEMSELVES = {Outcome.SUCCESS, Outcome.FAILURE};

    private record Former(long timeoutNanos, long endedNanos) {}

    /** Each longer than the next by more than a bucket, so there are some hundred at most; and all longer than the one in force. */
    private final Deque<Former> former = new ArrayDeque<>();

    private final LatencyTracker tracker;
    private long inForceNanos;

    /** @param timeoutNanos with which it begins. Who is under way by then began under another policy, with any. */
    LateAttempts(LatencyTracker tracker, long timeoutNanos) {
        this.tracker = tracker;
        this.inForceNanos = tracker.inFlight() == 0 ? timeoutNanos : TimeoutSchema.LONGEST.toNanos();
    }

    /**
     * How many of those that ended since the tick before.
     *
     * @param timeoutNanos the one in force until this tick
     */
    long count(Tick tick, long timeoutNanos) {
        follow(tick, timeoutNanos);
        LatencySnapshot ended = tracker.lastTickSnapshot();
        long fromNanos = surelyBeyond(timeoutNanos);
        long late = countFrom(ended, fromNanos);
        if (late == 0 || former.isEmpty()) {
            return late;
        }
        late = 0;
        for (Iterator<Former> newestFirst = former.descendingIterator(); newestFirst.hasNext(); ) {
            Former longer = newestFirst.next();
            long surelySinceNanos = youngestNanos(tick, longer);
            if (fromNanos < surelySinceNanos) {
                late += countFrom(ended, fromNanos) - countFrom(ended, surelySinceNanos);
            }
            fromNanos = Math.max(surelyBeyond(longer.timeoutNanos), surelySinceNanos);
        }
        return late + countFrom(ended, fromNanos);
    }

    private void follow(Tick tick, long timeoutNanos) {
        if (timeoutNanos < inForceNanos) {
            former.addLast(new Former(orNearlyTheSame(inForceNanos), tick.nowNanos()));
        }
        inForceNanos = timeoutNanos;
        while (!former.isEmpty() && former.getLast().timeoutNanos <= timeoutNanos) {
            former.removeLast();
        }
        // Whoever began with it and ended by now was late for it too.
        former.removeIf(one -> youngestNanos(tick, one) >= one.timeoutNanos);
    }

    /** One that comes down slowly is another on each tick. */
    private long orNearlyTheSame(long nanos) {
        Former last = former.peekLast();
        if (last == null || last.timeoutNanos > surelyBeyond(nanos)) {
            return nanos;
        }
        former.removeLast();
        return last.timeoutNanos;
    }

    /** How long at least an attempt took that began with that and ended since the tick before. */
    private static long youngestNanos(Tick tick, Former with) {
        return tick.nowNanos() - with.endedNanos - tick.spanNanos();
    }

    /** A bucket further, for those in the timeout's own may have been in time. */
    private static long surelyBeyond(long timeoutNanos) {
        return timeoutNanos + timeoutNanos / 32 + 32;
    }

    private static long countFrom(LatencySnapshot ended, long nanos) {
        return ended.countAtOrAbove(nanos, ENDED_BY_THEMSELVES);
    }
}
