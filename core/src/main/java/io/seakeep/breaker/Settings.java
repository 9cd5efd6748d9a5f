package io.seakeep.breaker;

import io.seakeep.Mode;
import io.seakeep.Problems;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** All that a {@link CircuitBreakerPolicy} says but its mode. Immutable. */
record Settings(
        CriterionModes modes,
        FailureRate failureRate,
        int consecutiveFailures,
        @Nullable SlowCalls slowCalls,
        Slower slower,
        Hang hang,
        Opening opening) {

    static final Settings STANDARD = new Settings(
            CriterionModes.STANDARD, FailureRate.STANDARD, 5, null, Slower.STANDARD, Hang.STANDARD, Opening.STANDARD);

    Settings with(Criterion criterion, Mode mode) {
        return new Settings(
                modes.with(criterion, mode), failureRate, consecutiveFailures, slowCalls, slower, hang, opening);
    }

    Settings with(FailureRate changed) {
        return new Settings(modes, changed, consecutiveFailures, slowCalls, slower, hang, opening);
    }

    Settings withConsecutiveFailures(int changed) {
        return new Settings(modes, failureRate, changed, slowCalls, slower, hang, opening);
    }

    Settings with(SlowCalls changed) {
        return new Settings(modes, failureRate, consecutiveFailures, changed, slower, hang, opening);
    }

    Settings with(Slower changed) {
        return new Settings(modes, failureRate, consecutiveFailures, slowCalls, changed, hang, opening);
    }

    Settings with(Hang changed) {
        return new Settings(modes, failureRate, consecutiveFailures, slowCalls, slower, changed, opening);
    }

    Settings with(Opening changed) {
        return new Settings(modes, failureRate, consecutiveFailures, slowCalls, slower, hang, changed);
    }

    void check(Problems problems) {
        failureRate.check(problems);
        problems.requireBetween("breaker.consecutive-failures", consecutiveFailures, 1, RunLimit.MOST);
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
        StringJoiner text = new StringJoiner(", ", "opens when ", "; ");
        text.setEmptyValue("opens only when forced; ");
        criterion(text, Criterion.FAILURE_RATE, failureRate.describe());
        criterion(text, Criterion.CONSECUTIVE_FAILURES, consecutiveFailures + " in a row fail");
        if (slowCalls != null) {
            criterion(text, Criterion.SLOW_CALLS, slowCalls.describe());
        }
        criterion(text, Criterion.SLOWER_THAN_BASELINE, slower.describe());
        criterion(text, Criterion.HANG, hang.describe());
        return text + opening.describe();
    }

    private void criterion(StringJoiner text, Criterion criterion, String words) {
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
