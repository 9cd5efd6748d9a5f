package io.seakeep.deadline;

import io.seakeep.ActivePolicy;
import io.seakeep.CallTimeLimit;
import io.seakeep.ConfigurablePolicy;
import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/**
 * The description of a deadline for each call to a dependency: a limit for all its attempts and waits together, and for the
 * calls that its code makes in turn. Immutable. There is none unless it is asked for, since a guessed limit kills batch work.
 *
 * <p>A deadline that the caller is bound to already ({@link io.seakeep.RequestContext}) counts if it is nearer. Attempts are told
 * what is left by {@code attempt.remaining()}; an asynchronous call fails with a {@link io.seakeep.CallTimeoutException} when the
 * time has come; a synchronous one is not interrupted.
 */
public final class CallDeadline implements ConfigurablePolicy {

    static final Setting<Mode> MODE = Setting.choice(
            "deadline.mode", Mode.OFF, EnumSet.of(Mode.ENFORCE, Mode.OFF), "Whether calls have a deadline.");
    static final Setting<Duration> LIMIT = Setting.duration(
            "deadline.limit",
            null,
            Duration.ofMillis(1),
            Duration.ofHours(24),
            "How long a call may take, all its attempts and waits together.");

    /** As a dependency has it when nothing is said: there is none, since a guessed limit kills batch work. */
    static final CallDeadline STANDARD =
            new CallDeadline(SettingValues.nothing().with(MODE, Mode.OFF));

    private static final List<Setting<?>> ALL = List.of(MODE, LIMIT);

    private final SettingValues said;

    private CallDeadline(SettingValues said) {
        this.said = said;
    }

    /**
     * So long for each call.
     *
     * @param limit from 1 ms to 24 h
     */
    public static CallDeadline after(Duration limit) {
        return new CallDeadline(
                SettingValues.nothing().with(MODE, Mode.ENFORCE).with(LIMIT, Objects.requireNonNull(limit, "limit")));
    }

    @Override
    public List<Setting<?>> schema() {
        return ALL;
    }

    @Override
    public SettingValues said() {
        return said;
    }

    @Override
    public CallDeadline with(SettingValues values) {
        return new CallDeadline(values);
    }

    @Override
    public String name() {
        return "deadline";
    }

    @Override
    public Position position() {
        return Position.DEADLINE;
    }

    @Override
    public Mode mode() {
        return said.get(MODE);
    }

    @Override
    public void check(Problems problems) {
        Duration limit = said.getOrNull(LIMIT);
        if (limit == null) {
            problems.contradiction("deadline.mode is set, but deadline.limit is not");
        } else {
            problems.requireBetween("deadline.limit", limit, Duration.ofMillis(1), Duration.ofHours(24));
        }
        if (mode() == Mode.OBSERVE) { // by code, which can put any mode into its setting
            problems.add("deadline.mode", MODE.range(), "observe");
        }
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        long limitNanos = said.get(LIMIT).toNanos();
        return (CallTimeLimit) () -> limitNanos;
    }

    @Override
    public String describe() {
        Duration limit = said.getOrNull(LIMIT);
        return limit == null ? "no limit" : Durations.format(limit) + " for each call, or what the caller has left";
    }
}
