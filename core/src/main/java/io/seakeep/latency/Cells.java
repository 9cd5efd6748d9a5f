package io.seakeep.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Cumulative counters of records: a family for each outcome, in it an array for each octave, in it an {@code int} for each
 * bucket. A family or an octave in which nothing was ever recorded is not there.
 *
 * <p>A counter is never reset. It counts up and wraps. So a reader needs no agreement with a writer: what it saw before,
 * subtracted modulo 2<sup>32</sup>, leaves what was recorded since. No record lands in two windows or in none, and a late
 * writer's is merely found later. A phaser or an epoch would be a second write for each record.
 *
 * <p><b>Memory ordering.</b> An array is published by a release at least and found by a volatile read; that it is zeroed is
 * seen by all. Counters are read at least opaquely, so that they never go backwards in the eyes of one reader.
 *
 * <p>Each octave ends in a pad of a cache line. The header of what lies behind it in memory, which is read at each access for
 * the length, must not lie on a line that this writer keeps dirty.
 */
abstract class Cells {

    static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);
    static final VarHandle OCTAVE = MethodHandles.arrayElementVarHandle(int[][].class);
    static final VarHandle FAMILY = MethodHandles.arrayElementVarHandle(int[][][].class);

    private static final int PAD = 64 / Integer.BYTES;

    /** By {@link Outcome#ordinal}, then by octave, then by place in the octave. */
    final int[][][] families = new int[OutcomeCounts.OUTCOMES][][];

    /** The octaves of an outcome, to be read by {@link #octaveOf}. */
    final int @Nullable [][] familyOf(int outcome) {
        return (int[][]) FAMILY.getVolatile(families, outcome);
    }

    static int @Nullable [] octaveOf(int[][] family, int octave) {
        return (int[]) OCTAVE.getVolatile(family, octave);
    }

    static int[][] newFamily() {
        return new int[Buckets.OCTAVES][];
    }

    static int[] newOctave() {
        return new int[Buckets.PER_OCTAVE + PAD];
    }

    /** All the counters of an outcome together, modulo 2<sup>32</sup>. */
    final int count(int outcome) {
        int[][] family = familyOf(outcome);
        int count = 0;
        for (int index = 0; family != null && index < Buckets.OCTAVES; index++) {
            int[] octave = octaveOf(family, index);
            for (int cell = 0; octave != null && cell < Buckets.PER_OCTAVE; cell++) {
                count += (int) CELL.getOpaque(octave, cell);
            }
        }
        return count;
    }

    /**
     * Adds up an octave's counters, modulo 2<sup>32</sup>.
     *
     * @param sums as many as there are buckets in an octave
     */
    static void addTo(int[] sums, int[] octave) {
        for (int cell = 0; cell < Buckets.PER_OCTAVE; cell++) {
            sums[cell] += (int) CELL.getOpaque(octave, cell);
        }
    }
}
