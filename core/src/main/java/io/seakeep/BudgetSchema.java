package io.seakeep;

import static io.seakeep.settings.Setting.choice;
import static io.seakeep.settings.Setting.count;
import static io.seakeep.settings.Setting.duration;
import static io.seakeep.settings.Setting.number;
import static io.seakeep.settings.Setting.share;

import io.seakeep.settings.Setting;
import java.time.Duration;
import java.util.List;

/** All that can be set of an {@link AttemptBudget}. */
final class BudgetSchema {

    /** What the budget is a share of. */
    enum Kind {
        WINDOWED,
        CONCURRENT
    }

    static final Setting<Kind> KIND = choice(
            "budget.kind",
            Kind.WINDOWED,
            "What retries and hedges are a share of: the first attempts that succeeded of late, or the attempts in flight.");
    static final Setting<Double> SHARE = share(
            "budget.share",
            0.1,
            0,
            1,
            "Windowed: how many retries and hedges there may be for each first attempt that succeeds.");
    static final Setting<Duration> WINDOW = duration(
            "budget.window",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10),
            "Windowed: over how long a time that holds.");
    static final Setting<Double> FLOOR =
            number("budget.floor-per-second", 1.0, 0, 1_000, "Windowed: how many there may be a second in any case.");
    static final Setting<Double> CONCURRENT_SHARE = share(
            "budget.concurrent-share", 0.1, 0, 1, "Concurrent: how many may be in flight for each attempt in flight.");
    static final Setting<Integer> AT_LEAST =
            count("budget.at-least", 3, 0, 1_000, "Concurrent: how many may be in flight in any case.");

    static final List<Setting<?>> ALL = List.of(KIND, SHARE, WINDOW, FLOOR, CONCURRENT_SHARE, AT_LEAST);

    private BudgetSchema() {}
}
