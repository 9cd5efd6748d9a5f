package io.seakeep.latency;

import java.time.Duration;

/**
 * What is usual for a dependency: the long memory of its latency, which fades exponentially. It learns only what its owner shows
 * it, so whoever knows that something is wrong can keep that from becoming usual.
 *
 * <p>Time is the time that was learned from. While nothing is shown, nothing fades: a dependency that was not called for a night
 * is known in the morning as it was the evening before. A record that is older by one half-life, 10 minutes by default, counts
 * half.
 *
 * <p>It costs a few hundred nanoseconds for each tick, and 272 bytes for each octave of latency in use. Weights grow with time,
 * instead of all buckets shrinking at each tick (forward decay: Cormode, Shkapenyuk, Srivastava and Xu, 2009).
 *
 * <p>For one thread at a time, such as the tick.
 */
public final class LatencyBaseline {

    private static final Duration DEFAULT_HALF_LIFE = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** So many half-lives after the weights' origin they move to a new one, far from the largest number there is. */
    private static final double OLDEST_ORIGIN = 64;

    private final double halfLifeNanos;
    private final FadingWeights weights = new FadingWeights();

    /** How many half-lives ago the weights' origin was: what is learned now weighs 2 to the power of this. */
    private double originAge;

    private LatencyBaseline(Duration halfLife) {
        this.halfLifeNanos = halfLife.toNanos();
    }

    /** One with a half-life of 10 minutes. */
    public static LatencyBaseline create() {
        return new LatencyBaseline(DEFAULT_HALF_LIFE);
    }

    /**
     * One with a half-life of its own.
     *
     * @param halfLife from 1 second to 30 days
     * @throws IllegalArgumentException if it is out of range
     */
    public static LatencyBaseline of(Duration halfLife) {
        if (halfLife.compareTo(SHORTEST) < 0 || halfLife.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "halfLife must be between " + SHORTEST + " and " + LONGEST + ": " + halfLife);
        }
        return new LatencyBaseline(halfLife);
    }

    /** Learns the successful attempts of a span of time, such as {@link LatencyTracker#lastTickSnapshot}. */
    public void learn(LatencySnapshot records) {
        originAge += records.spanNanos() / halfLifeNanos;
        if (originAge > OLDEST_ORIGIN) {
            weights.scale(Math.pow(2, -originAge));
            originAge = 0;
        }
        weights.add(records.distribution(Outcome.SUCCESS), weight());
    }

    /**
     * What the attempts remembered weigh together, in attempts that ended just now, rounded down. This is less than the number
     * of independent samples that they are worth, so bounds computed from it are on the safe side.
     */
    public long samples() {
        return (long) (weights.total() / weight());
    }

    /**
     * A quantile of what is usual. {@link QuantileEstimate#isBounded} tells whether enough was learned.
     *
     * @param quantile from 0 to 1, such as 0.99
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public QuantileEstimate quantile(double quantile) {
        double total = weights.total();
        long samples = (long) (total / weight());
        return QuantileEstimate.of(quantile, samples, rank -> bucketAt((rank - 0.5) / samples * total));
    }

    /**
     * The bucket in which the weights below it and its own reach this much. Asking half a sample before a rank makes no
     * difference as long as weights are whole numbers, and passes over what has faded to less.
     */
    private int bucketAt(double weight) {
        double sum = 0;
        int last = 0;
        for (int octave = 0; octave < Buckets.OCTAVES; octave++) {
            double[] cells = weights.octave(octave);
            for (int cell = 0; cell < cells.length; cell++) {
                if (cells[cell] > 0) {
                    last = Buckets.bucket(octave, cell);
                    sum += cells[cell];
                    if (sum >= weight) {
                        return last;
                    }
                }
            }
        }
        return last;
    }

    private double weight() {
        return Math.pow(2, originAge);
    }
}
