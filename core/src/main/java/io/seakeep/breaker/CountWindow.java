package io.seakeep.breaker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The counts of the last ticks: those within a length of time, or as few as hold a number of attempts. Ticks without
 * attempts take no room. For use on the tick only.
 */
final class CountWindow {

    private final long lengthNanos;
    private final long leastAttempts;
    private final Deque<Slot> slots = new ArrayDeque<>();
    private long attempts;
    private long failures;
    private long stalled;

    private CountWindow(long lengthNanos, long leastAttempts) {
        this.lengthNanos = lengthNanos;
        this.leastAttempts = leastAttempts;
    }

    /** What ended within that time, and what ended in the same tick as the first of it. */
    static CountWindow overTime(long lengthNanos) {
        return new CountWindow(lengthNanos, 0);
    }

    /** The last so many attempts, and what ended in the same tick as the first of them. */
    static CountWindow overAttempts(long leastAttempts) {
        return new CountWindow(Long.MAX_VALUE, leastAttempts);
    }

    /** The other window, with what is known here. */
    CountWindow continuedBy(CountWindow other) {
        other.slots.addAll(slots);
        other.attempts = attempts;
        other.failures = failures;
        other.stalled = stalled;
        return other;
    }

    void add(long nowNanos, Counts tick) {
        if (tick.attempts() > 0) {
            slots.addLast(new Slot(nowNanos, tick));
            attempts += tick.attempts();
            failures += tick.failures();
            stalled += tick.stalled();
        }
        while (!slots.isEmpty() && isSuperfluous(slots.peekFirst(), nowNanos)) {
            Slot oldest = slots.removeFirst();
            attempts -= oldest.counts.attempts();
            failures -= oldest.counts.failures();
            stalled -= oldest.counts.stalled();
        }
    }

    private boolean isSuperfluous(Slot oldest, long nowNanos) {
        return leastAttempts > 0
                ? attempts - oldest.counts.attempts() >= leastAttempts
                : nowNanos - oldest.endNanos >= lengthNanos;
    }

    void clear() {
        slots.clear();
        attempts = 0;
        failures = 0;
        stalled = 0;
    }

    Counts all(long nowNanos) {
        return slots.isEmpty()
                ? Counts.NONE
                : new Counts(
                        attempts, failures, stalled, nowNanos - slots.getFirst().startNanos());
    }

    /** As few of the last ticks as hold so many attempts; {@link Counts#NONE} if all of them hold less. */
    Counts last(long atLeast, long nowNanos) {
        long summedAttempts = 0;
        long summedFailures = 0;
        long summedStalled = 0;
        for (Iterator<Slot> newestFirst = slots.descendingIterator(); newestFirst.hasNext(); ) {
            Slot slot = newestFirst.next();
            summedAttempts += slot.counts.attempts();
            summedFailures += slot.counts.failures();
            summedStalled += slot.counts.stalled();
            if (summedAttempts >= atLeast) {
                return new Counts(summedAttempts, summedFailures, summedStalled, nowNanos - slot.startNanos());
            }
        }
        return Counts.NONE;
    }

    private record Slot(long endNanos, Counts counts) {

        long startNanos() {
            return endNanos - counts.spanNanos();
        }
    }
}
