package io.seakeep.time;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An instant on the clock of a {@link TimeSource} by which something has to be done.
 *
 * <p>It is kept in monotonic nanoseconds, so the wall clock may jump and two deadlines of one time source compare exactly,
 * also across the overflow of that clock. Further away than {@link TimeSource#MAX_DELAY_NANOS} (about 73 years) is that
 * far away, in either direction. Immutable; two are equal if they are the same instant of the same time source.
 */
public final class Deadline {

    private static final Duration FURTHEST = Duration.ofNanos(TimeSource.MAX_DELAY_NANOS);
    private static final Duration LONGEST_PASSED = FURTHEST.negated();
    private static final long MILLI_NANOS = 1_000_000L;

    private final long atNanos;
    private final TimeSource time;

    private Deadline(long atNanos, TimeSource time) {
        this.atNanos = atNanos;
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * That long from now, in real time.
     *
     * @param remaining how long from now; zero and below give a deadline that has passed
     */
    public static Deadline after(Duration remaining) {
        return after(remaining, TimeSource.system());
    }

    /**
     * That long from now.
     *
     * @param remaining how long from now; zero and below give a deadline that has passed
     * @param time whose clock counts
     */
    public static Deadline after(Duration remaining, TimeSource time) {
        return new Deadline(time.nanoTime() + clampedNanos(remaining), time);
    }

    /**
     * When the clock shows that time.
     *
     * @param atNanos a reading of {@link TimeSource#nanoTime()}, less than 146 years from now; any value may be one
     * @param time whose clock counts
     */
    public static Deadline at(long atNanos, TimeSource time) {
        return new Deadline(atNanos, time);
    }

    private static long clampedNanos(Duration remaining) {
        if (remaining.compareTo(FURTHEST) > 0) {
            return TimeSource.MAX_DELAY_NANOS;
        }
        return remaining.compareTo(LONGEST_PASSED) < 0 ? -TimeSource.MAX_DELAY_NANOS : remaining.toNanos();
    }

    /** How long there is until then; zero once it has passed, never less. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, remainingNanos()));
    }

    /** How many nanoseconds there are until then; zero and below once it has passed. */
    public long remainingNanos() {
        return atNanos - time.nanoTime();
    }

    /** Whether there is no time left. */
    public boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    /**
     * The nearer of the two, this one if neither is. Deadlines of two time sources have no clock in common and are compared
     * by what remains of each at this moment, read one after the other.
     */
    public Deadline earlier(Deadline other) {
        return other.nanoTimeOn(time) - atNanos < 0 ? other : this;
    }

    /**
     * What the clock of that time source shows at this instant. Exact if it is the deadline's own; otherwise, found by what
     * remains now, and right as long as both clocks run equally fast.
     */
    public long nanoTimeOn(TimeSource clock) {
        return clock == time ? atNanos : clock.nanoTime() + remainingNanos();
    }

    /** Whose clock counts. */
    public TimeSource timeSource() {
        return time;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Deadline that && that.atNanos == atNanos && that.time == time;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(atNanos);
    }

    /** How far away it is, in milliseconds, such as {@code in 1500 ms} or {@code passed 20 ms ago}. */
    @Override
    public String toString() {
        long nanos = remainingNanos();
        return nanos > 0
                ? "in " + -Math.floorDiv(-nanos, MILLI_NANOS) + " ms"
                : "passed " + -nanos / MILLI_NANOS + " ms ago";
    }
}
