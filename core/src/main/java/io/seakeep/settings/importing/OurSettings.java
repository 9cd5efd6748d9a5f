package io.seakeep.settings.importing;

import static io.seakeep.settings.Setting.choice;
import static io.seakeep.settings.Setting.count;
import static io.seakeep.settings.Setting.duration;
import static io.seakeep.settings.Setting.shareAbove;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingsSources;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The settings that are printed here, with their ranges. The policies that have them may not be on the class path; a test where all are sees to
 * it that these are the same.
 */
final class OurSettings {

    private enum Mode {
        ENFORCE,
        OBSERVE,
        OFF
    }

    private enum Kind {
        FIXED,
        ADAPTIVE
    }

    private enum Threads {
        CALLERS,
        OWN
    }

    private enum Backoff {
        CONSTANT,
        EXPONENTIAL,
        EQUAL_JITTER,
        FULL_JITTER,
        DECORRELATED_JITTER
    }

    private enum Enforcement {
        HANDED_OUT,
        ASYNCHRONOUS,
        INTERRUPTING,
        ISOLATED
    }

    private static final Collection<Setting<?>> ALL = List.of(
            choice("breaker.mode", Mode.ENFORCE, ""),
            shareAbove("breaker.failure-rate", 0.5, 0, 1, ""),
            count("breaker.over-at-least", 20, 1, 10_000, ""),
            duration("breaker.over-last", ofSeconds(10), ofMillis(250), ofMinutes(10), ""),
            count("breaker.over-last-calls", null, 1, 10_000, ""),
            duration("breaker.slow-calls.limit", null, ofNanos(1_000), ofHours(1), ""),
            shareAbove("breaker.slow-calls.rate", 0.5, 0, 1, ""),
            choice("breaker.slow-calls.mode", Mode.OFF, ""),
            duration("breaker.open-for.first", ofSeconds(1), ofMillis(1), ofHours(1), ""),
            duration("breaker.open-for.longest", ofSeconds(30), ofMillis(1), ofHours(24), ""),
            count("retry.attempts", 2, 1, 100, ""),
            choice("retry.backoff", Backoff.FULL_JITTER, ""),
            duration("retry.backoff.first", ofMillis(50), ofMillis(1), ofHours(1), ""),
            duration("retry.backoff.max", ofSeconds(1), ofMillis(1), ofHours(1), ""),
            choice("bulkhead.mode", Mode.OBSERVE, ""),
            choice("bulkhead.kind", Kind.FIXED, ""),
            count("bulkhead.limit", 100, 1, 100_000, ""),
            count("bulkhead.queue", 0, 0, 100_000, ""),
            duration("bulkhead.max-wait", ofMillis(100), ofMillis(1), ofMinutes(10), ""),
            choice("bulkhead.threads", Threads.CALLERS, ""),
            choice("timeout.mode", Mode.OFF, ""),
            choice("timeout.kind", Kind.ADAPTIVE, ""),
            duration("timeout.value", ofSeconds(10), ofMillis(1), ofHours(1), ""),
            choice("timeout.enforcement", Enforcement.ASYNCHRONOUS, ""));

    private OurSettings() {}

    /** What would be right, if the value is not: the one who reads settings is asked. */
    static Optional<String> rangeUnlessRight(String setting, String value) {
        boolean right = SettingsSources.builder()
                .service("imported", "seakeep.default." + setting + " = " + value)
                .build()
                .load(ALL)
                .problems()
                .isEmpty();
        return right ? Optional.empty() : Optional.of(range(setting));
    }

    private static String range(String name) {
        return ALL.stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::range)
                .findFirst()
                .orElseThrow();
    }
}
