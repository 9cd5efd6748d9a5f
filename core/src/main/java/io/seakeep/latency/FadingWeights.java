package io.seakeep.latency;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A weight for each bucket, of which only the octaves in use take memory. For one thread at a time. */
final class FadingWeights {

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

    void clear() {
        Arrays.fill(octaves, null);
    }
}
