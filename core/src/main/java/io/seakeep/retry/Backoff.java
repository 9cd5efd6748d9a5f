package io.seakeep.retry;

import io.seakeep.Durations;
import io.seakeep.Problems;
import io.seakeep.settings.SettingValues;
import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another attempt. Immutable. Each wait is from 1 ms to 1 h and a first wait at most the longest one;
 * these are checked when the dependency is built, with all its other settings. Durations are in nanoseconds where they are
 * computed with.
 *
 * <p>The jittered forms are those compared by Marc Brooker, "Exponential Backoff and Jitter" (AWS Architecture Blog, 2015). Full
 * jitter is the default of {@link Retry}: callers that failed together do not come back together, and it asks for the fewest calls.
 */
public abstract sealed class Backoff {

    static final Duration LEAST = Duration.ofMillis(1);
    static final Duration MOST = Duration.ofHours(1);

    /** The forms there are, as settings name them. */
    enum Kind {
        CONSTANT,
        EXPONENTIAL,
        EQUAL_JITTER,
        FULL_JITTER,
        DECORRELATED_JITTER
    }

    private final Kind kind;

    private Backoff(Kind kind) {
        this.kind = kind;
    }

    /** @param max of no interest to a constant one */
    static Backoff of(Kind kind, Duration first, Duration max) {
        return switch (kind) {
            case CONSTANT -> constant(first);
            case EXPONENTIAL -> exponential(first, max);
            case EQUAL_JITTER -> equalJitter(first, max);
            case FULL_JITTER -> fullJitter(first, max);
            case DECORRELATED_JITTER -> decorrelatedJitter(first, max);
        };
    }

    /** The same wait every time; callers that failed together come back together. */
    public static Backoff constant(Duration wait) {
        return new Constant(wait);
    }

    /** {@code first}, doubled with each attempt, up to {@code max}; callers that failed together come back together. */
    public static Backoff exponential(Duration first, Duration max) {
        return new Exponential(first, max, Jitter.NONE);
    }

    /** Half of what {@link #exponential} says, and a random part of the other half. */
    public static Backoff equalJitter(Duration first, Duration max) {
        return new Exponential(first, max, Jitter.EQUAL);
    }

    /** A random part of what {@link #exponential} says. */
    public static Backoff fullJitter(Duration first, Duration max) {
        return new Exponential(first, max, Jitter.FULL);
    }

    /** At random between {@code first} and three times the wait before, which at first is {@code first}; up to {@code max}. */
    public static Backoff decorrelatedJitter(Duration first, Duration max) {
        return new Decorrelated(first, max);
    }

    /**
     * The wait before the next attempt.
     *
     * @param attemptsMade how many attempts have been made, from 1
     * @param previousNanos the wait before the last attempt, or zero if that was the first
     * @param random drawn from once by the jittered forms
     */
    public abstract long nanosBeforeNext(int attemptsMade, long previousNanos, RandomGenerator random);

    /** What would have to be set for this one. */
    SettingValues asValues() {
        return SettingValues.nothing()
                .with(RetrySchema.BACKOFF, kind)
                .with(RetrySchema.BACKOFF_FIRST, first())
                .with(RetrySchema.BACKOFF_MAX, max());
    }

    abstract Duration first();

    abstract Duration max();

    abstract void check(Problems problems);

    private enum Jitter {
        NONE(Kind.EXPONENTIAL),
        EQUAL(Kind.EQUAL_JITTER),
        FULL(Kind.FULL_JITTER);

        private final Kind kind;

        Jitter(Kind kind) {
            this.kind = kind;
        }
    }

    private static void checkRange(Problems problems, Duration first, Duration max) {
        problems.requireBetween("retry.backoff.first", first, LEAST, MOST);
        problems.requireBetween("retry.backoff.max", max, LEAST, MOST);
        if (first.compareTo(max) > 0) {
            problems.contradiction("retry.backoff.first must be at most retry.backoff.max: " + Durations.format(first)
                    + " > " + Durations.format(max));
        }
    }

    private static final class Constant extends Backoff {

        private final Duration wait;

        Constant(Duration wait) {
            super(Kind.CONSTANT);
            this.wait = Objects.requireNonNull(wait, "wait");
        }

        @Override
        public long nanosBeforeNext(int attemptsMade, long previousNanos, RandomGenerator random) {
            return wait.toNanos();
        }

        @Override
        Duration first() {
            return wait;
        }

        @Override
        Duration max() {
            return wait;
        }

        @Override
        void check(Problems problems) {
            problems.requireBetween("retry.backoff.first", wait, LEAST, MOST);
        }

        @Override
        public String toString() {
            return "constant " + Durations.format(wait);
        }
    }

    private static final class Exponential extends Backoff {

        /** Beyond this many doublings even a millisecond is past the longest wait there is. */
        private static final int MOST_DOUBLINGS = 40;

        private final Duration first;
        private final Duration max;
        private final Jitter jitter;

        Exponential(Duration first, Duration max, Jitter jitter) {
            super(jitter.kind);
            this.first = Objects.requireNonNull(first, "first");
            this.max = Objects.requireNonNull(max, "max");
            this.jitter = jitter;
        }

        @Override
        public long nanosBeforeNext(int attemptsMade, long previousNanos, RandomGenerator random) {
            double doubled = Math.scalb((double) first.toNanos(), Math.min(attemptsMade - 1, MOST_DOUBLINGS));
            long ceiling = (long) Math.min((double) max.toNanos(), doubled);
            return switch (jitter) {
                case NONE -> ceiling;
                case EQUAL -> (long) (ceiling * (0.5 + 0.5 * random.nextDouble()));
                case FULL -> (long) (random.nextDouble() * ceiling);
            };
        }

        @Override
        Duration first() {
            return first;
        }

        @Override
        Duration max() {
            return max;
        }

        @Override
        void check(Problems problems) {
            checkRange(problems, first, max);
        }

        @Override
        public String toString() {
            String form = switch (jitter) {
                case NONE -> "exponential ";
                case EQUAL -> "equal jitter ";
                case FULL -> "full jitter ";
            };
            return form + Durations.format(first) + " to " + Durations.format(max);
        }
    }

    private static final class Decorrelated extends Backoff {

        private final Duration first;
        private final Duration max;

        Decorrelated(Duration first, Duration max) {
            super(Kind.DECORRELATED_JITTER);
            this.first = Objects.requireNonNull(first, "first");
            this.max = Objects.requireNonNull(max, "max");
        }

        @Override
        public long nanosBeforeNext(int attemptsMade, long previousNanos, RandomGenerator random) {
            double low = first.toNanos();
            double high = 3.0 * Math.max(first.toNanos(), previousNanos);
            return (long) Math.min((double) max.toNanos(), low + random.nextDouble() * (high - low));
        }

        @Override
        Duration first() {
            return first;
        }

        @Override
        Duration max() {
            return max;
        }

        @Override
        void check(Problems problems) {
            checkRange(problems, first, max);
        }

        @Override
        public String toString() {
            return "decorrelated jitter " + Durations.format(first) + " to " + Durations.format(max);
        }
    }
}
