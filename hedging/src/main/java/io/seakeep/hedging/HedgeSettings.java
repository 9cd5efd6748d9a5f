package io.seakeep.hedging;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Percentages;
import io.seakeep.Problems;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows for hedging from what was said of it. Immutable, and checked when the dependency is built.
 *
 * @param budget the share of hedges
 * @param delay the delay that was asked for; null if none was
 * @param delayQuantile the quantile that was asked for as the delay; null if none was
 * @param improved the quantile that is to be improved
 * @param attempts how many attempts a call may have side by side
 */
record HedgeSettings(
        double budget,
        @Nullable Duration delay,
        @Nullable Double delayQuantile,
        double improved,
        int attempts,
        Losers losers,
        Assumed assumed,
        Mode mode) {

    /** How many attempts beyond a quantile it takes to believe in it. */
    private static final double SAMPLES_BEYOND = 10;

    /** What becomes of attempts that have lost. */
    enum Losers {
        CANCELLED,
        LEFT_RUNNING
    }

    /** What is taken for granted of calls of which nothing was said. */
    enum Assumed {
        NOTHING,
        IDEMPOTENCE
    }

    static HedgeSettings of(SettingValues values) {
        return new HedgeSettings(
                values.get(HedgeSchema.BUDGET),
                values.getOrNull(HedgeSchema.DELAY),
                values.getOrNull(HedgeSchema.DELAY_QUANTILE),
                values.get(HedgeSchema.IMPROVED_QUANTILE),
                values.get(HedgeSchema.ATTEMPTS),
                values.get(HedgeSchema.LOSERS),
                values.get(HedgeSchema.ASSUMED),
                values.get(HedgeSchema.MODE));
    }

    void check(Problems problems) {
        problems.requireBetween("hedge.budget", budget, HedgeSchema.LOWEST_BUDGET, 1);
        if (delay != null) {
            problems.requireBetween("hedge.delay", delay, Duration.ZERO, HedgeSchema.LONGEST_DELAY);
        }
        if (delayQuantile != null) {
            problems.requireBetween(
                    "hedge.delay-quantile", delayQuantile, HedgeSchema.LOWEST_QUANTILE, HedgeSchema.HIGHEST_QUANTILE);
        }
        if (delay != null && delayQuantile != null) {
            problems.contradiction(
                    "hedge.delay and hedge.delay-quantile cannot both be said; one of them is to be none");
        }
        problems.requireBetween(
                "hedge.improved-quantile", improved, HedgeSchema.LOWEST_QUANTILE, HedgeSchema.HIGHEST_QUANTILE);
        problems.requireBetween("hedge.attempts", attempts, 2, HedgeSchema.MOST_ATTEMPTS);
    }

    /** How many attempts have to be known before it can be said when another is due. */
    double samplesNeeded() {
        double quantile = delayQuantile == null ? improved : delayQuantile;
        return SAMPLES_BEYOND / (1 - quantile);
    }

    /** Whether the delay comes to the same under those, as far as it is chosen. */
    boolean choosesAs(HedgeSettings those) {
        return budget == those.budget
                && Objects.equals(delay, those.delay)
                && Objects.equals(delayQuantile, those.delayQuantile)
                && improved == those.improved;
    }

    String describe() {
        String when = "after the delay that gains most of p" + Percentages.number(100 * improved);
        if (delay != null) {
            when = "after " + Durations.format(delay);
        } else if (delayQuantile != null) {
            when = "after p" + Percentages.number(100 * delayQuantile);
        }
        return Percentages.format(budget) + " hedges, " + when
                + (attempts > 2 ? ", up to " + attempts + " attempts at once" : "")
                + (losers == Losers.LEFT_RUNNING ? ", losers left running" : "")
                + (assumed == Assumed.IDEMPOTENCE ? ", every call taken for idempotent" : ", idempotent calls only");
    }
}
