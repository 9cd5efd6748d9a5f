package io.seakeep.deadline;

import io.seakeep.ActivePolicy;
import io.seakeep.CallTimeLimit;
import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import java.time.Duration;
import java.util.Objects;

/**
 * The description of a deadline for each call to a dependency: a limit for all its attempts and waits together, and for the
 * calls that its code makes in turn. Immutable. There is none unless it is asked for, since a guessed limit kills batch work.
 *
 * <p>A deadline that the caller is bound to already ({@link io.seakeep.RequestContext}) counts if it is nearer. Attempts are told
 * what is left by {@code attempt.remaining()}; an asynchronous call fails with a {@link io.seakeep.CallTimeoutException} when the
 * time has come; a synchronous one is not interrupted.
 */
public final class CallDeadline implements Policy {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Duration limit;

    private CallDeadline(Duration limit) {
        this.limit = limit;
    }

    /**
     * So long for each call.
     *
     * @param limit from 1 ms to 24 h
     */
    public static CallDeadline after(Duration limit) {
        return new CallDeadline(Objects.requireNonNull(limit, "limit"));
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
        return Mode.ENFORCE;
    }

    @Override
    public void check(Problems problems) {
        problems.requireBetween("deadline", limit, SHORTEST, LONGEST);
    }

    @Override
    public ActivePolicy start(PolicyScope scope) {
        long limitNanos = limit.toNanos();
        return (CallTimeLimit) () -> limitNanos;
    }

    @Override
    public String describe() {
        return Durations.format(limit) + " for each call, or what the caller has left";
    }
}
