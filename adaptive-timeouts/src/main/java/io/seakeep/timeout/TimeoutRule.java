package io.seakeep.timeout;

import io.seakeep.Tick;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.QuantileEstimate;
import io.seakeep.latency.SurvivalCurve;
import io.seakeep.latency.SurvivalHistory;
import io.seakeep.timeout.TimeoutDecision.Rule;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the tick how long attempts may take.
 *
 * <p><b>Where enough is known</b>, it is the upper bound (95 %) of the quantile that leaves the target rate beyond it, by Kaplan and
 * Meier's estimate over what ended, what was cut off and what is in flight. It goes up at once, and comes down slowly. Where the
 * timeout hides the quantile because it is itself too low, it goes up slowly.
 *
 * <p><b>Where too many overrun it</b>, and not by chance, nothing is known of how long they would have taken. Then it grows by half, and
 * what was learned before is forgotten, for that was another dependency. It grows again until it is enough. Neither dropping those that
 * were cut off nor taking the timeout for their latency would ever get there: the first leads to ever shorter timeouts, the second pins it.
 *
 * <p><b>Where the breaker opens just after that</b>, it was not slower, it was out of order: the timeout is again what it was, and what was
 * learned.
 *
 * <p><b>Where the breaker is open</b> it grows by what succeeds and took longer, and by nothing else. That can be seen, because what passes
 * then has the longest timeout. So a dependency that has become slower is found to work; and one that hangs does not drive the timeout up.
 * Only what passes from then on is counted, for beside thousands of attempts that were in time before it the few would count for nothing.
 *
 * <p><b>Where the bulkhead is full</b> it grows like anywhere: how many there are at once is the bulkhead's business. A timeout that is held
 * below what the dependency takes lets nothing end well any more, and all that gets in is for nothing.
 *
 * <p><b>When the process itself stood still</b>, that says nothing at all.
 *
 * <p><b>Several modes.</b> Where a third of what lies beyond the timeout lies beyond four times the timeout, that is no tail: it is other
 * work under the same name. It would be cut off altogether, so the timeout goes no lower than the initial one.
 *
 * <p>For one thread at a time.
 */
final class TimeoutRule {

    private static final double GROWTH = 1.5;
    private static final double MEDIANS = 1.5;
    private static final double CHANGE_PER_SECOND = 0.01;

    /** For each attempt that overruns it, as many as are wanted to. */
    private static final double CHANGE_PER_OVERRUN = 0.1;

    /** By chance it would grow as often as this when it is right. It is asked four times a second. */
    private static final double CHANCE = 1e-6;

    /** The same, when it has grown just now: then something has changed, and it is more likely to be too low still. */
    private static final double CHANCE_ONCE_CHANGED = 1e-3;

    /** A breaker that opens later than this after it began to grow does so for a reason of its own. */
    private static final long RESTORED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final double MODE_DISTANCE = 4;
    private static final double MODE_SHARE = 0.3;
    private static final double LEAST_OF_A_MODE = 3;

    private SurvivalHistory history;
    private final Overruns overruns = new Overruns();

    private TimeoutSettings settings;
    private long minNanos;
    private long maxNanos;
    private long initialNanos;
    private double quantile;
    private long timeoutNanos;
    private Rule rule = Rule.INITIAL;
    private Passing passedBefore = Passing.ALL;
    private @Nullable Before before;
    private boolean mostOverran;
    private boolean hasLearned;

    /** One that knows nothing. */
    TimeoutRule(TimeoutSettings settings) {
        this(settings, SurvivalHistory.create());
    }

    /** One that begins where another one has ended. */
    static TimeoutRule remembering(TimeoutSettings settings, SavedTimeout saved) {
        TimeoutRule rule = new TimeoutRule(settings, saved.history());
        rule.startAt(saved.timeoutNanos(), Rule.REMEMBERED);
        return rule;
    }

    private TimeoutRule(TimeoutSettings settings, SurvivalHistory history) {
        this.history = history;
        adopt(settings);
        this.timeoutNanos = initialNanos;
    }

    private void adopt(TimeoutSettings newSettings) {
        settings = newSettings;
        minNanos = newSettings.min().toNanos();
        maxNanos = newSettings.max().toNanos();
        initialNanos = newSettings.initial().toNanos();
        quantile = 1 - newSettings.falseTimeoutRate();
    }

