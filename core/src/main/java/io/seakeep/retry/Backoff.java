package io.seakeep.retry;

import io.seakeep.Durations;
import io.seakeep.Problems;
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

    private Backoff() {}

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

    abstract void check(Problems problems);

    private enum Jitter {
        NONE,
        EQUAL,
        FULL
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
            this.wait = Objects.requireNonNull(wait, "wait");
        }

        @Override
        public long nanosBeforeNext(int attemptsMade, long previousNanos, RandomGenerator random) {
            return wait.toNanos();
        }

        @Override
        void check(Problems problems) {
            problems.requireBetween("retry.backoff", wait, LEAST, MOST);
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
        void check(Problems problems) {
            checkRange(problems, first, max);
        }

        @Override
        public String toString() {
            return "decorrelated jitter " + Durations.format(first) + " to " + Durations.format(max);
        }
    }
}
