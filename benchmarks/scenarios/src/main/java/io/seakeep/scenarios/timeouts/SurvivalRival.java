package io.seakeep.scenarios.timeouts;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.SurvivalCurve;
import io.seakeep.latency.SurvivalHistory;

/** Kaplan and Meier's estimate over each window, and half as much again where too many were cut off to know: the prototype of ours. */
final class SurvivalRival implements TimeoutRival {

    private static final double SIGNIFICANTLY = 1.5;

    private final double quantile;
    private final LatencyTracker tracker = LatencyTracker.create();
    private final SurvivalHistory history = SurvivalHistory.create();
    private double timeoutMillis;
    private long nowNanos;

    SurvivalRival(double quantile, double initialMillis) {
        this.quantile = quantile;
        this.timeoutMillis = initialMillis;
    }

    @Override
    public String name() {
        return "Kaplan-Meier, window by window";
    }

    @Override
    public double timeoutMillis() {
        return timeoutMillis;
    }

    @Override
    public void attempt(double millis) {
        boolean cut = millis > timeoutMillis;
        tracker.record((long) (1e6 * Math.min(millis, timeoutMillis + 0.5)), cut ? Outcome.TIMED_OUT : Outcome.SUCCESS);
    }

    @Override
    public void windowEnds() {
        nowNanos += 10_000_000_000L;
        tracker.tick(nowNanos);
        history.clear();
        history.learn(tracker.lastTickSnapshot());
        SurvivalCurve curve = history.curve();
        if (curve.surviving((long) (1e6 * timeoutMillis)) > SIGNIFICANTLY * (1 - quantile)) {
            timeoutMillis *= 1.5;
        } else {
            curve.quantile(quantile).upperNanos().ifPresent(nanos -> timeoutMillis = nanos / 1e6);
        }
    }
}
