package io.seakeep.time;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchical timing wheel (Varghese and Lauck 1987) with ticks of one millisecond, for a single thread.
 *
 * <p>Time is counted in ticks since the origin. A level has 64 slots and one word that says which are occupied; a slot
 * of level 0 is one tick, a slot of each further level is 64 slots of the level below. Eight levels span more than the
 * 292 years a long of nanoseconds can express, so there is no overflow list.
 *
 * <p>An entry lives on the level of the highest base-64 digit in which its tick differs from the current tick. Three
 * things follow, and everything else stands on them:
 *
 * <ul>
 *   <li>Within a level, occupied slots lie above the current digit, so the lowest set bit is the next one.
 *   <li>All entries of a level are due before all entries of the levels above, so the next slot that needs attention is
 *       the lowest bit of the lowest occupied level: a few instructions, however far away it is.
 *   <li>Moving the current tick to anywhere before that slot keeps every entry where it is. Time skips, it does not walk.
 * </ul>
 *
 * When time reaches a slot, its entries fire or move to a lower level; each entry moves at most once per level. A
 * deadline is rounded up to a tick and the time down, so nothing fires early, and after {@link #advance} nothing is left
 * that was due a full tick ago.
 *
 * <p>Cancelled entries are dropped when they are met. Timeouts are mostly cancelled long before they are due, so on top of
 * that {@link #sweep} goes round the slots and looks at two entries for each one added. By the time a pass over n entries
 * is done, n / 2 were added, so husks never outnumber live entries by more than a small factor, whatever the delays.
 *
 * <p>Entries of the same tick fire in no particular order.
 */
final class TimerWheel {

    static final long TICK_NANOS = 1_000_000;

    /** What {@link #nanosToNext} says when there is no next: later than any deadline, and still safe to add to a time. */
    static final long NEVER = 1L << 62;

    private static final int DIGIT_BITS = 6;
    private static final int SLOTS = 1 << DIGIT_BITS;
    private static final int DIGIT_MASK = SLOTS - 1;
    private static final int LEVELS = 8;
    private static final int SWEEPS_PER_ADD = 2;

    private final long originNanos;
    private final @Nullable TimerEntry[] slots = new TimerEntry[LEVELS * SLOTS];
    private final long[] occupied = new long[LEVELS];

    /** Everything due up to and including this tick has fired. */
    private long currentTick;

    private int size;
    private long husks;
    private int sweepSlot;
    private long sweepCredit;

    /** @param originNanos the time now, on the clock of the deadlines; it may overflow later */
    TimerWheel(long originNanos) {
        this.originNanos = originNanos;
    }

    /** Takes an entry in. One that is due already fires at the next tick. */
    void add(TimerEntry entry) {
        link(entry, Math.max(dueTick(entry), currentTick + 1));
        size++;
        sweepCredit += SWEEPS_PER_ADD;
    }

    /**
     * Moves to the given time and hands over the task of each entry that is due. A time before the last one changes
     * nothing.
     *
     * @param firing runs the task; it must neither throw nor touch this wheel
     */
    void advance(long nowNanos, Consumer<Runnable> firing) {
        long targetTick = Math.floorDiv(nowNanos - originNanos, TICK_NANOS);
        int level;
        while ((level = lowestLevel()) < LEVELS) {
            long tick = nextTick(level);
            if (tick > targetTick) {
                break;
            }
            currentTick = tick;
            emptySlot(level, firing);
        }
        currentTick = Math.max(currentTick, targetTick);
    }

    /**
     * How long until {@link #advance} has something to do, which may be to move entries or to drop husks only; zero or
     * negative when that time has come; {@link #NEVER} when the wheel is empty.
     */
    long nanosToNext(long nowNanos) {
        int level = lowestLevel();
        if (level == LEVELS) {
            return NEVER;
        }
        return nextTick(level) * TICK_NANOS - (nowNanos - originNanos);
    }

    /** Drops some of the cancelled entries: work in proportion to what was added since the last time. */
    void sweep() {
        for (int seen = 0; sweepCredit > 0 && seen < slots.length; seen++) {
            sweepCredit -= dropHusks(sweepSlot);
            sweepSlot = (sweepSlot + 1) % slots.length;
        }
        sweepCredit = Math.min(sweepCredit, 0);
    }

    /** How many entries are held, husks not yet met among them. */
    int size() {
        return size;
    }

    /** How many cancelled entries were dropped since the start. */
    long huskCount() {
        return husks;
    }

    private long dueTick(TimerEntry entry) {
        return -Math.floorDiv(originNanos - entry.deadlineNanos, TICK_NANOS);
    }

    private int lowestLevel() {
        int level = 0;
        while (level < LEVELS && occupied[level] == 0) {
            level++;
        }
        return level;
    }

    /** The first tick of the first occupied slot of a level that has one. */
    private long nextTick(int level) {
        int shift = level * DIGIT_BITS;
        long above = (currentTick >>> shift) & ~DIGIT_MASK;
        return (above | Long.numberOfTrailingZeros(occupied[level])) << shift;
    }

    private void link(TimerEntry entry, long dueTick) {
        int highestBit = 63 - Long.numberOfLeadingZeros(currentTick ^ dueTick);
        int level = highestBit / DIGIT_BITS;
        int digit = (int) (dueTick >>> (level * DIGIT_BITS)) & DIGIT_MASK;
        int slot = level * SLOTS + digit;
        entry.next = slots[slot];
        slots[slot] = entry;
        occupied[level] |= 1L << digit;
    }

    /** Fires, moves down or drops what is in the first occupied slot of the level, whose time has come. */
    private void emptySlot(int level, Consumer<Runnable> firing) {
        int digit = Long.numberOfTrailingZeros(occupied[level]);
        int slot = level * SLOTS + digit;
        TimerEntry entry = slots[slot];
        slots[slot] = null;
        occupied[level] &= ~(1L << digit);
        while (entry != null) {
            TimerEntry next = entry.next;
            entry.next = null; // a handle somebody keeps must not keep its neighbours
            long dueTick = dueTick(entry);
            if (dueTick > currentTick && !entry.isClaimed()) {
                link(entry, dueTick);
            } else {
                fire(entry, firing);
            }
            entry = next;
        }
    }

    private void fire(TimerEntry entry, Consumer<Runnable> firing) {
        size--;
        Runnable task = entry.claim();
        if (task == null) {
            husks++;
        } else {
            firing.accept(task);
        }
    }

    private int dropHusks(int slot) {
        int seen = 0;
        TimerEntry kept = null;
        TimerEntry entry = slots[slot];
        while (entry != null) {
            TimerEntry next = entry.next;
            if (entry.isClaimed()) {
                entry.next = null;
                size--;
                husks++;
            } else {
                entry.next = kept;
                kept = entry;
            }
            seen++;
            entry = next;
        }
        slots[slot] = kept;
        if (kept == null) {
            occupied[slot / SLOTS] &= ~(1L << slot); // shifts take the slot modulo 64
        }
        return seen;
    }
}