    /**
     * Goes on under other settings: what is known stays, and the timeout as far as the bounds allow. What overran it counts no more where
     * that was another timeout or another rate, or a lower rate alone would look like another dependency.
     */
    TimeoutDecision reconfigure(TimeoutSettings newSettings) {
        double quantileBefore = quantile;
        long timeoutBefore = timeoutNanos;
        adopt(newSettings);
        startAt(rule == Rule.INITIAL ? initialNanos : timeoutNanos, rule);
        if (quantile != quantileBefore || timeoutNanos != timeoutBefore) {
            overruns.clear();
        }
        return decision(rule, history.curve());
    }

    /** What others have shown, for as long as it knows nothing itself. */
    void borrow(long nanos) {
        if (rule == Rule.INITIAL || rule == Rule.BORROWED) {
            startAt(nanos, Rule.BORROWED);
        }
    }

    private void startAt(long nanos, Rule because) {
        timeoutNanos = Math.max(minNanos, Math.min(maxNanos, nanos));
        rule = because;
    }

    /** What it was before it began to grow just now, for it may be that the dependency only hangs. */
    SavedTimeout saved(String dependency, long epochMillis) {
        if (before != null) {
            return new SavedTimeout(dependency, epochMillis, before.timeoutNanos(), before.history());
        }
        return new SavedTimeout(dependency, epochMillis, timeoutNanos, history);
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    /** What decided last. */
    Rule rule() {
        return rule;
    }

    /** The timeout before it began to grow just now, or as it is. */
    long steadyNanos() {
        return before == null ? timeoutNanos : before.timeoutNanos();
    }

    /** Whether most of what ended within the last tick had overrun the timeout: they waited for the same thing, and say nothing of the tail. */
    boolean mostOverran() {
        return mostOverran;
    }

    /** Whether the last tick said something of the tail, and not of a moment in which it grew for it may hang. */
    boolean isTypical() {
        return hasLearned && before == null;
    }

    TimeoutDecision next(Tick tick, LatencyTracker tracker, Passing passing) {
        if (tick.pausedNanos() > 0) {
            overruns.clear();
            mostOverran = false;
            hasLearned = false;
            return decision(Rule.PAUSED, history.curve());
        }
        if (before != null && tick.nowNanos() - before.atNanos() > RESTORED_WITHIN_NANOS) {
            before = null;
        }
        if (passing == Passing.PROBES && passedBefore != Passing.PROBES) {
            overruns.clear();
            restore();
        }
        mostOverran = Overruns.areMostOf(tracker.lastTickSnapshot(), timeoutNanos);
        hasLearned = passing == Passing.ALL && !mostOverran;
        if (hasLearned) {
            history.learn(tracker.lastTickSnapshot());
        }
        passedBefore = passing;
        if (passing != Passing.PROBES) {
            overruns.learn(tracker.lastTickSnapshot(), tracker, timeoutNanos, tick.nowNanos());
        } else {
            overruns.learnFromProbes(tracker.lastTickSnapshot(), timeoutNanos);
        }
        if (timeoutNanos < maxNanos && overruns.exceed(settings.falseTimeoutRate(), chance())) {
            grow(tick.nowNanos(), passing);
            return decision(rule, history.curve());
        }
        SurvivalCurve curve = history.curve(tracker, tick.nowNanos());
        QuantileEstimate estimate = curve.quantile(quantile);
        if (estimate.upperNanos().isPresent()) {
            follow(curve, estimate.upperNanos().getAsLong() + 1, tick.spanNanos(), passing);
        } else if (curve.samples() >= settings.samplesNeeded()) {
            holdOrRise(estimate, riseIn(tick), passing);
        } else if (mostOverran && timeoutNanos == maxNanos) {
            return decision(Rule.HELD, curve, estimate); // for people: nothing is learned though attempts are many
        }
        return decision(rule, curve, estimate);
    }

    private void grow(long nowNanos, Passing passing) {
        if (before == null && passing != Passing.PROBES) { // for probes are slower only if they succeed
            before = new Before(nowNanos, timeoutNanos, rule, history);
        }
        timeoutNanos = Math.min(maxNanos, (long) (timeoutNanos * GROWTH));
        rule = Rule.GROWN;
        history = SurvivalHistory.create();
        overruns.clear();
    }

    private void restore() {
        if (before != null) {
            history = before.history();
            startAt(before.rule() == Rule.INITIAL ? initialNanos : before.timeoutNanos(), before.rule());
            before = null;
        }
    }

    /** @param boundNanos the lower edge of the bucket above the bound, so that it can be told who overran it */
    private void follow(SurvivalCurve curve, long boundNanos, long spanNanos, Passing passing) {
        long paddedNanos = (long) (MEDIANS * curve.value(0.5).orElse(0));
        long wanted = Math.max(boundNanos, paddedNanos);
        long allowed = Math.max(minNanos, Math.min(maxNanos, wanted));
        boolean enough = curve.samples() >= settings.samplesNeeded();
        if (passing != Passing.PROBES && allowed < initialNanos && hasModeBeyond(curve, boundNanos)) {
            rule = Rule.MODES;
            timeoutNanos = Math.max(timeoutNanos, initialNanos);
        } else if (allowed > timeoutNanos && passing == Passing.PROBES) {
            rule = Rule.PROBING;
        } else if (allowed >= timeoutNanos) {
            timeoutNanos = allowed;
            rule = reached(boundNanos, wanted);
        } else if (enough) {
            long lower = (long) (timeoutNanos * (1 - changeIn(spanNanos)));
            timeoutNanos = Math.max(allowed, lower);
            rule = timeoutNanos == allowed ? reached(boundNanos, wanted) : Rule.SHRINKING;
        }
    }

    /** What lies beyond the timeout is hidden by it. */
    private void holdOrRise(QuantileEstimate estimate, double share, Passing passing) {
        if (estimate.valueNanos().isEmpty() && passing != Passing.PROBES && timeoutNanos < maxNanos) {
            timeoutNanos = Math.min(maxNanos, (long) (timeoutNanos * (1 + share)));
            rule = Rule.RISING;
        } else {
            rule = Rule.HELD;
        }
    }

    /**
     * By how much it rises: no faster than it can be seen how far it has to. Where few attempts come, ten of those that overran it before
     * would else come too late to stop it below the maximum.
     */
    private double riseIn(Tick tick) {
        double overrunning = settings.falseTimeoutRate() * tick.counts().total();
        return Math.min(changeIn(tick.spanNanos()), CHANGE_PER_OVERRUN * overrunning);
    }

    private double chance() {
        return rule == Rule.GROWN || rule == Rule.RISING ? CHANCE_ONCE_CHANGED : CHANCE;
    }

    private static double changeIn(long spanNanos) {
        return CHANGE_PER_SECOND * Math.min(1, spanNanos / 1e9);
    }

    private Rule reached(long boundNanos, long wanted) {
        if (wanted > maxNanos) {
            return Rule.MAXIMUM;
        } else if (wanted < minNanos) {
            return Rule.MINIMUM;
        }
        return wanted > boundNanos ? Rule.PADDED : Rule.IDENTIFIED;
    }

    private static boolean hasModeBeyond(SurvivalCurve curve, long boundNanos) {
        double beyond = curve.surviving(boundNanos);
        double farBeyond = curve.surviving((long) (MODE_DISTANCE * boundNanos)) - curve.surviving(Long.MAX_VALUE);
        return farBeyond * curve.samples() >= LEAST_OF_A_MODE && farBeyond >= MODE_SHARE * beyond;
    }

    private TimeoutDecision decision(Rule decided, SurvivalCurve curve) {
        return decision(decided, curve, curve.quantile(quantile));
    }

    private TimeoutDecision decision(Rule decided, SurvivalCurve curve, QuantileEstimate estimate) {
        return new TimeoutDecision(
                timeoutNanos, decided, estimate, curve.samples(), curve.censoredShare(), overruns.share());
    }

    /** What it was when it began to grow. */
    private record Before(long atNanos, long timeoutNanos, Rule rule, SurvivalHistory history) {}

    /** What passes. */
    enum Passing {
        /** All, with this timeout. */
        ALL,
        /** All, with a longer timeout since most overran this one of late. */
        RELIEVED,
        /** What the breaker lets pass while it is not closed, and all just after that: with a longer timeout. */
        PROBES
    }
}
