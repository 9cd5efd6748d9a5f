package io.seakeep.retry;

import static io.seakeep.settings.Setting.choice;
import static io.seakeep.settings.Setting.count;
import static io.seakeep.settings.Setting.duration;

import io.seakeep.Mode;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.List;

/** All that can be set of retries. */
final class RetrySchema {

    static final Setting<Mode> MODE =
            choice("retry.mode", Mode.ENFORCE, "Whether there are retries, or it is only said which there would be.");
    static final Setting<Integer> ATTEMPTS =
            count("retry.attempts", 2, 1, 100, "How many attempts a call may make in all.");
    static final Setting<Backoff.Kind> BACKOFF =
            choice("retry.backoff", Backoff.Kind.FULL_JITTER, "How the wait before another attempt is chosen.");
    static final Setting<Duration> BACKOFF_FIRST = duration(
            "retry.backoff.first",
            Duration.ofMillis(50),
            Backoff.LEAST,
            Backoff.MOST,
            "The wait before the second attempt, from which the others follow.");
    static final Setting<Duration> BACKOFF_MAX =
            duration("retry.backoff.max", Duration.ofSeconds(1), Backoff.LEAST, Backoff.MOST, "The longest wait.");
    static final Setting<Duration> LONGEST_PUSHBACK = duration(
            "retry.longest-pushback",
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofHours(1),
            "The longest wait that the dependency may ask for. A call that is asked to wait longer ends instead.");
    static final Setting<Retry.Assumed> ASSUMED = choice(
            "retry.assumed", Retry.Assumed.NOTHING, "What is taken for granted of calls of which nothing was said.");

    static final List<Setting<?>> ALL =
            List.of(MODE, ATTEMPTS, BACKOFF, BACKOFF_FIRST, BACKOFF_MAX, LONGEST_PUSHBACK, ASSUMED);

    private RetrySchema() {}

    static Backoff backoff(SettingValues values) {
        return Backoff.of(values.get(BACKOFF), values.get(BACKOFF_FIRST), values.get(BACKOFF_MAX));
    }
}
