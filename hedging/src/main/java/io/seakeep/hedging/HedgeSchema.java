package io.seakeep.hedging;

import static io.seakeep.settings.Setting.choice;
import static io.seakeep.settings.Setting.count;
import static io.seakeep.settings.Setting.duration;
import static io.seakeep.settings.Setting.share;

import io.seakeep.Mode;
import io.seakeep.settings.Setting;
import java.time.Duration;
import java.util.List;

/** All that can be set of hedges. */
final class HedgeSchema {

    static final double LOWEST_BUDGET = 0.001;
    static final Duration LONGEST_DELAY = Duration.ofHours(1);
    static final double LOWEST_QUANTILE = 0.5;
    static final double HIGHEST_QUANTILE = 0.9999;
    static final int MOST_ATTEMPTS = 5;

    static final Setting<Mode> MODE = choice(
            "hedge.mode",
            Mode.OFF,
            "Whether hedges are sent, or are not while it is observed what they would gain, or are left out.");
    static final Setting<Double> BUDGET = share(
            "hedge.budget",
            0.02,
            LOWEST_BUDGET,
            1,
            "How many hedges there may be over any 10 s, as a share of the first attempts that succeeded in them.");
    static final Setting<Duration> DELAY = duration(
            "hedge.delay",
            null,
            Duration.ZERO,
            LONGEST_DELAY,
            "How late an attempt is when a hedge is sent. If none is said, nor a quantile: when it gains most.");
    static final Setting<Double> DELAY_QUANTILE = share(
            "hedge.delay-quantile",
            null,
            LOWEST_QUANTILE,
            HIGHEST_QUANTILE,
            "The same as a quantile of the latency without hedges, in place of hedge.delay.");
    static final Setting<Double> IMPROVED_QUANTILE = share(
            "hedge.improved-quantile",
            0.99,
            LOWEST_QUANTILE,
            HIGHEST_QUANTILE,
            "Which quantile of the latency the delay is chosen to improve.");
    static final Setting<Integer> ATTEMPTS = count(
            "hedge.attempts",
            2,
            2,
            MOST_ATTEMPTS,
            "How many attempts a call may have side by side, the first included.");
    static final Setting<HedgeSettings.Losers> LOSERS = choice(
            "hedge.losers",
            HedgeSettings.Losers.CANCELLED,
            "What becomes of attempts that have lost; left running where cancelling them costs more than they do.");
    static final Setting<HedgeSettings.Assumed> ASSUMED = choice(
            "hedge.assumed",
            HedgeSettings.Assumed.NOTHING,
            "What is taken for granted of calls of which nothing was said: nothing, so that they have no hedge, or that they are idempotent.");

    /** In the order in which people look for them. */
    static final List<Setting<?>> ALL =
            List.of(MODE, BUDGET, DELAY, DELAY_QUANTILE, IMPROVED_QUANTILE, ATTEMPTS, LOSERS, ASSUMED);

    private HedgeSchema() {}
}
