package io.seakeep.latency;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * What share of a dependency's attempts takes longer than any given time, by Kaplan and Meier's estimate (J. Am. Stat. Assoc. 53,
 * 1958): of the attempts that were still running at a time, it counts how many ended there, and leaves those out from then on of which
 * nothing more is known. So an attempt that was given up after a second counts as one that took more than a second; it is neither left
 * out altogether, nor taken for one that took a second.
 *
 * <p><b>Bounds.</b> Greenwood's variance says how much the estimate is worth: as much as so many attempts of which each one was seen
 * to its end (the effective sample size: Cutler and Ederer, J. Chronic Dis. 8, 1958). The number beyond a point among so many
 * is bounded as a Poisson variable is, by Wilson and Hilferty's approximation, which is right to 1 % of itself at zero and better above.
 * Where nothing was censored this agrees with the order statistics of {@link QuantileEstimate}, and rests on the same
 * assumptions: attempts that are independent, and given up for reasons that have nothing to do with how long they would have taken.
 *
 * <p>Immutable.
 */
public final class SurvivalCurve {

    private static final double Z = 1.6448536269514722;

    /** Of so many or more that were seen, the lower bound is more than a quarter. */
    private static final double FOUR = 4;

    /** So small a share has faded long ago, and is lost in the rounding of what is computed from it. */
    private static final double NOTHING = 1e-9;

    /** The buckets in which attempts ended that were seen to their end. */
    private final short[] buckets;

    /** The share that takes longer than the bucket of the same index. */
    private final double[] surviving;

    /** The effective sample size of that. */
    private final double[] effective;

    private final double samples;
    private final double censored;

    private SurvivalCurve(short[] buckets, double[] surviving, double[] effective, double samples, double censored) {
        this.buckets = buckets;
        this.surviving = surviving;
        this.effective = effective;
        this.samples = samples;
        this.censored = censored;
    }

    /**
     * Of weights that are to be multiplied by the unit, but for those in flight.
     *
     * @param unit what makes a weight a number of attempts
     */
    static SurvivalCurve of(FadingWeights ended, FadingWeights censored, FadingWeights flying, double unit) {
        double givenUp = censored.total() * unit + flying.total();
        double samples = ended.total() * unit + givenUp;
        Builder curve = new Builder(samples);
        for (int octave = 0; octave < Buckets.OCTAVES; octave++) {
            if (ended.has(octave) || censored.has(octave) || flying.has(octave)) {
                double[] ends = ended.octave(octave);
                double[] stops = censored.octave(octave);
                double[] flies = flying.octave(octave);
                for (int cell = 0; cell < Buckets.PER_OCTAVE; cell++) {
                    curve.add(Buckets.bucket(octave, cell), ends[cell] * unit, stops[cell] * unit + flies[cell]);
                }
            }
        }
        return curve.build(givenUp);
    }

    /** How many attempts it rests on, in attempts that ended just now. */
    public double samples() {
        return samples;
    }

    /** The share of them that was censored; zero if there are none. */
    public double censoredShare() {
        return samples == 0 ? 0 : censored / samples;
    }

    /** The share of attempts that takes longer than this, give or take a bucket; 1 if nothing is known. */
    public double surviving(long nanos) {
        int at = Arrays.binarySearch(buckets, (short) Buckets.of(Math.max(0, Math.min(nanos, Buckets.LONGEST_NANOS))));
        int i = at >= 0 ? at : -at - 2;
        return i < 0 ? 1 : surviving[i];
    }

    /**
     * A quantile. There is no value where more attempts were given up than lie beyond it, for then nobody knows.
     *
     * @param quantile from 0 to 1, such as 0.999
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public QuantileEstimate quantile(double quantile) {
        double beyond = beyond(quantile);
        OptionalLong value = OptionalLong.empty();
        OptionalLong lower = OptionalLong.empty();
        OptionalLong upper = OptionalLong.empty();
        for (int i = 0; i < buckets.length && upper.isEmpty(); i++) {
            double expected = surviving[i] * effective[i];
            double wanted = beyond * effective[i];
            if (expected >= FOUR && expected > FOUR * wanted) {
                continue; // no bound is so far off, and it takes two roots to say how far
            }
            if (lower.isEmpty() && atLeast(expected) <= wanted) {
                lower = OptionalLong.of(Buckets.lowestNanos(buckets[i]));
            }
            if (value.isEmpty() && reaches(i, beyond)) {
                value = OptionalLong.of(Buckets.highestNanos(buckets[i]));
            }
            if (atMost(expected) <= wanted) {
                upper = OptionalLong.of(Buckets.highestNanos(buckets[i]));
            }
        }
        return new QuantileEstimate(quantile, (long) samples, value, lower, upper);
    }

    /** The same without its bounds, which are most of the work. */
    public OptionalLong value(double quantile) {
        double beyond = beyond(quantile);
        for (int i = 0; i < buckets.length; i++) {
            if (reaches(i, beyond)) {
                return OptionalLong.of(Buckets.highestNanos(buckets[i]));
            }
        }
        return OptionalLong.empty();
    }

    private boolean reaches(int i, double beyond) {
        return surviving[i] <= beyond * (1 + 1e-9);
    }

    private static double beyond(double quantile) {
        if (!(quantile >= 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile must be between 0 and 1: " + quantile);
        }
        return 1 - quantile;
    }

    /** The mean of a Poisson variable is at most this with 95 % confidence, when so many were seen. */
    static double atMost(double seen) {
        double next = seen + 1;
        return next * cube(1 - 1 / (9 * next) + Z / (3 * Math.sqrt(next)));
    }

    /** The mean of a Poisson variable is at least this with 95 % confidence, when so many were seen. */
    static double atLeast(double seen) {
        return seen <= 0 ? 0 : seen * cube(Math.max(0, 1 - 1 / (9 * seen) - Z / (3 * Math.sqrt(seen))));
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** Takes the buckets in order. */
    private static final class Builder {

        private short[] buckets = new short[64];
        private double[] surviving = new double[64];
        private double[] effective = new double[64];
        private int size;
        private final double samples;
        private double atRisk;
        private double share = 1;
        private double greenwood;

        Builder(double samples) {
            this.samples = samples;
            this.atRisk = samples;
        }

        void add(int bucket, double ended, double censored) {
            if (ended > NOTHING * samples) {
                double left = Math.max(0, atRisk - ended);
                boolean last = left <= 1e-6 * samples;
                share = last ? 0 : share * left / atRisk;
                double before = size == 0 ? samples : effective[size - 1];
                greenwood += last ? 0 : ended / (atRisk * left);
                append(bucket, share, last ? before : (1 - share) / (share * greenwood));
            }
            atRisk = Math.max(0, atRisk - ended - censored);
        }

        private void append(int bucket, double newShare, double newEffective) {
            if (size == buckets.length) {
                buckets = Arrays.copyOf(buckets, 2 * size);
                surviving = Arrays.copyOf(surviving, 2 * size);
                effective = Arrays.copyOf(effective, 2 * size);
            }
            buckets[size] = (short) bucket;
            surviving[size] = newShare;
            effective[size] = newEffective;
            size++;
        }

        SurvivalCurve build(double censored) {
            return new SurvivalCurve(
                    Arrays.copyOf(buckets, size),
                    Arrays.copyOf(surviving, size),
                    Arrays.copyOf(effective, size),
                    samples,
                    censored);
        }
    }
}
