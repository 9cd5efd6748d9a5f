package io.seakeep.timeout;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.List;

/**
 * Attempts that overran the timeout one after the other, with none between them that was answered. They wait for the same thing, and that is seen
 * while the first few are late. By the tick, all that began meanwhile may have been cut off as well and sent again.
 *
 * <p>For one thread at a time.
 */
final class OverrunRow {

    private static final List<Outcome> ANSWERS = List.of(Outcome.SUCCESS, Outcome.FAILURE, Outcome.THROTTLED);

    /** So seldom there is one by chance where as many overrun it as may, for each attempt. */
    private static final double CHANCE = 1e-12;

    private final LatencyTracker tracker;
    private int answered;
    private int length;

    OverrunRow(LatencyTracker tracker) {
        this.tracker = tracker;
    }

    /** Whether an attempt that timed out after so long had all of that timeout. Clients may cut it short to the millisecond. */
    static boolean mayTake(long durationNanos, long timeoutNanos) {
        return durationNanos + durationNanos / 32 >= timeoutNanos;
    }

    /** Another one overran it. */
    void add() {
        int answeredNow = 0;
        for (Outcome answer : ANSWERS) {
            answeredNow += tracker.endedSoFar(answer);
        }
        length = answeredNow == answered ? length + 1 : 1;
        answered = answeredNow;
    }

    /**
     * Whether it is longer than by chance.
     *
     * @param rate the share of attempts that may overrun it
     */
    boolean isSure(double rate) {
        return length * Math.log(rate) <= Math.log(CHANCE);
    }
}
