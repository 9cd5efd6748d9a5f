package io.seakeep.latency;

/**
 * The log-linear division of durations into buckets: 32 to an octave, so that a bucket is at most 1/32 (3.2 %) as wide as the
 * durations in it.
 *
 * <p>Octave 0 holds the durations below 1.024 µs in buckets of 32 ns; octave {@code n} holds those from 2<sup>n+9</sup> up to
 * 2<sup>n+10</sup> ns. The last octave reaches beyond {@link #LONGEST_NANOS}, so there is no overflow bucket, in which a
 * quantile could not be told. An octave that nobody uses costs four bytes.
 *
 * <p>These are the buckets of an HdrHistogram with 64 sub-buckets and a unit of 32 ns, a precision that it has not: its own lie
 * between 32 and 256. The buckets of one with two digits or more nest in these, which makes the exchange with it exact.
 */
final class Buckets {

    /** Buckets in an octave, a power of two. */
    static final int PER_OCTAVE = 32;

    /** The octave of linear buckets, and those from 2<sup>10</sup> up to 2<sup>47</sup> ns. */
    static final int OCTAVES = 38;

    /** Buckets in all. */
    static final int COUNT = OCTAVES * PER_OCTAVE;

    /** The longest duration that is one: 24 hours. Above it something is wrong with the clock or with its reader. */
    static final long LONGEST_NANOS = 24L * 60 * 60 * 1_000_000_000;

    private static final int OCTAVE_BITS = 5;
    private static final int LINEAR_BITS = 10;

    /** The upper edge of the bucket of the longest duration. */
    static final long LAST_EDGE_NANOS = highestNanos(of(LONGEST_NANOS));

    private Buckets() {}

    /** Whether it is a duration at all: neither negative nor absurd. */
    static boolean holds(long nanos) {
        return nanos >= 0 && nanos <= LONGEST_NANOS;
    }

    /** The bucket of a duration that these buckets {@linkplain #holds hold}. */
    static int of(long nanos) {
        return bucket(octaveOf(nanos), cellOf(nanos));
    }

    /**
     * The octave of a duration that these buckets {@linkplain #holds hold}. It is not taken from the bucket: whoever counts needs
     * the octave first, to find its array, and works out the place in it while the array is fetched.
     */
    static int octaveOf(long nanos) {
        return Long.SIZE - LINEAR_BITS - Long.numberOfLeadingZeros(nanos | 1L << (LINEAR_BITS - 1));
    }

    /** The place in its octave of a duration that these buckets {@linkplain #holds hold}. */
    static int cellOf(long nanos) {
        int exponent = 63 - Long.numberOfLeadingZeros(nanos | 1L << LINEAR_BITS);
        return (int) (nanos >>> (exponent - OCTAVE_BITS)) & (PER_OCTAVE - 1);
    }

    /** The octave in which a bucket lies. */
    static int octave(int bucket) {
        return bucket >>> OCTAVE_BITS;
    }

    /** The place of a bucket in its octave. */
    static int cell(int bucket) {
        return bucket & (PER_OCTAVE - 1);
    }

    /** The bucket at a place in an octave. */
    static int bucket(int octave, int cell) {
        return (octave << OCTAVE_BITS) + cell;
    }

    /** The shortest duration in a bucket. */
    static long lowestNanos(int bucket) {
        int octave = octave(bucket);
        return octave == 0
                ? (long) cell(bucket) << (LINEAR_BITS - OCTAVE_BITS)
                : (long) (PER_OCTAVE + cell(bucket)) << (octave + LINEAR_BITS - OCTAVE_BITS - 1);
    }

    /** The longest duration in a bucket. */
    static long highestNanos(int bucket) {
        return lowestNanos(bucket + 1) - 1;
    }

    /** The middle of a bucket, at most 1/64 away from any duration in it that is 1.024 µs or more. */
    static double middleNanos(int bucket) {
        return 0.5 * (lowestNanos(bucket) + highestNanos(bucket));
    }
}
