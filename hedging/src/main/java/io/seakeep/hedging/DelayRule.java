package io.seakeep.hedging;

import io.seakeep.hedging.HedgeDecision.Rule;
import io.seakeep.latency.SurvivalCurve;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the tick when a hedge is due.
 *
 * <p><b>A hedge for each call that is late.</b> The shorter the delay, the better for every part of the tail; so it is the shortest that the
 * budget bears. It leaves room for the number of those that are late to vary by three standard deviations, which is more where calls come
 * many at a time: a call that finds the budget spent has the tail that it always had, and a tail cannot be better by more than one over the
 * share of those. For a fourth there is room where calls are so many that it takes next to nothing of the budget.
 *
 * <p><b>By chance.</b> Where the budget is smaller than the share that lies beyond the quantile in question, that delay comes too late to
 * do anything for it. Then only some of those that are late get a hedge, but earlier: with the delay that gains most.
 *
 * <p>Either must be worth at least a twentieth of the quantile, or there are none.
 *
 * <p>For one thread at a time.
 */
final class DelayRule {

    /** What the windowed budget gives of what it is said to, since it errs on the side of fewer; measured. */
    private static final double BUDGET_GIVEN = 0.92;

    private static final double LEAST_DEVIATIONS = 3;

    /** Where a deviation is no more than this share of what is granted, there is room for a fourth. */
    private static final double CHEAP_DEVIATION = 0.03;

    /** From this share on there is none, and in between for a part of one. */
    private static final double DEAR_DEVIATION = 0.04;

    /** By chance, some may find the budget spent. */
    private static final double SPENT_BY_CHANCE = 0.9;

    private static final int BUCKETS_IN_OCTAVE = 32;

    private static final double LARGEST_LATE_SHARE = 0.5;
    private static final double STEP = 1.15;
    private static final double WORTH_IT = 0.95;

    /** How many attempts it takes to say how many of them are late. */
    private static final double LEAST_TO_BE_LATE = 100;

    /** How many attempts have to lie beyond a point to speak of it. */
    private static final double LEAST_BEYOND = 10;

    private static final int TICKS_BETWEEN_SEARCHES = 16;

    private HedgeSettings settings;
    private int ticksUntilSearch;
    private @Nullable HedgeDecision found;

    DelayRule(HedgeSettings settings) {
        this.settings = settings;
    }

    /** Goes on under other settings, and searches anew. */
    void reconfigure(HedgeSettings newSettings) {
        settings = newSettings;
        ticksUntilSearch = 0;
    }

    HedgeDecision decide(SurvivalCurve curve, Demand demand) {
        double beyond = 1 - settings.improved();
        boolean knowsImproved = curve.samples() >= LEAST_BEYOND / beyond;
        long unhedged = knowsImproved ? curve.value(settings.improved()).orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
        Duration fixed = settings.delay();
        boolean known = curve.samples() >= settings.samplesNeeded();
        if (fixed != null) {
            return fixed(Rule.FIXED, fixed.toNanos(), curve, unhedged);
        }
        if (!known) {
            return HedgeDecision.none(Rule.TOO_FEW, curve.samples(), Long.MAX_VALUE);
        }
        Double quantile = settings.delayQuantile();
        if (quantile != null) {
            long delay = curve.value(quantile).orElse(Long.MAX_VALUE);
            return delay == Long.MAX_VALUE
                    ? HedgeDecision.none(Rule.TOO_FEW, curve.samples(), unhedged)
                    : fixed(Rule.QUANTILE, delay, curve, unhedged);
        }
        double granted = Math.floor(BUDGET_GIVEN * settings.budget() * demand.successes());
        if (granted < 1) {
            return HedgeDecision.none(Rule.TOO_LITTLE_TRAFFIC, curve.samples(), unhedged);
        }
        HedgeDecision each = each(curve, granted, demand, unhedged);
        if (each != null && isWorthIt(each.expectedNanos(), unhedged)) {
            return each;
        }
        HedgeDecision byChance = byChanceNowAndThen(curve, SPENT_BY_CHANCE * granted / demand.calls(), unhedged);
        if (byChance != null && isWorthIt(byChance.expectedNanos(), unhedged)) {
            return byChance;
        }
        return each != null && gainsFurtherOut(each, curve, beyond)
                ? each
                : HedgeDecision.none(Rule.NO_GAIN, curve.samples(), unhedged);
    }

