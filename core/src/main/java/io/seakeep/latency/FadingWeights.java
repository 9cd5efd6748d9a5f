package io.seakeep.latency;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A weight for each bucket, of which only the octaves in use take memory. For one thread at a time. */
final class FadingWeights {

    private static final int ENTRY_BYTES = Short.BYTES + Double.BYTES;
    private static final double MOST = 1e15;
    private static final double[] NO_WEIGHTS = new double[Buckets.PER_OCTAVE];

    private final double[] @Nullable [] octaves = new double[Buckets.OCTAVES][];

    void add(int bucket, double weight) {
        int octave = Buckets.octave(bucket);
        double[] cells = octaves[octave];
        if (cells == null) {
            cells = new double[Buckets.PER_OCTAVE];
            octaves[octave] = cells;
        }
        cells[Buckets.cell(bucket)] += weight;
    }

    /** Adds each bucket's count, times the weight. */
    void add(Distribution records, double weight) {
        for (int i = 0; i < records.size(); i++) {
            add(records.bucket(i), weight * records.count(i));
        }
    }

    double total() {
        double total = 0;
        for (double[] cells : octaves) {
            for (int cell = 0; cells != null && cell < cells.length; cell++) {
                total += cells[cell];
            }
        }
        return total;
    }

    boolean has(int octave) {
        return octaves[octave] != null;
    }

    /** The weights of an octave, not to be changed; zeros if it is not in use. */
    double[] octave(int octave) {
        double[] cells = octaves[octave];
        return cells == null ? NO_WEIGHTS : cells;
    }

    /** Multiplies all of them. */
    void scale(double factor) {
        for (double[] cells : octaves) {
            for (int cell = 0; cells != null && cell < cells.length; cell++) {
                cells[cell] *= factor;
            }
        }
    }

    int encodedBytes() {
        return Integer.BYTES + inUse() * ENTRY_BYTES;
    }

    /** Writes those that are not zero, times a factor. */
    void encode(ByteBuffer buffer, double factor) {
        buffer.putInt(inUse());
        for (int octave = 0; octave < octaves.length; octave++) {
            double[] cells = octaves[octave];
            for (int cell = 0; cells != null && cell < cells.length; cell++) {
                if (cells[cell] > 0) {
                    buffer.putShort((short) Buckets.bucket(octave, cell)).putDouble(factor * cells[cell]);
                }
            }
        }
    }

    /**
     * Adds what was written.
     *
     * @throws IllegalArgumentException if it cannot have been
     */
    void decode(ByteBuffer buffer) {
        int entries = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
        if (entries < 0 || entries > Buckets.COUNT || buffer.remaining() < entries * ENTRY_BYTES) {
            throw new IllegalArgumentException("a history that is cut off");
        }
        for (int i = 0; i < entries; i++) {
            int bucket = buffer.getShort();
            double weight = buffer.getDouble();
            if (bucket < 0 || bucket >= Buckets.COUNT || !(weight > 0) || weight > MOST) {
                throw new IllegalArgumentException("a history with impossible weights");
            }
            add(bucket, weight);
        }
    }

    private int inUse() {
        int count = 0;
        for (double[] cells : octaves) {
            for (int cell = 0; cells != null && cell < cells.length; cell++) {
                count += cells[cell] > 0 ? 1 : 0;
            }
        }
        return count;
    }

    void clear() {
        Arrays.fill(octaves, null);
    }
}
