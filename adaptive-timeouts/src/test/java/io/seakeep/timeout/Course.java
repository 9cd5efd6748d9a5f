package io.seakeep.timeout;

import io.seakeep.Tick;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.timeout.TimeoutRule.Passing;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** A rule at work on a dependency whose attempts are cut off by what it decides. */
final class Course {

    static final int TICKS_PER_WINDOW = 40;
    private static final long TICK_NANOS = 250_000_000L;

    final LatencyTracker tracker = LatencyTracker.create();
    final TimeoutRule rule;
    final SplittableRandom random;
    ToDoubleFunction<SplittableRandom> millis;
    double perTick = 250;
    double failureShare;
    Passing passing = Passing.ALL;
    long pausedNanos;

    long attempts;

    /** Those that took longer than the timeout, or would have, had they not failed before. */
    long cutOff;

    double highestMillis;
    double lowestMillis = Double.MAX_VALUE;
    TimeoutDecision last;

    private final long longestNanos;
    private long nowNanos = -5_000_000_000L;
    private long timeoutNanos;

    Course(AdaptiveTimeoutPolicy policy, long seed, ToDoubleFunction<SplittableRandom> millis) {
        TimeoutSettings settings = settings(policy);
        this.rule = new TimeoutRule(settings);
        this.longestNanos = settings.max().toNanos();
        this.timeoutNanos = settings.initial().toNanos();
        this.random = new SplittableRandom(seed);
        this.millis = millis;
    }

    static AdaptiveTimeoutPolicy policy() {
        return AdaptiveTimeout.falseTimeoutRate(0.001)
                .between(Duration.ofMillis(1), Duration.ofSeconds(10))
                .initial(Duration.ofSeconds(1));
    }

    static TimeoutSettings settings(AdaptiveTimeoutPolicy policy) {
        return policy.settings();
    }

    Course windows(int count) {
        for (int i = 0; i < count * TICKS_PER_WINDOW; i++) {
            tick();
        }
        return this;
    }

    void tick() {
        int now = (int) perTick + (random.nextDouble() < perTick % 1 ? 1 : 0);
        for (int i = 0; i < now; i++) {
            attempt();
        }
        nowNanos += TICK_NANOS;
        tracker.tick(nowNanos);
        Tick tick = new Tick(nowNanos, TICK_NANOS, pausedNanos, tracker.lastTick(), tracker.snapshot());
        last = rule.next(tick, tracker, passing);
        timeoutNanos = last.timeoutNanos();
        highestMillis = Math.max(highestMillis, timeoutMillis());
        lowestMillis = Math.min(lowestMillis, timeoutMillis());
    }

    private void attempt() {
        long nanos = (long) (millis.applyAsDouble(random) * 1e6);
        boolean fails = failureShare > 0 && random.nextDouble() < failureShare;
        long failsAfter = fails ? (long) (-20e6 * Math.log(1 - random.nextDouble())) : Long.MAX_VALUE;
        long givenNanos = passing == Passing.PROBES ? longestNanos : timeoutNanos;
        attempts++;
        cutOff += nanos > givenNanos ? 1 : 0;
        if (failsAfter < Math.min(nanos, givenNanos)) {
            tracker.record(failsAfter, Outcome.FAILURE);
        } else if (nanos > givenNanos) {
            tracker.record(givenNanos + 1_000_000, Outcome.TIMED_OUT);
        } else {
            tracker.record(nanos, Outcome.SUCCESS);
        }
    }

    /** Nothing has happened so far. */
    Course afresh() {
        attempts = 0;
        cutOff = 0;
        highestMillis = 0;
        lowestMillis = Double.MAX_VALUE;
        return this;
    }

    double cutOffShare() {
        return (double) cutOff / attempts;
    }

    double timeoutMillis() {
        return timeoutNanos / 1e6;
    }

    long nowNanos() {
        return nowNanos;
    }

    /** Attempts that never end. */
    void hang(int count) {
        for (int i = 0; i < count; i++) {
            tracker.begin(nowNanos);
        }
    }

    /** Of a million draws. */
    double trueQuantile(double quantile) {
        SplittableRandom other = new SplittableRandom(99);
        double[] draws = new double[1_000_000];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = millis.applyAsDouble(other);
        }
        Arrays.sort(draws);
        return draws[(int) (quantile * draws.length)];
    }
}
