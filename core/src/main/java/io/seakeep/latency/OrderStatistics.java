package io.seakeep.latency;

/**
 * The ranks, among samples in order, of a quantile's estimate and of its bounds.
 *
 * <p>The number of samples on the rarer side of the true quantile is binomial. So the sample that has {@code a} others or fewer
 * beyond it bounds the quantile with the confidence that this number exceeds {@code a}, whatever the distribution is. The sums
 * are exact up to a mean of 500 samples on the rarer side. Above that they come from the normal distribution, corrected for
 * skewness by the first term of Cornish and Fisher's expansion (1938), with a rank to spare on either side.
 *
 * @param rank the smallest rank with at least this share of the samples at or below it
 * @param lowerRank the largest rank whose sample is at most the true quantile with 95 % confidence, or {@link #NONE}
 * @param upperRank the smallest rank whose sample is at least the true quantile with 95 % confidence, or {@link #NONE}
 */
record OrderStatistics(long rank, long lowerRank, long upperRank) {

    /** The rank of no sample: there are too few. */
    static final long NONE = 0;

    private static final double CONFIDENCE = 0.95;
    private static final double Z = 1.6448536269514722;
    private static final double LARGEST_EXACT_MEAN = 500;

    static OrderStatistics of(long samples, double quantile) {
        boolean upperHalf = quantile >= 0.5;
        double rarer = upperHalf ? 1 - quantile : quantile;
        long few = atLeast(samples, rarer);
        long many = atMost(samples, rarer);
        return upperHalf
                ? new OrderStatistics(rank(samples, quantile), samples - many, few == 0 ? NONE : samples - few + 1)
                : new OrderStatistics(rank(samples, quantile), few, many >= samples ? NONE : many + 1);
    }

    /** As rounding would have it, 0.07 × 100 is above 7, and its rank must be 7 nevertheless. */
    private static long rank(long samples, double quantile) {
        double exact = quantile * samples;
        return Math.max(1, Math.min(samples, (long) Math.ceil(exact - 2 * Math.ulp(exact))));
    }

    /** The largest number that a binomial variable reaches with confidence. */
    private static long atLeast(long trials, double probability) {
        double mean = trials * probability;
        if (mean > LARGEST_EXACT_MEAN) {
            return (long) Math.floor(expand(mean, probability, -Z)) - 1;
        }
        return reached(trials, probability, 1 - CONFIDENCE);
    }

    /** The smallest number that a binomial variable stays at or below with confidence. */
    private static long atMost(long trials, double probability) {
        double mean = trials * probability;
        if (mean > LARGEST_EXACT_MEAN) {
            return (long) Math.ceil(expand(mean, probability, Z)) + 1;
        }
        return reached(trials, probability, CONFIDENCE);
    }

    /** The smallest number at or below which a binomial variable stays with more than this probability. */
    private static long reached(long trials, double probability, double level) {
        double term = Math.exp(trials * Math.log1p(-probability));
        double sum = term;
        long number = 0;
        while (sum <= level && number < trials) {
            term *= (double) (trials - number) / (number + 1) * (probability / (1 - probability));
            sum += term;
            number++;
        }
        return number;
    }

    private static double expand(double mean, double probability, double z) {
        return mean + z * Math.sqrt(mean * (1 - probability)) + (z * z - 1) * (1 - 2 * probability) / 6;
    }
}
