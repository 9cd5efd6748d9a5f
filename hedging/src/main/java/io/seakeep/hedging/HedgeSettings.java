package io.seakeep.hedging;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Percentages;
import io.seakeep.Problems;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was said of hedging. Immutable, and checked when the dependency is built.
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

    private static final double LOWEST_BUDGET = 0.001;
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final double LOWEST_QUANTILE = 0.5;
    private static final double HIGHEST_QUANTILE = 0.9999;
    private static final int MOST_ATTEMPTS = 5;

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

    static HedgeSettings of(double budget) {
        return new HedgeSettings(budget, null, null, 0.99, 2, Losers.CANCELLED, Assumed.NOTHING, Mode.ENFORCE);
    }

    HedgeSettings withDelay(Duration newDelay) {
        return new HedgeSettings(
                budget,
                Objects.requireNonNull(newDelay, "delay"),
                delayQuantile,
                improved,
                attempts,
                losers,
                assumed,
                mode);
    }

    HedgeSettings withDelayQuantile(double quantile) {
        return new HedgeSettings(budget, delay, quantile, improved, attempts, losers, assumed, mode);
    }

    HedgeSettings withImproved(double quantile) {
        return new HedgeSettings(budget, delay, delayQuantile, quantile, attempts, losers, assumed, mode);
    }

    HedgeSettings withAttempts(int most) {
        return new HedgeSettings(budget, delay, delayQuantile, improved, most, losers, assumed, mode);
    }

    HedgeSettings withLosers(Losers newLosers) {
        return new HedgeSettings(budget, delay, delayQuantile, improved, attempts, newLosers, assumed, mode);
    }

    HedgeSettings withAssumed(Assumed newAssumed) {
        return new HedgeSettings(budget, delay, delayQuantile, improved, attempts, losers, newAssumed, mode);
    }

    HedgeSettings withMode(Mode newMode) {
        return new HedgeSettings(
                budget,
                delay,
                delayQuantile,
                improved,
                attempts,
                losers,
                assumed,
                Objects.requireNonNull(newMode, "mode"));
    }

    void check(Problems problems) {
        problems.requireBetween("hedge.budget", budget, LOWEST_BUDGET, 1);
        if (delay != null) {
            problems.requireBetween("hedge.delay", delay, Duration.ZERO, LONGEST_DELAY);
        }
        if (delayQuantile != null) {
            problems.requireBetween("hedge.delay-quantile", delayQuantile, LOWEST_QUANTILE, HIGHEST_QUANTILE);
        }
        if (delay != null && delayQuantile != null) {
            problems.contradiction("hedge.delay and hedge.delay-quantile cannot both be said");
        }
        problems.requireBetween("hedge.improved-quantile", improved, LOWEST_QUANTILE, HIGHEST_QUANTILE);
        problems.requireBetween("hedge.attempts", attempts, 2, MOST_ATTEMPTS);
    }

    /** How many attempts have to be known before it can be said when another is due. */
    double samplesNeeded() {
        double quantile = delayQuantile == null ? improved : delayQuantile;
        return SAMPLES_BEYOND / (1 - quantile);
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
