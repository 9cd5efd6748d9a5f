package io.seakeep;

import java.time.Duration;
import java.util.Objects;

/**
 * The description of how many attempts a dependency may get beyond the first of each call: retries and hedges together.
 * Immutable: each method answers another description, and checks nothing; all settings are checked together when the dependency
 * is built. Each dependency, and each key of one, has a budget of its own.
 *
 * <p>It is what keeps retries from multiplying an overload. When everything fails, a policy of three attempts makes three times
 * the load, and three services in a row make 27 times; with a budget of 10 % each makes 1.1 times.
 */
public abstract sealed class AttemptBudget {

    private AttemptBudget() {}

    /** A tenth of the successes of the last 10 s, and one a second in any case. */
    public static Windowed standard() {
        return Windowed.STANDARD;
    }

    /**
     * A share of the calls that succeeded at once, over a window of time; 10 s unless said otherwise.
     *
     * @param share extra attempts for each first attempt that succeeds, from 0 to 1
     */
    public static Windowed windowed(double share) {
        return new Windowed(share, Windowed.STANDARD.window, Windowed.STANDARD.floorPerSecond);
    }

    /**
     * A share of the attempts that are in flight, for dependencies with few and long calls.
     *
     * @param share extra attempts in flight for each attempt in flight, from 0 to 1
     */
    public static Concurrent concurrent(double share) {
        return new Concurrent(share, Concurrent.DEFAULT_AT_LEAST);
    }

    abstract void check(Problems problems);

    abstract ExtraAttempts start(PolicyScope scope);

    abstract String describe();

    /** A budget over a window of time. */
    public static final class Windowed extends AttemptBudget {

        private static final Windowed STANDARD = new Windowed(0.1, Duration.ofSeconds(10), 1);

        private final double share;
        private final Duration window;
        private final double floorPerSecond;

        private Windowed(double share, Duration window, double floorPerSecond) {
            this.share = share;
            this.window = window;
            this.floorPerSecond = floorPerSecond;
        }

        /**
         * Over how long a time it holds. Time is told by ticks of 250 ms, and when in doubt for fewer attempts. So a steady load can use
         * 90 % of the share at 10 s and 96 % at 60 s, but 81 % at 5 s, 56 % at 2 s and only 20 % at 1 s; the floor is not affected.
         *
         * @param newWindow from 1 s to 10 min; 10 s by default
         */
        public Windowed over(Duration newWindow) {
            return new Windowed(share, Objects.requireNonNull(newWindow, "window"), floorPerSecond);
        }

        /**
         * What is allowed in any case, so that the few calls of a quiet dependency can be retried. All of a window's may be used
         * at once.
         *
         * @param attempts extra attempts a second, from 0 to 1,000; 1 by default
         */
        public Windowed floorPerSecond(double attempts) {
            return new Windowed(share, window, attempts);
        }

        @Override
        void check(Problems problems) {
            problems.requireBetween("budget.share", share, 0, 1);
            problems.requireBetween("budget.window", window, Duration.ofSeconds(1), Duration.ofMinutes(10));
            problems.requireBetween("budget.floor-per-second", floorPerSecond, 0, 1_000);
        }

        @Override
        ExtraAttempts start(PolicyScope scope) {
            return new WindowedBudget(share, window.toNanos(), floorPerSecond, scope);
        }

        @Override
        String describe() {
            return Percentages.format(share) + " of the first attempts that succeed in " + Durations.format(window)
                    + ", and " + Percentages.number(floorPerSecond) + " a second in any case";
        }
    }

    /** A budget of attempts in flight. */
    public static final class Concurrent extends AttemptBudget {

        private static final int DEFAULT_AT_LEAST = 3;

        private final double share;
        private final int atLeast;

        private Concurrent(double share, int atLeast) {
            this.share = share;
            this.atLeast = atLeast;
        }

        /**
         * What is allowed in any case.
         *
         * @param attempts extra attempts in flight, from 0 to 1,000; 3 by default
         */
        public Concurrent atLeast(int attempts) {
            return new Concurrent(share, attempts);
        }

        @Override
        void check(Problems problems) {
            problems.requireBetween("budget.concurrent-share", share, 0, 1);
            problems.requireBetween("budget.at-least", atLeast, 0, 1_000);
        }

        @Override
        ExtraAttempts start(PolicyScope scope) {
            return new ConcurrentBudget(share, atLeast, scope);
        }

        @Override
        String describe() {
            return Percentages.format(share) + " of the attempts in flight, and " + atLeast + " in any case";
        }
    }
}
