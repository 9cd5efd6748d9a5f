package io.seakeep.breaker;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Mode;
import io.seakeep.Seakeep;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.TimeSource;

/**
 * A breaker without calls of its own, for frameworks that make them: they ask before an attempt and tell how it ended.
 *
 * <pre>{@code
 * long permit = breaker.tryAcquire();
 * if (permit < 0) {
 *     throw breaker.rejection(permit);
 * }
 * // make the attempt, take its time, judge how it ended
 * breaker.onOutcome(permit, Outcome.SUCCESS, durationNanos);
 * }</pre>
 *
 * <p>It thinks as one in a pipeline does, four times a second while it is used. What it cannot see is attempts in flight: it
 * learns of slow ones when they end, and {@link Criterion#HANG} stays silent. A permit that never comes back holds up nothing.
 * Safe for use by many threads; no method blocks, and none allocates but {@link #rejection}.
 */
public final class StandaloneBreaker implements AutoCloseable {

    private final TimeSource time;
    private final Seakeep seakeep;
    private final CircuitBreaker breaker;
    private final LatencyTracker tracker;

    StandaloneBreaker(CircuitBreakerPolicy policy, String name, TimeSource time) {
        if (policy.mode() == Mode.OFF) {
            throw new IllegalArgumentException("a breaker that stands alone must not be off: " + policy);
        }
        this.time = time;
        this.seakeep =
                Seakeep.builder().settings(SettingsSources.none()).time(time).build();
        this.breaker =
                seakeep.dependency(name, dependency -> dependency.with(policy)).policy(CircuitBreaker.class);
        this.tracker = breaker.tracker();
    }

    /** Asks to make an attempt: a permit of zero or more, or something negative when it is refused. */
    public long tryAcquire() {
        return breaker.tryEnter(CallTraits.DEFAULT, time.nanoTime());
    }

    /**
     * Tells how an attempt ended, once for each permit.
     *
     * @param permit what {@link #tryAcquire} gave, zero or more
     * @param durationNanos how long the attempt took, from 0 to 24 hours; another duration is no evidence of latency
     * @throws IllegalArgumentException if it was no permit but a refusal
     */
    public void onOutcome(long permit, Outcome outcome, long durationNanos) {
        requirePermit(permit);
        tracker.record(durationNanos, outcome);
        breaker.exit(permit, outcome, durationNanos, time.nanoTime());
    }

    /**
     * Gives a permit back for which no attempt was made.
     *
     * @throws IllegalArgumentException if it was no permit but a refusal
     */
    public void withdraw(long permit) {
        requirePermit(permit);
        breaker.withdraw(permit);
    }

    /**
     * What to throw when {@link #tryAcquire} has just refused: it says why, and when to come back.
     *
     * @param refusal what {@link #tryAcquire} gave, below zero
     */
    public CallRejectedException rejection(long refusal) {
        return breaker.rejection(refusal, time.nanoTime());
    }

    /** The breaker itself, to look at and to force. */
    public CircuitBreaker breaker() {
        return breaker;
    }

    /** Stops thinking: it goes on as it last decided, and judges nothing but runs of failures and probes. */
    @Override
    public void close() {
        seakeep.close();
    }

    private static void requirePermit(long permit) {
        if (permit < 0) {
            throw new IllegalArgumentException("permit must be 0 or more, for a refusal has no outcome: " + permit);
        }
    }
}
