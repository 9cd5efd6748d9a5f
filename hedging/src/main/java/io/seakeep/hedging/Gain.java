package io.seakeep.hedging;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.SurvivalCurve;
import io.seakeep.latency.SurvivalHistory;
import java.util.OptionalLong;

/**
 * What hedges have brought, measured: the calls that had one, and how long they took. A call that is late and has none takes as long as
 * it always did. So the share of all calls that take longer than t is S(t), less the share that had a hedge times what those gained by
 * it: that they would have taken longer than t, being late, with probability S(t) / S(delay), and did with the one that is measured.
 *
 * <p>Calls are told of by any thread; all else is for the tick.
 */
final class Gain {

    private static final double LEAST_CALLS = 20;

    /** What is counted fades by half in a minute, at four ticks in a second. */
    private static final double FADING = Math.pow(0.5, 1.0 / 240);

    private final LatencyTracker hedged = LatencyTracker.create();
    private final SurvivalHistory history = SurvivalHistory.create();

    private double fadingHedged;
    private double fadingCalls;
    private volatile OptionalLong nanos = OptionalLong.empty();

    /** A call that had a hedge took so long. */
    void add(long nanosTaken) {
        hedged.record(nanosTaken, Outcome.SUCCESS);
    }

    void onTick(long nowNanos, long calls, SurvivalCurve curve, HedgeDecision decision, double improved) {
        hedged.tick(nowNanos);
        history.learn(hedged.lastTickSnapshot());
        fadingHedged = FADING * fadingHedged + hedged.lastTickSnapshot().count();
        fadingCalls = FADING * fadingCalls + calls;
        if (fadingHedged < LEAST_CALLS || decision.delayNanos() < 0) {
            nanos = OptionalLong.empty();
            return;
        }
        SurvivalCurve taken = history.curve();
        double share = Math.min(1, fadingHedged / fadingCalls);
        double lateShare = curve.surviving(decision.delayNanos());
        long with = HedgedTail.nanosBeyond(
                t -> {
                    double unhedged = curve.surviving((long) t);
                    double late = lateShare == 0 ? 1 : Math.min(1, unhedged / lateShare);
                    return unhedged - share * (late - Math.min(late, taken.surviving((long) t)));
                },
                1 - improved);
        long without = decision.unhedgedNanos();
        nanos = with == Long.MAX_VALUE || without == Long.MAX_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, without - with));
    }

    /** By how much less the quantile is than it would be without; empty if not known. */
    OptionalLong nanos() {
        return nanos;
    }
}
