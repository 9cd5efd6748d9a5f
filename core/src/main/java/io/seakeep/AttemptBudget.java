package io.seakeep;

import static io.seakeep.BudgetSchema.AT_LEAST;
import static io.seakeep.BudgetSchema.CONCURRENT_SHARE;
import static io.seakeep.BudgetSchema.FLOOR;
import static io.seakeep.BudgetSchema.KIND;
import static io.seakeep.BudgetSchema.SHARE;
import static io.seakeep.BudgetSchema.WINDOW;

import io.seakeep.BudgetSchema.Kind;
import io.seakeep.settings.SettingValues;
import java.time.Duration;

/**
 * The description of how many attempts a dependency may get beyond the first of each call: retries and hedges together.
 * Immutable: each method answers another description, and checks nothing; all settings are checked together when the dependency
 * is built. Each dependency, and each key of one, has a budget of its own.
 *
 * <p>It is what keeps retries from multiplying an overload. When everything fails, a policy of three attempts makes three times
 * the load, and three services in a row make 27 times; with a budget of 10 % each makes 1.1 times.
 */
public abstract sealed class AttemptBudget {

    private final SettingValues said;

    private AttemptBudget(SettingValues said) {
        this.said = said;
    }

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
        return new Windowed(Windowed.STANDARD.said().with(SHARE, share));
    }

    /**
     * A share of the attempts that are in flight, for dependencies with few and long calls.
     *
     * @param share extra attempts in flight for each attempt in flight, from 0 to 1
     */
    public static Concurrent concurrent(double share) {
        return new Concurrent(
                SettingValues.nothing().with(KIND, Kind.CONCURRENT).with(CONCURRENT_SHARE, share));
    }

    /** What was said of it in code. */
    SettingValues said() {
        return said;
    }

    /** The budget that these values make. */
    static AttemptBudget of(SettingValues values) {
        return values.get(KIND) == Kind.WINDOWED ? new Windowed(values) : new Concurrent(values);
    }

    abstract void check(Problems problems);

    abstract ExtraAttempts start(PolicyScope scope);

    abstract String describe();

    /** A budget over a window of time. */
    public static final class Windowed extends AttemptBudget {

        private static final Windowed STANDARD =
                new Windowed(SettingValues.nothing().with(KIND, Kind.WINDOWED));

        private Windowed(SettingValues said) {
            super(said);
        }

        /**
         * Over how long a time it holds. Time is told by ticks of 250 ms, and when in doubt for fewer attempts. So a steady load can use
         * 90 % of the share at 10 s and 96 % at 60 s, but 81 % at 5 s, 56 % at 2 s and only 20 % at 1 s; the floor is not affected.
         *
         * @param newWindow from 1 s to 10 min; 10 s by default
         */
        public Windowed over(Duration newWindow) {
            return new Windowed(said().with(WINDOW, newWindow));
        }

        /**
         * What is allowed in any case, so that the few calls of a quiet dependency can be retried. All of a window's may be used
         * at once.
         *
         * @param attempts extra attempts a second, from 0 to 1,000; 1 by default
         */
        public Windowed floorPerSecond(double attempts) {
            return new Windowed(said().with(FLOOR, attempts));
        }

        double share() {
            return said().get(SHARE);
        }

        Duration window() {
            return said().get(WINDOW);
        }

        double floorPerSecond() {
            return said().get(FLOOR);
        }

        @Override
        void check(Problems problems) {
            problems.requireBetween("budget.share", share(), 0, 1);
            problems.requireBetween("budget.window", window(), Duration.ofSeconds(1), Duration.ofMinutes(10));
            problems.requireBetween("budget.floor-per-second", floorPerSecond(), 0, 1_000);
        }

        @Override
        ExtraAttempts start(PolicyScope scope) {
            return new WindowedBudget(share(), window().toNanos(), floorPerSecond(), scope);
        }

        @Override
        String describe() {
            return Percentages.format(share()) + " of the first attempts that succeed in " + Durations.format(window())
                    + ", and " + Percentages.number(floorPerSecond()) + " a second in any case";
        }
    }

    /** A budget of attempts in flight. */
    public static final class Concurrent extends AttemptBudget {

        private Concurrent(SettingValues said) {
            super(said);
        }

        /**
         * What is allowed in any case.
         *
         * @param attempts extra attempts in flight, from 0 to 1,000; 3 by default
         */
        public Concurrent atLeast(int attempts) {
            return new Concurrent(said().with(AT_LEAST, attempts));
        }

        double share() {
            return said().get(CONCURRENT_SHARE);
        }

        int atLeast() {
            return said().get(AT_LEAST);
        }

        @Override
        void check(Problems problems) {
            problems.requireBetween("budget.concurrent-share", share(), 0, 1);
            problems.requireBetween("budget.at-least", atLeast(), 0, 1_000);
        }

        @Override
        ExtraAttempts start(PolicyScope scope) {
            return new ConcurrentBudget(share(), atLeast(), scope);
        }

        @Override
        String describe() {
            return Percentages.format(share()) + " of the attempts in flight, and " + atLeast() + " in any case";
        }
    }
}
