package io.seakeep.timeout;

import io.seakeep.AttemptTimeout;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Signals.Signal;
import io.seakeep.Tick;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.QuantileEstimate;
import io.seakeep.latency.SurvivalHistory;
import io.seakeep.settings.SettingValues;
import io.seakeep.timeout.TimeoutRule.Passing;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A timeout at work for one dependency that follows what is observed: long enough that only a small share of the attempts that would
 * have succeeded are cut off, and no longer.
 *
 * <p>{@link #falseTimeoutRate} describes one; the dependency starts it, and {@code dependency.policy(AdaptiveTimeout.class)} finds it.
 * Safe for use by many threads. An attempt pays one volatile read for it; everything else happens on the tick.
 */
public final class AdaptiveTimeout implements AttemptTimeout {

    private final PolicyScope scope;
    private final TimeoutRule rule;
    private final OverrunWatch watch;
    private final WouldHaveEnded wouldHaveEnded;
    private final Optional<AdaptiveTimeout> parent;
    private final FamilyHistory family = new FamilyHistory();
    private final Leeway leeway = new Leeway();
    private final OverrunRow row;

    /** Between the tick, whoever saves, and attempts that time out. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile TimeoutSettings settings;
    private volatile long timeoutNanos;
    private volatile TimeoutDecision last;

    /** Whether a row of overruns was seen since the tick, and more time given; then the next ones need not be looked at. */
    private volatile boolean rowSeen;

    AdaptiveTimeout(TimeoutSettings settings, @Nullable LearnedStore store, PolicyScope scope) {
        this.settings = settings;
        this.scope = scope;
        this.rule = rule(settings, store, scope);
        this.parent = scope.parent(AdaptiveTimeout.class);
        this.row = new OverrunRow(scope.tracker());
        this.timeoutNanos = settings.mode() == Mode.ENFORCE ? rule.timeoutNanos() : UNDECIDED.toNanos();
        this.watch = new OverrunWatch(scope, timeoutNanos);
        this.wouldHaveEnded = new WouldHaveEnded(scope, rule.timeoutNanos());
        QuantileEstimate unknown = SurvivalHistory.create().curve().quantile(1 - settings.falseTimeoutRate());
        this.last = new TimeoutDecision(rule.timeoutNanos(), rule.rule(), unknown, 0, 0, 0);
    }

    private static TimeoutRule rule(TimeoutSettings settings, @Nullable LearnedStore store, PolicyScope scope) {
        try {
            byte[] saved = store == null ? null : store.load(scope.dependency());
            if (saved != null) {
                return TimeoutRule.remembering(
                        settings,
                        SavedTimeout.decode(
                                saved, scope.dependency(), scope.time().epochMillis()));
            }
        } catch (Exception refused) {
            String reason = refused.getMessage();
            scope.emit(new SavedTimeoutRefused(
                    scope.dependency(), reason == null ? refused.getClass().getName() : reason));
        }
        return new TimeoutRule(settings);
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
                SettingValues.nothing()
                        .with(TimeoutSchema.MODE, Mode.ENFORCE)
                        .with(TimeoutSchema.KIND, TimeoutSchema.Kind.ADAPTIVE)
                        .with(TimeoutSchema.RATE, rate),
                null);
    }

    @Override
    public long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public TimeoutEnforcement enforcement() {
        TimeoutSettings now = settings;
        return now.mode() == Mode.ENFORCE ? now.enforcement() : TimeoutEnforcement.HANDED_OUT;
    }

    @Override
    public String setting() {
        return settings.mode() == Mode.OBSERVE
                ? TimeoutSchema.MODE.name()
                : last.rule().setting().name();
    }

    /** Gives more time to those that begin while others are late in a row; waiting for the tick, most would have begun already. */
    @Override
    public void timedOut(long durationNanos) {
        TimeoutSettings now = settings;
        if (rowSeen || now.mode() == Mode.OBSERVE || !OverrunRow.mayTake(durationNanos, last.timeoutNanos())) {
            return;
        }
        if (!lock.tryLock()) {
            return; // somebody else looks: where so many are late, the next one soon does
        }
        try {
            row.add();
            if (row.isSure(now.falseTimeoutRate()) && passing() == Passing.ALL) {
                rowSeen = true;
                leeway.giveSome(rule.steadyNanos());
                publish(last);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onTick(Tick tick) {
        LatencyTracker tracker = scope.tracker();
        watch.onTick(tick, timeoutNanos);
        wouldHaveEnded.onTick(tick, settings.mode(), last.timeoutNanos());
        lock.lock();
        try {
            parent.ifPresent(this::learnFrom);
            Passing passing = passing();
            TimeoutDecision decision = rule.next(tick, tracker, leeway.passed(passing));
            if (rule.isTypical()) {
                parent.ifPresent(whole -> whole.family.learn(tracker.lastTickSnapshot()));
            }
            rowSeen = false;
            leeway.shrink(tick.spanNanos());
            if (passing == Passing.PROBES) {
                leeway.giveLongest(settings.max().toNanos());
            } else if (rule.mostOverran()) {
                leeway.giveSome(rule.steadyNanos());
            }
            publish(decision);
        } finally {
            lock.unlock();
        }
    }

    private Passing passing() {
        return scope.signals().isRaised(Signal.BREAKER_OPEN) ? Passing.PROBES : Passing.ALL;
    }

    /** Under the lock. */
    private void publish(TimeoutDecision decision) {
        TimeoutSettings now = settings;
        last = decision;
        long enforcedNanos =
                leeway.timeoutNanos(decision.timeoutNanos(), now.max().toNanos());
        timeoutNanos = now.mode() == Mode.ENFORCE ? enforcedNanos : UNDECIDED.toNanos();
    }

    /** With all that is known, for attempts that begin from now on. A fixed one it cannot become, and would have no use for that. */
    @Override
    public boolean reconfigure(Policy description) {
        if (!(description instanceof AdaptiveTimeoutPolicy adaptive)) {
            return false;
        }
        lock.lock();
        try {
            settings = adaptive.settings();
            if (passing() == Passing.PROBES) {
                leeway.giveLongest(settings.max().toNanos());
            }
            publish(rule.reconfigure(adaptive.settings()));
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void learnFrom(AdaptiveTimeout whole) {
        if (last.samples() < settings.samplesNeeded()) {
            whole.family
                    .boundNanos(1 - settings.falseTimeoutRate(), settings.samplesNeeded())
                    .ifPresent(rule::borrow);
        }
    }

    /**
     * What was learned so far, to be given to {@link AdaptiveTimeoutPolicy#startingFrom} after a restart: some kilobytes. Call it now and then, such as
     * every few minutes and before the process ends. Within ten seconds of a growth it is what was before that, for the dependency may only hang. For
     * any thread.
     */
    public byte[] save() {
        lock.lock();
        try {
            return rule.saved(scope.dependency(), scope.time().epochMillis()).encode();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void measure(Measurements to) {
        watch.measure(to);
        to.gauge(
                Measurement.seconds("seakeep.timeout.derived", "The timeout that was derived from what is observed"),
                () -> last.timeoutNanos() / 1e9);
        wouldHaveEnded.measure(to);
    }

    /** The timeout that it has derived, also where it only observes and hands out {@link AttemptTimeout#UNDECIDED}. */
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