    private HedgeDecision fixed(Rule rule, long delay, SurvivalCurve curve, long unhedged) {
        long expected = unhedged == Long.MAX_VALUE
                ? unhedged
                : Math.min(unhedged, HedgedTail.nanosBeyond(curve, delay, 1, 1 - settings.improved()));
        double late = curve.samples() < LEAST_TO_BE_LATE ? 0 : curve.surviving(delay);
        return new HedgeDecision(delay, 1, rule, late, curve.samples(), unhedged, expected);
    }

    /** Null if it would come later than anything that is known. */
    private @Nullable HedgeDecision each(SurvivalCurve curve, double granted, Demand demand, long unhedged) {
        long delay = delayFor(curve, mostLate(granted, demand) / demand.calls());
        return delay == Long.MAX_VALUE ? null : decision(Rule.EACH, curve, delay, 1, unhedged);
    }

    /**
     * The number of late calls that exceeds what is granted only if it is d deviations beyond the mean: x + d √(x + x² v) = granted. Late
     * calls vary by x, as chance has it, and as the calls themselves do.
     */
    private static double mostLate(double granted, Demand demand) {
        double relativeVariance = demand.variance() / demand.calls() / demand.calls();
        double relativeDeviation = Math.sqrt(1 / granted + relativeVariance);
        double fourth = (DEAR_DEVIATION - relativeDeviation) / (DEAR_DEVIATION - CHEAP_DEVIATION);
        double deviations = LEAST_DEVIATIONS + Math.min(1, Math.max(0, fourth));
        double d2 = deviations * deviations;
        double b = 2 * granted + d2;
        double root = Math.sqrt(b * b - 4 * (1 - d2 * relativeVariance) * granted * granted);
        return 2 * granted * granted / (b + root);
    }

    /** Some eighty microseconds are too many for each tick. */
    private @Nullable HedgeDecision byChanceNowAndThen(SurvivalCurve curve, double share, long unhedged) {
        if (ticksUntilSearch == 0) {
            ticksUntilSearch = TICKS_BETWEEN_SEARCHES;
            found = byChance(curve, share, unhedged);
        }
        ticksUntilSearch--;
        return found;
    }

    private @Nullable HedgeDecision byChance(SurvivalCurve curve, double share, long unhedged) {
        HedgeDecision best = null;
        for (double late = share; late <= LARGEST_LATE_SHARE; late *= STEP) {
            long delay = delayFor(curve, late);
            if (delay != Long.MAX_VALUE) {
                double chance = Math.min(1, share / curve.surviving(delay));
                HedgeDecision decision = decision(Rule.BY_CHANCE, curve, delay, chance, unhedged);
                best = best == null || decision.expectedNanos() < best.expectedNanos() ? decision : best;
            }
        }
        return best;
    }

    /** After which so small a share is late, between the edges of a bucket. */
    private static long delayFor(SurvivalCurve curve, double late) {
        OptionalLong edge = curve.value(Math.max(0, 1 - late));
        if (edge.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long above = edge.getAsLong();
        long below = above - above / BUCKETS_IN_OCTAVE - 1;
        double lateAbove = curve.surviving(above);
        double lateBelow = curve.surviving(below);
        double part = lateBelow > lateAbove ? (lateBelow - late) / (lateBelow - lateAbove) : 1;
        return below + (long) (Math.min(1, Math.max(0, part)) * (above - below));
    }

    private HedgeDecision decision(Rule rule, SurvivalCurve curve, long delay, double chance, long unhedged) {
        long expected = HedgedTail.nanosBeyond(curve, delay, chance, 1 - settings.improved());
        return new HedgeDecision(
                delay, chance, rule, curve.surviving(delay), curve.samples(), unhedged, Math.min(expected, unhedged));
    }

    private static boolean isWorthIt(long expected, long unhedged) {
        return expected < WORTH_IT * unhedged;
    }

    /** Whether it does something for what lies as far out as can be seen. */
    private static boolean gainsFurtherOut(HedgeDecision decision, SurvivalCurve curve, double beyond) {
        double furtherOut = LEAST_BEYOND / curve.samples();
        long without = curve.value(1 - furtherOut).orElse(Long.MAX_VALUE);
        return furtherOut < beyond
                && isWorthIt(HedgedTail.nanosBeyond(curve, decision.delayNanos(), 1, furtherOut), without);
    }
}
