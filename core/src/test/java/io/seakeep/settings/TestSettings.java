package io.seakeep.settings;

import java.time.Duration;
import java.util.List;

/** A schema as the policies have it. */
final class TestSettings {

    enum Mode {
        ENFORCE,
        OBSERVE,
        OFF
    }

    static final Setting<Mode> BREAKER_MODE = Setting.choice("breaker.mode", Mode.ENFORCE, "Whether it acts.");
    static final Setting<Double> FAILURE_RATE =
            Setting.shareAbove("breaker.failure-rate", 0.5, 0, 1, "Opens at this share.");
    static final Setting<Integer> OVER_LAST_CALLS =
            Setting.count("breaker.over-last-calls", null, 1, 10_000, "How far back it looks.");
    static final Setting<Integer> ATTEMPTS = Setting.count("retry.attempts", 3, 1, 20, "How many attempts a call has.");
    static final Setting<Duration> DEADLINE =
            Setting.duration("deadline.limit", null, Duration.ofMillis(1), Duration.ofHours(1), "How long a call has.");
    static final Setting<Mode> HEDGE_MODE = Setting.choice("hedge.mode", Mode.OBSERVE, "Whether it acts.");
    static final Setting<Duration> TIMEOUT_MAX = Setting.duration(
            "timeout.max", Duration.ofSeconds(10), Duration.ofMillis(1), Duration.ofHours(1), "The longest timeout.");

    static final List<Setting<?>> ALL =
            List.of(BREAKER_MODE, FAILURE_RATE, OVER_LAST_CALLS, ATTEMPTS, DEADLINE, HEDGE_MODE, TIMEOUT_MAX);

    private TestSettings() {}

    /** Of {@code payments}, with nothing built in and nothing in code. */
    static EffectiveSettings payments(SettingsSources.Builder sources) {
        return effective(sources, SettingValues.nothing());
    }

    /** Of {@code payments}. */
    static EffectiveSettings effective(SettingsSources.Builder sources, SettingValues code) {
        LoadedSettings loaded = sources.build().load(ALL);
        if (!loaded.problems().isEmpty()) {
            throw new AssertionError(loaded.problems());
        }
        return loaded.effective("payments", null, ALL, SettingValues.nothing(), code);
    }

    static EffectiveValue explained(EffectiveSettings settings, Setting<?> setting) {
        return settings.explain().stream()
                .filter(value -> value.setting() == setting)
                .findFirst()
                .orElseThrow();
    }
}
