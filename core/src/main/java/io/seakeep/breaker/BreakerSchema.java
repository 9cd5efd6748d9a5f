package io.seakeep.breaker;

import static io.seakeep.settings.Setting.choice;
import static io.seakeep.settings.Setting.count;
import static io.seakeep.settings.Setting.duration;
import static io.seakeep.settings.Setting.number;
import static io.seakeep.settings.Setting.numberAbove;
import static io.seakeep.settings.Setting.share;
import static io.seakeep.settings.Setting.shareAbove;

import io.seakeep.Mode;
import io.seakeep.settings.Setting;
import java.time.Duration;
import java.util.List;

/** All that can be set of a breaker. */
final class BreakerSchema {

    static final Setting<Mode> MODE =
            choice("breaker.mode", Mode.ENFORCE, "Whether the breaker acts, only observes, or is left out.");

    static final Setting<Double> FAILURE_RATE =
            shareAbove("breaker.failure-rate", 0.5, 0, 1, "Opens when this share of the attempts failed or timed out.");
    static final Setting<Mode> FAILURE_RATE_MODE = mode(Criterion.FAILURE_RATE, Mode.ENFORCE);
    static final Setting<Integer> AT_LEAST =
            count("breaker.over-at-least", 20, 1, 10_000, "Shares are judged only of so many attempts or more.");
    static final Setting<Duration> OVER_LAST = duration(
            "breaker.over-last",
            Duration.ofSeconds(10),
            Duration.ofMillis(250),
            Duration.ofMinutes(10),
            "How far back the failure rate looks.");
    static final Setting<Integer> OVER_LAST_CALLS = count(
            "breaker.over-last-calls",
            null,
            1,
            10_000,
            "How many attempts the failure rate looks back, in place of breaker.over-last.");

    static final Setting<Integer> CONSECUTIVE_FAILURES = count(
            "breaker.consecutive-failures",
            5,
            1,
            RunLimit.MOST,
            "Opens at once when so many attempts in a row failed or timed out; more where that many fail by chance.");
    static final Setting<Mode> CONSECUTIVE_FAILURES_MODE = mode(Criterion.CONSECUTIVE_FAILURES, Mode.ENFORCE);

    static final Setting<Duration> TOLERATED_STALL = duration(
            "breaker.tolerated-stall",
            Duration.ofSeconds(1),
            Duration.ZERO,
            Settings.LONGEST_STALL,
            "Timeouts that are shorter than this are failures only once they have gone on for so long.");

    static final Setting<Duration> SLOW_LIMIT = duration(
            "breaker.slow-calls.limit",
            null,
            Duration.ofNanos(1_000),
            Duration.ofHours(1),
            "What takes longer is a slow call.");
    static final Setting<Double> SLOW_RATE =
            shareAbove("breaker.slow-calls.rate", 0.5, 0, 1, "Opens when this share of the attempts is slow.");
    static final Setting<Mode> SLOW_MODE = mode(Criterion.SLOW_CALLS, Mode.OFF);

    static final Setting<Double> SLOWER_FACTOR = numberAbove(
            "breaker.slower-than-baseline.factor",
            3.0,
            1,
            1_000,
            "Opens when a quantile of the latency is so many times what it usually is.");
    static final Setting<Double> SLOWER_QUANTILE =
            share("breaker.slower-than-baseline.quantile", 0.9, 0.5, 0.999, "Which quantile is compared.");
    static final Setting<Mode> SLOWER_MODE = mode(Criterion.SLOWER_THAN_BASELINE, Mode.OBSERVE);

    static final Setting<Integer> HANG_AT_LEAST = count(
            "breaker.hang.at-least",
            20,
            1,
            10_000,
            "Opens when so many attempts hang, and the dependency has answered none for as long.");
    static final Setting<Duration> HANG_AGE = duration(
            "breaker.hang.older-than",
            null,
            Duration.ofMillis(250),
            Duration.ofHours(1),
            "What is in flight for longer hangs; in place of breaker.hang.times-usual.");
    static final Setting<Double> HANG_TIMES = number(
            "breaker.hang.times-usual",
            10.0,
            1,
            1_000,
            "What is in flight for so many times the usual 99th percentile, and at least 1 s, hangs.");
    static final Setting<Mode> HANG_MODE = mode(Criterion.HANG, Mode.ENFORCE);

    static final Setting<Duration> OPEN_FIRST = duration(
            "breaker.open-for.first",
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofHours(1),
            "How long the breaker stays open at first, doubling with each recovery as long as nothing has succeeded.");
    static final Setting<Duration> OPEN_LONGEST = duration(
            "breaker.open-for.longest",
            Duration.ofSeconds(30),
            Duration.ofMillis(1),
            Duration.ofHours(24),
            "How long it stays open at most.");
    static final Setting<Duration> RECOVER_OVER = duration(
            "breaker.recover-over",
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofHours(1),
            "How long a recovery takes at least, in which a rising share of the calls passes; or as long as nothing had succeeded, if that is less.");

    static final List<Setting<?>> ALL = List.of(
            MODE,
            FAILURE_RATE,
            FAILURE_RATE_MODE,
            AT_LEAST,
            OVER_LAST,
            OVER_LAST_CALLS,
            CONSECUTIVE_FAILURES,
            CONSECUTIVE_FAILURES_MODE,
            TOLERATED_STALL,
            SLOW_LIMIT,
            SLOW_RATE,
            SLOW_MODE,
            SLOWER_FACTOR,
            SLOWER_QUANTILE,
            SLOWER_MODE,
            HANG_AT_LEAST,
            HANG_AGE,
            HANG_TIMES,
            HANG_MODE,
            OPEN_FIRST,
            OPEN_LONGEST,
            RECOVER_OVER);

    private BreakerSchema() {}

    private static Setting<Mode> mode(Criterion criterion, Mode standard) {
        return choice(
                criterion.group() + ".mode",
                standard,
                "Whether this opens the breaker, is only reported, or is of no interest.");
    }

    /** The setting that says how far a criterion goes. */
    static Setting<Mode> modeOf(Criterion criterion) {
        return switch (criterion) {
            case FAILURE_RATE -> FAILURE_RATE_MODE;
            case CONSECUTIVE_FAILURES -> CONSECUTIVE_FAILURES_MODE;
            case SLOW_CALLS -> SLOW_MODE;
            case SLOWER_THAN_BASELINE -> SLOWER_MODE;
            case HANG -> HANG_MODE;
        };
    }
}
