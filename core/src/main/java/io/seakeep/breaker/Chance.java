package io.seakeep.breaker;

/**
 * What happens by chance, when attempts fail independently of each other with a probability that is nobody's alarm.
 *
 * <p>One rule for all that is judged from few attempts: it may be wrong less than once in ten days.
 */
final class Chance {

    private static final double TEN_DAYS_SECONDS = 10 * 24 * 3600;

    /** Judged four times a second, this likely each time, is once in ten days. */
    private static final double ONCE_IN_TEN_DAYS_OF_TICKS = 1 / (4 * TEN_DAYS_SECONDS);

    private Chance() {}

    /**
     * The length of a run of failures that is to be expected less than once in ten days.
     *
     * <p>A run of at least k ends at a given attempt's success with probability (1 − p) p^k, so there are rate · time ·
     * (1 − p) · p^k of them.
     *
     * @param failureProbability above 1 counts as 1
     * @return from 1 to {@code atMost}
     */
    static int runLength(double failureProbability, double attemptsPerSecond, int atMost) {
        double p = failureProbability;
        double successes = attemptsPerSecond * TEN_DAYS_SECONDS * (1 - p);
        if (p <= 0 || successes <= 1) {
            return p >= 1 ? atMost : 1;
        }
        return (int) Math.min(atMost, Math.max(1, Math.floor(-Math.log(successes) / Math.log(p)) + 1));
    }

    /**
     * Whether so many failures among so many attempts are to be expected at least once in ten days of ticks.
     *
     * <p>By Chernoff's bound, P(failures or more of n) ≤ exp(−n · D(failures/n ‖ p)) with the divergence D of Kullback and
     * Leibler. The bound is above the truth, so what this calls unlikely is.
     */
    static boolean explains(Counts counts, double failureProbability) {
        double seen = counts.failureRate();
        if (seen <= failureProbability) {
            return true;
        }
        double divergence = xLogXOverY(seen, failureProbability) + xLogXOverY(1 - seen, 1 - failureProbability);
        return Math.exp(-counts.attempts() * divergence) > ONCE_IN_TEN_DAYS_OF_TICKS;
    }

    private static double xLogXOverY(double x, double y) {
        return x == 0 ? 0 : x * Math.log(x / y);
    }
}
