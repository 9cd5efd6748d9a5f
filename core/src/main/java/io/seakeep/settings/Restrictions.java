package io.seakeep.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lock that holds of one setting, and the bounds that hold of whatever that lock does not decide.
 *
 * <p>An earlier source binds a later one. So the earliest lock holds, within bounds that were there before it; and of bounds, each may only
 * narrow what the earlier ones left.
 */
final class Restrictions {

    private final Setting<?> setting;
    private final @Nullable Entry lock;
    private final List<Entry> powerless = new ArrayList<>();
    private @Nullable Object low;
    private @Nullable Entry lowBy;
    private @Nullable Object high;
    private @Nullable Entry highBy;

    /**
     * @param locks those that match, in any order
     * @param bounds likewise
     */
    Restrictions(Setting<?> setting, List<Entry> locks, List<Entry> bounds) {
        this.setting = setting;
        List<Entry> firstOfEach = mostForcefulOfEachSource(locks);
        lock = firstOfEach.isEmpty() ? null : firstOfEach.get(0);
        for (Entry other : firstOfEach) {
            if (lock != null && !other.said().equals(lock.said())) {
                powerless.add(other);
            }
        }
        for (Entry bound : mostForcefulOfEachSource(bounds)) {
            if (lock == null || bound.order() < lock.order()) {
                narrow(bound, (Bound) bound.said());
            }
        }
    }

    /** The earliest source first. */
    private static List<Entry> mostForcefulOfEachSource(List<Entry> entries) {
        List<Entry> first = new ArrayList<>();
        for (Entry entry : entries.stream().sorted(Entry.FORCE.reversed()).toList()) {
            if (first.isEmpty() || first.get(first.size() - 1).order() != entry.order()) {
                first.add(entry);
            }
        }
        return first;
    }

    private void narrow(Entry by, Bound bound) {
        Object newLow = bound.low();
        Object newHigh = bound.high();
        if (isMore(newLow, high) || isMore(low, newHigh)) {
            powerless.add(by); // nothing would be left
            return;
        }
        if (newLow != null && (low == null || isMore(newLow, low))) {
            low = newLow;
            lowBy = by;
        }
        if (newHigh != null && (high == null || isMore(high, newHigh))) {
            high = newHigh;
            highBy = by;
        }
    }

    private boolean isMore(@Nullable Object a, @Nullable Object b) {
        return a != null && b != null && setting.compareSaid(a, b) > 0;
    }

    @Nullable
    Entry lock() {
        return lock;
    }

    boolean isBounded() {
        return lowBy != null || highBy != null;
    }

    /** Locks and bounds that an earlier one leaves no room. */
    List<Entry> powerless() {
        return powerless;
    }

    /** Whose bound the value is outside of; null if it is within, or none. */
    @Nullable
    Entry brokenBy(Object value) {
        if (value.equals(Setting.NONE)) {
            return null;
        }
        if (isMore(value, high)) {
            return highBy;
        }
        return isMore(low, value) ? lowBy : null;
    }

    /** The value, or the nearest that is within all bounds. */
    Object clamp(Object value) {
        if (value.equals(Setting.NONE)) {
            return value;
        }
        if (high != null && isMore(value, high)) {
            return high;
        }
        return low != null && isMore(low, value) ? low : value;
    }

    /** Such as {@code at most 2s}. */
    String bounds() {
        return new Bound(low, high).format(setting);
    }

    /** Whose they are, for people. */
    String boundBy() {
        if (lowBy == null || highBy == null || lowBy.equals(highBy)) {
            Entry one = highBy == null ? lowBy : highBy;
            return one == null ? "" : one.where();
        }
        return lowBy.where() + " and " + highBy.where();
    }
}
