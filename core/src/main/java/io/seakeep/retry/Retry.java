package io.seakeep.retry;

import static io.seakeep.retry.RetrySchema.ASSUMED;
import static io.seakeep.retry.RetrySchema.ATTEMPTS;
import static io.seakeep.retry.RetrySchema.LONGEST_PUSHBACK;
import static io.seakeep.retry.RetrySchema.MODE;

import io.seakeep.ActivePolicy;
import io.seakeep.ConfigurablePolicy;
import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.List;

/**
 * The description of a retry policy: how many attempts a call may make, and how long it waits in between. Immutable: each
 * method answers another description, and checks nothing; all settings are checked together when the dependency is built.
 *
 * <p>It decides only among attempts that may be repeated. Those are attempts which the classifier called retryable, of calls
 * that are {@linkplain io.seakeep.Dependency#idempotent() idempotent} or that provably never reached the dependency, and for
 * requests that are not retries themselves. Each also needs enough time before the deadline and a place in the dependency's
 * {@link io.seakeep.AttemptBudget}.
 *
 * <p>When the dependency says when to come back, the wait is that long and a random part of the backoff, so that those who
 * were told the same do not come back together. A longer wait than {@link #honouringUpTo} ends the call.
 */
public final class Retry implements ConfigurablePolicy {

    private static final Retry STANDARD = new Retry(SettingValues.nothing().with(MODE, Mode.ENFORCE));

    /** What is taken for granted of calls of which nothing was said. */
    enum Assumed {
        NOTHING,
        IDEMPOTENCE
    }

    private final SettingValues said;

    private Retry(SettingValues said) {
        this.said = said;
    }

    /** Two attempts, full jitter of 50 ms to 1 s, for calls said to be idempotent. */
    public static Retry of() {
        return STANDARD;
    }

    /**
     * How many attempts a call may make in all.
     *
     * @param most from 1 to 100; 2 by default
     */
    public Retry attempts(int most) {
        return with(said.with(ATTEMPTS, most));
    }

    /** How long to wait before another attempt; full jitter of 50 ms to 1 s by default. */
    public Retry backoff(Backoff newBackoff) {
        return with(said.with(newBackoff.asValues()));
    }

    /**
     * How long a wait the dependency may ask for. A call that was asked to wait longer ends instead.
     *
     * @param longest from zero to 1 h; 10 s by default
     */
    public Retry honouringUpTo(Duration longest) {
        return with(said.with(LONGEST_PUSHBACK, longest));
    }

    /** Takes every call of this dependency for idempotent, as one does of a service that only answers questions. */
    public Retry assumingIdempotence() {
        return with(said.with(ASSUMED, Assumed.IDEMPOTENCE));
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. */
    public Retry mode(Mode newMode) {
        return with(said.with(MODE, newMode));
    }

    @Override
    public List<Setting<?>> schema() {
        return RetrySchema.ALL;
    }

    @Override
    public SettingValues said() {
        return said;
    }

    @Override
    public Retry with(SettingValues values) {
        return new Retry(values);
    }

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public Position position() {
        return Position.RETRY;
    }

    @Override
    public Mode mode() {
        return said.get(MODE);
    }

    @Override
    public void check(Problems problems) {
        problems.requireBetween("retry.attempts", said.get(ATTEMPTS), 1, 100);
        problems.requireBetween(
                "retry.longest-pushback", said.get(LONGEST_PUSHBACK), Duration.ZERO, Duration.ofHours(1));
        RetrySchema.backoff(said).check(problems);
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        return new BackoffStrategy(
                said.get(ATTEMPTS),
                RetrySchema.backoff(said),
                said.get(LONGEST_PUSHBACK).toNanos(),
                said.get(ASSUMED),
                scope.newRandom());
    }

    @Override
    public String describe() {
        return "up to " + said.get(ATTEMPTS) + " attempts, " + RetrySchema.backoff(said)
                + ", waits as it is asked to, up to "
                + Durations.format(said.get(LONGEST_PUSHBACK))
                + (said.get(ASSUMED) == Assumed.IDEMPOTENCE
                        ? ", every call taken for idempotent"
                        : ", idempotent calls only");
    }
}
