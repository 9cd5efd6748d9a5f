package io.seakeep;

import io.seakeep.settings.EffectiveSettings;
import io.seakeep.settings.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be set together and makes little sense together. It looks across policies, which know nothing of each other, and so goes by the
 * settings' names; of what is off, or not there, it says nothing.
 */
final class SettingDoubts {

    private final ResolvedSpec spec;
    private final EffectiveSettings effective;
    private final List<String> found = new ArrayList<>();

    private SettingDoubts(ResolvedSpec spec, EffectiveSettings effective) {
        this.spec = spec;
        this.effective = effective;
    }

    static List<String> of(ResolvedSpec spec, EffectiveSettings effective) {
        SettingDoubts doubts = new SettingDoubts(spec, effective);
        doubts.timeoutAgainstDeadline();
        doubts.hedgesAgainstBudget();
        doubts.hedgesNeedTime();
        doubts.retriesAgainstDeadline();
        doubts.breakerNeedsAttempts();
        return List.copyOf(doubts.found);
    }

    private boolean enforces(Position position) {
        return spec.modeAt(position) == Mode.ENFORCE;
    }

    private void timeoutAgainstDeadline() {
        if (!enforces(Position.TIMEOUT) || !enforces(Position.DEADLINE)) {
            return;
        }
        String timeout = "fixed".equals(text("timeout.kind")) ? "timeout.value" : "timeout.min";
        duration(timeout)
                .ifPresent(least -> duration("deadline.limit")
                        .filter(limit -> least.compareTo(limit) >= 0)
                        .ifPresent(limit -> found.add(timeout + " is " + Durations.format(least)
                                + ", and deadline.limit, which ends all attempts of a call together, is "
                                + Durations.format(limit) + ": the timeout never comes into play")));
    }

    private void hedgesAgainstBudget() {
        if (!enforces(Position.HEDGE) || !"windowed".equals(text("budget.kind"))) {
            return;
        }
        number("hedge.budget")
                .ifPresent(hedges -> number("budget.share")
                        .filter(share -> hedges > share)
                        .ifPresent(share -> found.add("hedge.budget is " + Percentages.format(hedges)
                                + ", and budget.share, which hedges and retries have together, is "
                                + Percentages.format(share) + ": hedges get no more than that")));
    }

    private void hedgesNeedTime() {
        if (!enforces(Position.HEDGE) || !enforces(Position.TIMEOUT)) {
            return;
        }
        String timeout = "fixed".equals(text("timeout.kind")) ? "timeout.value" : "timeout.max";
        duration("hedge.delay")
                .ifPresent(delay -> duration(timeout)
                        .filter(most -> delay.compareTo(most) >= 0)
                        .ifPresent(most -> found.add("hedge.delay is " + Durations.format(delay) + ", and " + timeout
                                + " is " + Durations.format(most) + ": no hedge is ever sent")));
    }

    private void retriesAgainstDeadline() {
        if (!enforces(Position.RETRY) || !enforces(Position.DEADLINE)) {
            return;
        }
        duration("retry.backoff.first")
                .ifPresent(wait -> duration("deadline.limit")
                        .filter(limit -> wait.compareTo(limit) >= 0)
                        .ifPresent(limit -> found.add("retry.backoff.first is " + Durations.format(wait)
                                + ", and deadline.limit is " + Durations.format(limit)
                                + ": there is hardly ever time for a retry")));
    }

    private void breakerNeedsAttempts() {
        if (spec.modeAt(Position.BREAKER) == Mode.OFF) {
            return;
        }
        number("breaker.over-at-least")
                .ifPresent(least -> duration("breaker.over-last")
                        .filter(window -> text("breaker.over-last-calls").equals("none"))
                        .filter(window -> least / (window.toNanos() / 1e9) > 100)
                        .ifPresent(window -> found.add("breaker.over-at-least is " + Percentages.number(least)
                                + " within a breaker.over-last of " + Durations.format(window) + ": below "
                                + Percentages.number(Math.ceil(least / (window.toNanos() / 1e9)))
                                + " attempts a second the failure rate is never judged")));
    }

    private String text(String name) {
        return effective.explain().stream()
                .filter(value -> value.setting().name().equals(name))
                .map(value -> value.value())
                .findFirst()
                .orElse("");
    }

    private Optional<Duration> duration(String name) {
        return valueOf(name).filter(Duration.class::isInstance).map(Duration.class::cast);
    }

    private Optional<Double> number(String name) {
        return valueOf(name).filter(Number.class::isInstance).map(value -> ((Number) value).doubleValue());
    }

    private Optional<Object> valueOf(String name) {
        return effective.explain().stream()
                .<Setting<?>>map(value -> value.setting())
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .map(setting -> (Object) effective.values().getOrNull(setting));
    }
}
