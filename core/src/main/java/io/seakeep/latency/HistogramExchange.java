package io.seakeep.latency;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Converts a distribution to an HdrHistogram, or to the bytes of one, and back. A histogram with two digits has four buckets for
 * each of ours, so each record finds its bucket again.
 */
final class HistogramExchange {

    private static final int DIGITS = 2;

    /** The first four bytes of a compressed V2 histogram, without the word size in the second lowest half-byte. */
    private static final int COMPRESSED_COOKIE = 0x1c849304;

    private HistogramExchange() {}

    /** Records are put where their bucket ends, as a quantile is. */
    static Histogram toHistogram(Distribution distribution) {
        int last = distribution.size() - 1;
        long highest = last < 0 ? 0 : Buckets.highestNanos(distribution.bucket(last));
        Histogram histogram = new Histogram(Math.max(2, highest), DIGITS);
        histogram.setAutoResize(true);
        for (int i = 0; i <= last; i++) {
            histogram.recordValueWithCount(Buckets.highestNanos(distribution.bucket(i)), distribution.count(i));
        }
        return histogram;
    }

    /** Where a histogram is coarser than our buckets, takes a record for as long as it may have been. */
    static Distribution fromHistogram(Histogram histogram) {
        Distribution.Builder builder = new Distribution.Builder();
        for (HistogramIterationValue value : histogram.recordedValues()) {
            long nanos = value.getValueIteratedTo();
            if (histogram.lowestEquivalentValue(nanos) > Buckets.LAST_EDGE_NANOS) {
                throw new IllegalArgumentException(
                        "durations must be at most 24 h (" + Buckets.LONGEST_NANOS + " ns): " + nanos);
            }
            builder.append(Buckets.of(Math.min(nanos, Buckets.LAST_EDGE_NANOS)), value.getCountAtValueIteratedTo());
        }
        return builder.build();
    }

    static ByteBuffer encode(Distribution distribution) {
        Histogram histogram = toHistogram(distribution);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        histogram.encodeIntoByteBuffer(buffer);
        return buffer.flip();
    }

    static ByteBuffer encodeCompressed(Distribution distribution) {
        Histogram histogram = toHistogram(distribution);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        histogram.encodeIntoCompressedByteBuffer(buffer);
        return buffer.flip();
    }

    /** Reads the buffer to its end, out of a copy because the library takes a compressed slice of an array for the whole. */
    static Distribution decode(ByteBuffer buffer) {
        ByteBuffer bytes = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        Histogram histogram;
        try {
            boolean compressed = (bytes.getInt(0) & ~0xf0) == COMPRESSED_COOKIE;
            histogram = compressed
                    ? Histogram.decodeFromCompressedByteBuffer(bytes, 0)
                    : Histogram.decodeFromByteBuffer(bytes, 0);
        } catch (RuntimeException | DataFormatException e) {
            throw new IllegalArgumentException("not an encoded HdrHistogram: " + bytes.limit() + " bytes", e);
        }
        return fromHistogram(histogram);
    }
}
