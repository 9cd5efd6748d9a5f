package io.seakeep.bulkhead;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Problems;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What follows for a bulkhead from what was said of it. Immutable, and checked when the dependency is built.
 *
 * @param limit how many attempts at once, where the kind is fixed
 * @param initial where an adaptive limit begins; null if that was not said
 */
record BulkheadSettings(
        Mode mode,
        Kind kind,
        int limit,
        int lowest,
        int highest,
        @Nullable Integer initial,
        int mostWaiting,
        Duration maxWait,
        Threads threads) {

    /** Whether the limit stays as it is or follows what is observed. */
    enum Kind {
        FIXED,
        ADAPTIVE
    }

    /** On whose threads synchronous attempts run. */
    enum Threads {
        CALLERS,
        OWN
    }

    static BulkheadSettings of(SettingValues values) {
        return new BulkheadSettings(
                values.get(BulkheadSchema.MODE),
                values.get(BulkheadSchema.KIND),
                values.get(BulkheadSchema.LIMIT),
                values.get(BulkheadSchema.LOWEST),
                values.get(BulkheadSchema.HIGHEST),
                values.getOrNull(BulkheadSchema.INITIAL),
                values.get(BulkheadSchema.QUEUE),
                values.get(BulkheadSchema.MAX_WAIT),
                values.get(BulkheadSchema.THREADS));
    }

    void check(Problems problems) {
        if (kind == Kind.FIXED) {
            problems.requireBetween("bulkhead.limit", limit, 1, BulkheadSchema.HIGHEST_LIMIT);
        } else {
            checkBounds(problems);
        }
        problems.requireBetween("bulkhead.queue", mostWaiting, 0, BulkheadSchema.MOST_WAITING);
        problems.requireBetween(
                "bulkhead.max-wait", maxWait, BulkheadSchema.SHORTEST_WAIT, BulkheadSchema.LONGEST_WAIT);
    }

    private void checkBounds(Problems problems) {
        problems.requireBetween("bulkhead.lowest", lowest, 1, BulkheadSchema.HIGHEST_LIMIT);
        problems.requireBetween("bulkhead.highest", highest, 1, BulkheadSchema.HIGHEST_LIMIT);
        boolean areInOrder = lowest <= highest;
        if (!areInOrder) {
            problems.contradiction(
                    "bulkhead.lowest must be at most bulkhead.highest: " + lowest + " is more than " + highest);
        }
        if (initial != null) {
            problems.requireBetween(
                    "bulkhead.initial",
                    initial,
                    areInOrder ? lowest : 1,
                    areInOrder ? highest : BulkheadSchema.HIGHEST_LIMIT);
        }
    }

    /** The limit with which it begins. */
    int firstLimit() {
        return kind == Kind.FIXED ? limit : firstLimit(BulkheadSchema.INITIAL_LIMIT);
    }

    /** The limit with which an adaptive one begins: as was said, or else the one that is nearest to that. */
    int firstLimit(int unlessSaid) {
        return initial != null ? initial : Math.max(lowest, Math.min(unlessSaid, highest));
    }

    /** Whether attempts may wait; where it only observes, none has to. */
    boolean letsWait() {
        return mode == Mode.ENFORCE && mostWaiting > 0;
    }

    /** For how long an attempt may wait; zero if it may not. */
    long longestWaitNanos() {
        return letsWait() ? maxWait.toNanos() : 0;
    }

    String describe() {
        String limits = kind == Kind.FIXED
                ? limit + " attempts at once"
                : lowest + " to " + highest + " attempts at once, " + firstLimit() + " at first";
        String waiting = mostWaiting == 0
                ? ", nobody waits"
                : ", " + mostWaiting + " may wait, for " + Durations.format(maxWait) + " at most";
        return limits
                + waiting
                + (threads == Threads.OWN ? ", on threads of their own, left behind when their time is over" : "");
    }
}
