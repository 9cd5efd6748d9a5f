package io.seakeep.breaker;

import io.seakeep.Mode;
import io.seakeep.Problems;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All that a {@link CircuitBreakerPolicy} says but its mode. Immutable. */
record Settings(
        CriterionModes modes,
        FailureRate failureRate,
        int consecutiveFailures,
        Duration toleratedStall,
        @Nullable SlowCalls slowCalls,
        Slower slower,
        Hang hang,
        Opening opening) {

    static final Duration LONGEST_STALL = Duration.ofMinutes(1);

    static Settings of(SettingValues values) {
        return new Settings(
                CriterionModes.of(values),
                new FailureRate(
                        values.get(BreakerSchema.FAILURE_RATE),
                        values.get(BreakerSchema.AT_LEAST),
                        values.get(BreakerSchema.OVER_LAST),
                        values.getOrNull(BreakerSchema.OVER_LAST_CALLS)),
                values.get(BreakerSchema.CONSECUTIVE_FAILURES),
                values.get(BreakerSchema.TOLERATED_STALL),
                slowCalls(values),
                new Slower(values.get(BreakerSchema.SLOWER_FACTOR), values.get(BreakerSchema.SLOWER_QUANTILE)),
                new Hang(
                        values.get(BreakerSchema.HANG_AT_LEAST),
                        values.getOrNull(BreakerSchema.HANG_AGE),
                        values.get(BreakerSchema.HANG_TIMES)),
                new Opening(
                        values.get(BreakerSchema.OPEN_FIRST),
                        values.get(BreakerSchema.OPEN_LONGEST),
                        values.get(BreakerSchema.RECOVER_OVER)));
    }

    private static @Nullable SlowCalls slowCalls(SettingValues values) {
        Duration limit = values.getOrNull(BreakerSchema.SLOW_LIMIT);
        return limit == null ? null : new SlowCalls(limit, values.get(BreakerSchema.SLOW_RATE));
    }

    void check(Problems problems) {
        failureRate.check(problems);
        problems.requireBetween("breaker.consecutive-failures", consecutiveFailures, 1, RunLimit.MOST);
        problems.requireBetween("breaker.tolerated-stall", toleratedStall, Duration.ZERO, LONGEST_STALL);
        if (slowCalls != null) {
            slowCalls.check(problems);
        } else if (modes.of(Criterion.SLOW_CALLS) != Mode.OFF) {
            problems.contradiction("breaker.slow-calls has a mode but no limit; set it with slowCalls(limit, share)");
        }
        slower.check(problems);
        hang.check(problems);
        opening.check(problems);
    }

    String describe() {
        List<String> text = new ArrayList<>();
        criterion(text, Criterion.FAILURE_RATE, failureRate.describe());
        criterion(text, Criterion.CONSECUTIVE_FAILURES, consecutiveFailures + " in a row fail");
        if (slowCalls != null) {
            criterion(text, Criterion.SLOW_CALLS, slowCalls.describe());
        }
        criterion(text, Criterion.SLOWER_THAN_BASELINE, slower.describe());
        criterion(text, Criterion.HANG, hang.describe());
        return (text.isEmpty() ? "opens only when forced" : "opens when " + anyOf(text)) + "; " + opening.describe();
    }

    private static String anyOf(List<String> text) {
        int last = text.size() - 1;
        return last == 0 ? text.get(0) : String.join(", ", text.subList(0, last)) + ", or " + text.get(last);
    }

    private void criterion(List<String> text, Criterion criterion, String words) {
        Mode mode = modes.of(criterion);
        if (mode != Mode.OFF) {
            text.add(mode == Mode.ENFORCE ? words : words + " (" + name(mode) + ")");
        }
    }

    /** A mode as settings have it. */
    static String name(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
