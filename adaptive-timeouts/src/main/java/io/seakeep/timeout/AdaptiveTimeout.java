package io.seakeep.timeout;

import io.seakeep.AttemptTimeout;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Tick;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.QuantileEstimate;
import io.seakeep.latency.SurvivalHistory;
import java.time.Duration;

/**
 * A timeout at work for one dependency that follows what is observed: long enough that only a small share of the attempts that would
 * have succeeded are cut off, and no longer.
 *
 * <p>{@link #falseTimeoutRate} describes one; the dependency starts it, and {@code dependency.policy(AdaptiveTimeout.class)} finds it.
 * Safe for use by many threads. An attempt pays one volatile read for it; everything else happens on the tick.
 */
public final class AdaptiveTimeout implements AttemptTimeout {

    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(10);

    private final TimeoutSettings settings;
    private final PolicyScope scope;
    private final TimeoutRule rule;
    private final OverrunWatch watch;
    private final long initialNanos;

    private volatile long timeoutNanos;
    private volatile TimeoutDecision last;

    AdaptiveTimeout(TimeoutSettings settings, PolicyScope scope) {
        this.settings = settings;
        this.scope = scope;
        this.rule = new TimeoutRule(settings);
        this.watch = new OverrunWatch(scope);
        this.initialNanos = settings.initial().toNanos();
        this.timeoutNanos = initialNanos;
        QuantileEstimate unknown = SurvivalHistory.create().curve().quantile(1 - settings.falseTimeoutRate());
        this.last = new TimeoutDecision(initialNanos, TimeoutDecision.Rule.INITIAL, unknown, 0, 0, 0);
    }

    /**
     * Describes a timeout that cuts off about this share of the attempts that would have succeeded. It lies between 100 ms and 10 s, and is
     * 10 s until enough is known, unless it is told otherwise.
     *
     * @param rate from 0.0001 to 0.1; 0.001 is a good start. The smaller, the more attempts it takes to know: ten divided by it before
     *     the timeout can come down
     */
    public static AdaptiveTimeoutPolicy falseTimeoutRate(double rate) {
        return new AdaptiveTimeoutPolicy(
                new TimeoutSettings(rate, MIN, MAX, MAX, TimeoutEnforcement.ASYNCHRONOUS, Mode.ENFORCE));
    }

    @Override
    public long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public TimeoutEnforcement enforcement() {
        return settings.mode() == Mode.ENFORCE ? settings.enforcement() : TimeoutEnforcement.HANDED_OUT;
    }

    @Override
    public void onTick(Tick tick) {
        LatencyTracker tracker = scope.tracker();
        watch.onTick(timeoutNanos);
        TimeoutDecision decision = rule.next(tick, tracker, load());
        last = decision;
        if (settings.mode() == Mode.ENFORCE) {
            timeoutNanos = decision.timeoutNanos();
        }
    }

    private TimeoutRule.Load load() {
        return scope.signals().anyRaised() ? TimeoutRule.Load.TOO_MUCH : TimeoutRule.Load.BEARABLE;
    }

    /** The timeout that it has derived, also where it only observes and hands out the initial one. */
    public Duration derived() {
        return Duration.ofNanos(last.timeoutNanos());
    }

    /**
     * The timeout and why it is that, for people: which rule decided, what was aimed at, what is known of it and from how many attempts.
     */
    public String explain() {
        return (settings.mode() == Mode.OBSERVE ? "observing; would be " : "") + last.explain(settings);
    }
}
