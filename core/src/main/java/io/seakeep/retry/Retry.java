package io.seakeep.retry;

import io.seakeep.ActivePolicy;
import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import java.time.Duration;
import java.util.Objects;

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
public final class Retry implements Policy {

    private static final Duration ATMOST_PUSHBACK = Duration.ofHours(1);

    private static final Retry STANDARD = new Retry(
            Mode.ENFORCE,
            2,
            Backoff.fullJitter(Duration.ofMillis(50), Duration.ofSeconds(1)),
            Duration.ofSeconds(10),
            Assumed.NOTHING);

    /** What is taken for granted of calls of which nothing was said. */
    enum Assumed {
        NOTHING,
        IDEMPOTENCE
    }

    private final Mode mode;
    private final int attempts;
    private final Backoff backoff;
    private final Duration longestPushback;
    private final Assumed assumed;

    private Retry(Mode mode, int attempts, Backoff backoff, Duration longestPushback, Assumed assumed) {
        this.mode = mode;
        this.attempts = attempts;
        this.backoff = backoff;
        this.longestPushback = longestPushback;
        this.assumed = assumed;
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
        return new Retry(mode, most, backoff, longestPushback, assumed);
    }

    /** How long to wait before another attempt; full jitter of 50 ms to 1 s by default. */
    public Retry backoff(Backoff newBackoff) {
        return new Retry(mode, attempts, Objects.requireNonNull(newBackoff, "backoff"), longestPushback, assumed);
    }

    /**
     * How long a wait the dependency may ask for. A call that was asked to wait longer ends instead.
     *
     * @param longest from zero to 1 h; 10 s by default
     */
    public Retry honouringUpTo(Duration longest) {
        return new Retry(mode, attempts, backoff, Objects.requireNonNull(longest, "longest"), assumed);
    }

    /** Takes every call of this dependency for idempotent, as one does of a service that only answers questions. */
    public Retry assumingIdempotence() {
        return new Retry(mode, attempts, backoff, longestPushback, Assumed.IDEMPOTENCE);
    }

    /** How far it goes; {@link Mode#ENFORCE} by default. */
    public Retry mode(Mode newMode) {
        return new Retry(Objects.requireNonNull(newMode, "mode"), attempts, backoff, longestPushback, assumed);
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
        return mode;
    }

    @Override
    public void check(Problems problems) {
        problems.requireBetween("retry.attempts", attempts, 1, 100);
        problems.requireBetween("retry.longest-pushback", longestPushback, Duration.ZERO, ATMOST_PUSHBACK);
        backoff.check(problems);
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        return new BackoffStrategy(attempts, backoff, longestPushback.toNanos(), assumed, scope.newRandom());
    }

    @Override
    public String describe() {
        return "up to " + attempts + " attempts, " + backoff + ", waits as told up to "
                + Durations.format(longestPushback)
                + (assumed == Assumed.IDEMPOTENCE ? ", every call taken for idempotent" : ", idempotent calls only");
    }
}
