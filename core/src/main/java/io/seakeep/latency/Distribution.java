package io.seakeep.latency;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How many records fell into which bucket: the buckets that are not empty, in order, each with the number of records up to and
 * including it. Immutable, equal by value. A rank is found by binary search.
 */
final class Distribution {

    static final Distribution EMPTY = new Distribution(new short[0], new long[0]);

    private final short[] buckets;
    private final long[] upTo;

    private Distribution(short[] buckets, long[] upTo) {
        this.buckets = buckets;
        this.upTo = upTo;
    }

    /** Records in all. */
    long total() {
        return upTo.length == 0 ? 0 : upTo[upTo.length - 1];
    }

    /** Buckets that are not empty. */
    int size() {
        return buckets.length;
    }

    /** The {@code i}-th bucket that is not empty, from 0 on. */
    int bucket(int i) {
        return buckets[i];
    }

    /** The records in the {@code i}-th bucket that is not empty. */
    long count(int i) {
        return i == 0 ? upTo[0] : upTo[i] - upTo[i - 1];
    }

    /** The bucket of the record that has this rank when they stand in order, from 1 to {@link #total}. */
    int bucketOfRank(long rank) {
        int at = Arrays.binarySearch(upTo, rank);
        return buckets[at >= 0 ? at : -at - 1];
    }

    /** Records in the buckets below this one. */
    long countBelow(int bucket) {
        int at = Arrays.binarySearch(buckets, (short) bucket);
        int size = at >= 0 ? at : -at - 1;
        return size == 0 ? 0 : upTo[size - 1];
    }

    /** All durations together, each taken for the middle of its bucket. */
    double sumNanos() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += count(i) * Buckets.middleNanos(bucket(i));
        }
        return sum;
    }

    /** The records of both. */
    Distribution plus(Distribution other) {
        if (other.size() == 0) {
            return this;
        }
        if (size() == 0) {
            return other;
        }
        Builder sum = new Builder();
        int i = 0;
        int j = 0;
        while (i < size() || j < other.size()) {
            int mine = i < size() ? bucket(i) : Buckets.COUNT;
            int theirs = j < other.size() ? other.bucket(j) : Buckets.COUNT;
            long count = (mine <= theirs ? count(i++) : 0) + (theirs <= mine ? other.count(j++) : 0);
            sum.append(Math.min(mine, theirs), count);
        }
        return sum.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Distribution that
                && Arrays.equals(buckets, that.buckets)
                && Arrays.equals(upTo, that.upTo);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(upTo);
    }

    /** Takes the buckets in order, then builds; can be used again after that. For one thread. */
    static final class Builder {
        private short[] buckets = new short[16];
        private long[] upTo = new long[16];
        private int size;
        private long total;

        /** Adds records to a bucket that is not below the last one. */
        void append(int bucket, long count) {
            if (count == 0) {
                return;
            }
            total = Math.addExact(total, count);
            if (size > 0 && buckets[size - 1] == bucket) {
                upTo[size - 1] = total;
                return;
            }
            if (size == buckets.length) {
                buckets = Arrays.copyOf(buckets, 2 * size);
                upTo = Arrays.copyOf(upTo, 2 * size);
            }
            buckets[size] = (short) bucket;
            upTo[size] = total;
            size++;
        }

        Distribution build() {
            Distribution built =
                    size == 0 ? EMPTY : new Distribution(Arrays.copyOf(buckets, size), Arrays.copyOf(upTo, size));
            size = 0;
            total = 0;
            return built;
        }
    }
}
