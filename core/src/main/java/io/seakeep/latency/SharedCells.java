package io.seakeep.latency;

/**
 * Cells that any thread may count in.
 *
 * <p><b>Memory ordering.</b> All that a writer does here is volatile: it finds the array, it counts, and what it reads next,
 * such as whether the tracker sleeps, it reads after its record could be seen. No array is ever replaced: who loses the race to
 * publish one uses the winner's.
 */
final class SharedCells extends Cells {

    /** Counts one record, or answers false: another thread got in between, and so this stripe is contended. */
    boolean tryIncrement(int outcome, long nanos) {
        int[] octave = octave(outcome, Buckets.octaveOf(nanos));
        int cell = Buckets.cellOf(nanos);
        int count = (int) CELL.getOpaque(octave, cell);
        return CELL.compareAndSet(octave, cell, count, count + 1);
    }

    /** Counts one record; wait-free where the processor has an atomic add. */
    void increment(int outcome, long nanos) {
        CELL.getAndAdd(octave(outcome, Buckets.octaveOf(nanos)), Buckets.cellOf(nanos), 1);
    }

    private int[] octave(int outcome, int octaveIndex) {
        int[][] family = familyOf(outcome);
        int[] octave = family == null ? null : octaveOf(family, octaveIndex);
        return octave == null ? allocate(outcome, octaveIndex) : octave;
    }

    private int[] allocate(int outcome, int octaveIndex) {
        int[][] newFamily = newFamily();
        int[][] family = (int[][]) FAMILY.compareAndExchange(families, outcome, (int[][]) null, newFamily);
        int[][] octaves = family == null ? newFamily : family;
        int[] newOctave = newOctave();
        int[] octave = (int[]) OCTAVE.compareAndExchange(octaves, octaveIndex, (int[]) null, newOctave);
        return octave == null ? newOctave : octave;
    }
}
