package io.seakeep.hedging;

import io.seakeep.Durations;
import io.seakeep.HedgeRefused.Reason;
import io.seakeep.HedgeStrategy;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Percentages;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Tick;
import io.seakeep.hedging.HedgeDecision.Rule;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.latency.SurvivalCurve;
import io.seakeep.latency.SurvivalHistory;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Hedging at work for one dependency: a call whose attempt is late gets another beside it, and the first good answer counts.
 *
 * <p>{@link #budget} describes one; the dependency starts it, and {@code dependency.policy(Hedge.class)} finds it. Only calls that are said
 * to be {@linkplain io.seakeep.Dependency#idempotent() idempotent} are hedged. The delay follows what is observed, and there is none, and so no
 * hedge, until enough is. There is none either while the breaker or the bulkhead keep attempts out, while the dependency asks to back
 * off, and while much more is late than usual: within a few ticks of an incident it is off.
 *
 * <p>Safe for use by many threads. A call that may be hedged pays a volatile read for it, and a timer; everything else happens on the tick.
 */
public final class Hedge implements HedgeStrategy {

    /** One in so many first attempts goes on to its end, for the sake of the estimate. */
    private static final int LEFT_RUNNING_ONE_IN = 20;

    /** Of hedges it is recorded that they took less. */
    private static final long NO_HEDGE_NANOS = 1_000;

    private static final long PUSHBACK_NANOS = 1_000_000_000L;

    private final PolicyScope scope;
    private final DelayRule rule;
    private final Bursts bursts = new Bursts();
    private final RandomGenerator random;
    private final SurvivalHistory history = SurvivalHistory.create();
    private final LateWatch watch = new LateWatch();
    private final Gain gain = new Gain();
    private final HedgeCounters counters = new HedgeCounters();

    /** Seen with the decision, which is written after it and read before it; immutable, so that an old one does no harm. */
    private HedgeSettings settings;

    private volatile HedgeDecision last;

    /** Its delay, or what that would be if hedges had not been stopped. */
    private volatile long lateNanos = NEVER;

    // From here on for the tick only.
    private Demand demand = Demand.NONE;
    private long pushedBackUntilNanos;
    private double observedBudget;

    Hedge(HedgeSettings settings, PolicyScope scope) {
        this.settings = settings;
        this.scope = scope;
        this.rule = new DelayRule(settings);
        this.random = scope.newRandom();
        this.last = rule.decide(history.curve(), Demand.NONE);
        this.pushedBackUntilNanos = scope.time().nanoTime();
    }

    /** Hedges that are 2 % of the calls at most; otherwise as {@link #budget}. */
    public static HedgePolicy of() {
        return new HedgePolicy(SettingValues.nothing().with(HedgeSchema.MODE, Mode.ENFORCE));
    }

    /**
     * Describes hedging within a budget. The delay is chosen from what is observed, so as to gain most of the 99th percentile.
     *
     * @param share how many hedges there may be as a share of the calls, over any 10 s; from 0.001 to 1. They also count against the
     *     dependency's {@link io.seakeep.AttemptBudget}, together with retries
     */
    public static HedgePolicy budget(double share) {
        return new HedgePolicy(
                SettingValues.nothing().with(HedgeSchema.MODE, Mode.ENFORCE).with(HedgeSchema.BUDGET, share));
    }

    @Override
    public long delayNanos(int attempts) {
        HedgeDecision now = last;
        return attempts < settings.attempts() ? now.delayNanos() : NEVER;
    }

    @Override
    public long lateNanos() {
        return lateNanos;
    }

    @Override
    public boolean wants() {
        HedgeDecision now = last;
        return now.delayNanos() >= 0 && (now.chance() >= 1 || random.nextDouble() < now.chance());
    }

    @Override
    public double share() {
        return settings.budget();
    }

    @Override
    public boolean leavesFirstRunning() {
        return random.nextInt(LEFT_RUNNING_ONE_IN) == 0;
    }

    @Override
    public boolean leavesLosersRunning() {
        return settings.losers() == HedgeSettings.Losers.LEFT_RUNNING;
    }

    @Override
    public boolean assumesIdempotent() {
        return settings.assumed() == HedgeSettings.Assumed.IDEMPOTENCE;
    }

    @Override
    public void sent() {
        counters.sent();
    }

    @Override
    public void refused(Reason reason) {
        counters.refused(reason);
    }

    @Override
    public void won() {
        counters.won();
    }

    @Override
    public void wasted() {
        counters.wasted();
    }

    @Override
    public void lateCallTook(long nanos) {
        gain.add(nanos);
    }

    @Override
    public void onTick(Tick tick) {
        LatencyTracker tracker = scope.tracker();
        if (tick.pausedNanos() == 0) {
            history.learn(tracker.lastTickSnapshot());
        }
        SurvivalCurve curve = history.curve(tracker, tick.nowNanos());
        LatencySnapshot window = tick.window();
        bursts.onTick(calls(tracker.lastTickSnapshot()));
        demand = new Demand(calls(window), window.count(Outcome.SUCCESS), bursts.variance());
        HedgeDecision chosen = rule.decide(curve, demand);
        if (chosen.delayNanos() >= 0 && chosen.lateShare() > 0) {
            watch.onTick(tracker, tick.nowNanos(), chosen.delayNanos(), curve);
        }
        gain.onTick(tick.nowNanos(), calls(tracker.lastTickSnapshot()), curve, chosen, settings.improved());
        lateNanos = chosen.delayNanos();
        if (tick.counts().of(Outcome.THROTTLED) > 0) {
            pushedBackUntilNanos = tick.nowNanos() + PUSHBACK_NANOS;
        }
        HedgeDecision decision = suspended(chosen, tick.nowNanos());
        if (settings.mode() == Mode.OBSERVE && decision.delayNanos() >= 0) {
            countWhatWouldBeSent(tracker, decision, window);
        }
        last = decision;
    }

    /** With all that is known and counted; the delay is chosen anew at once, if anything that it follows from was changed. */
    @Override
    public boolean reconfigure(Policy description) {
        if (!(description instanceof HedgePolicy hedge)) {
            return false;
        }
        HedgeSettings before = settings;
        settings = hedge.settings();
        HedgeDecision decision = last;
        if (!settings.choosesAs(before)) {
            rule.reconfigure(settings);
            HedgeDecision chosen = rule.decide(history.curve(), demand);
            lateNanos = chosen.delayNanos();
            decision = suspended(chosen, scope.time().nanoTime());
        }
        last = decision;
        return true;
    }

    /** Without the hedges, of which nothing is recorded but that they were called off at once. */
    private static long calls(LatencySnapshot window) {
        long calledOffLater = window.countAtOrAbove(NO_HEDGE_NANOS, Outcome.CANCELLED);
        return window.count() - window.count(Outcome.CANCELLED) + calledOffLater;
    }

    private HedgeDecision suspended(HedgeDecision chosen, long nowNanos) {
        if (chosen.delayNanos() < 0) {
            return chosen;
        }
        if (scope.signals().anyRaised()) {
            return chosen.suspended(Rule.OVERLOADED);
        }
        if (pushedBackUntilNanos - nowNanos > 0) {
            return chosen.suspended(Rule.PUSHED_BACK);
        }
        return watch.seesTooMany() ? chosen.suspended(Rule.TOO_MANY_LATE) : chosen;
    }

    /** Of all calls, for it is not known which of them may be repeated. */
    private void countWhatWouldBeSent(LatencyTracker tracker, HedgeDecision decision, LatencySnapshot window) {
        LatencySnapshot ended = tracker.lastTickSnapshot();
        double most = settings.budget() * window.count(Outcome.SUCCESS);
        observedBudget = Math.min(most, observedBudget + settings.budget() * ended.count(Outcome.SUCCESS));
        double late = decision.chance() * ended.countAtOrAbove(decision.delayNanos(), Outcome.values());
        long sent = (long) Math.min(late, observedBudget);
        observedBudget -= sent;
        counters.wouldHaveSent(sent);
    }

    /** After which delay a hedge is sent now; empty if none is, and {@link #explain} says why. */
    public Optional<Duration> delay() {
        long now = last.delayNanos();
        return now < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(now));
    }

    @Override
    public void measure(Measurements to) {
        to.gauge(
                Measurement.seconds("seakeep.hedge.delay", "After which delay a hedge is sent now; NaN if none is"),
                () -> last.delayNanos() < 0 ? Double.NaN : last.delayNanos() / 1e9);
        counters.measure(to);
    }

    /** What became of hedges so far; while it only observes, what would have. */
    public HedgeCounts counts() {
        return counters.read(settings.mode());
    }

    /**
     * By how much hedges have made the quantile smaller that they are to improve, as far as is known: from the calls that had one, and
     * the latency that attempts have without.
     */
    public Optional<Duration> gained() {
        OptionalLong nanos = gain.nanos();
        return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
    }

    /** The delay and why it is that, what it is expected to gain and what it has gained, for people. */
    public String explain() {
        HedgeCounts counts = counts();
        OptionalLong gained = gain.nanos();
        return (settings.mode() == Mode.OBSERVE ? "observing; would be sent " : "") + last.explain(settings)
                + ". Budget: " + Percentages.format(settings.budget()) + ". Sent " + counts.sent() + ", won "
                + counts.won() + ", wasted " + counts.wasted() + ", refused " + counts.refused()
                + (gained.isPresent()
                        ? ". Measured gain in p" + Percentages.number(100 * settings.improved()) + ": "
                                + Durations.format(gained.getAsLong())
                        : "");
    }
}
