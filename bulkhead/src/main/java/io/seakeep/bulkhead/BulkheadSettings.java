package io.seakeep.bulkhead;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Problems;
import java.time.Duration;
import java.util.Objects;

/** What was said of a bulkhead. Immutable, and checked when the dependency is built. */
record BulkheadSettings(
        Kind kind,
        int initial,
        int lowest,
        int highest,
        int mostWaiting,
        Duration maxWait,
        Threads threads,
        Mode mode) {

    static final int HIGHEST_LIMIT = 100_000;

    private static final int MOST_WAITING = 100_000;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

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

    static BulkheadSettings fixed(int limit) {
        return of(Kind.FIXED, limit, limit, limit);
    }

    static BulkheadSettings adaptive(int initial, int lowest, int highest) {
        return of(Kind.ADAPTIVE, initial, lowest, highest);
    }

    private static BulkheadSettings of(Kind kind, int initial, int lowest, int highest) {
        return new BulkheadSettings(kind, initial, lowest, highest, 0, SHORTEST_WAIT, Threads.CALLERS, Mode.ENFORCE);
    }

    BulkheadSettings withLimits(int newInitial, int newLowest, int newHighest) {
        return new BulkheadSettings(kind, newInitial, newLowest, newHighest, mostWaiting, maxWait, threads, mode);
    }

    BulkheadSettings withQueue(int most, Duration newMaxWait) {
        return new BulkheadSettings(
                kind, initial, lowest, highest, most, Objects.requireNonNull(newMaxWait, "maxWait"), threads, mode);
    }

    BulkheadSettings withThreads(Threads newThreads) {
        return new BulkheadSettings(kind, initial, lowest, highest, mostWaiting, maxWait, newThreads, mode);
    }

    BulkheadSettings withMode(Mode newMode) {
        return new BulkheadSettings(
                kind, initial, lowest, highest, mostWaiting, maxWait, threads, Objects.requireNonNull(newMode, "mode"));
    }

    void check(Problems problems) {
        if (kind == Kind.FIXED) {
            problems.requireBetween("bulkhead.limit", initial, 1, HIGHEST_LIMIT);
        } else {
            problems.requireBetween("bulkhead.lowest", lowest, 1, HIGHEST_LIMIT);
            problems.requireBetween("bulkhead.highest", highest, lowest, HIGHEST_LIMIT);
            problems.requireBetween("bulkhead.initial", initial, lowest, highest);
        }
        problems.requireBetween("bulkhead.queue", mostWaiting, 0, MOST_WAITING);
        problems.requireBetween("bulkhead.max-wait", maxWait, SHORTEST_WAIT, LONGEST_WAIT);
    }

    String describe() {
        String limit = kind == Kind.FIXED
                ? initial + " attempts at once"
                : lowest + " to " + highest + " attempts at once, " + initial + " at first";
        String waiting = mostWaiting == 0
                ? ", nobody waits"
                : ", " + mostWaiting + " may wait, for " + Durations.format(maxWait) + " at most";
        return limit + waiting + (threads == Threads.OWN ? ", on threads of their own" : "");
    }
}
