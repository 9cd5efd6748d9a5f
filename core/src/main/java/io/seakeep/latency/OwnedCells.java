package io.seakeep.latency;

/**
 * Cells with one writer at a time: the holder of the {@link Slot} that they belong to.
 *
 * <p><b>Memory ordering.</b> The writer may read its own cells plainly. They were last written by itself or by an earlier
 * holder, whose {@link Slot#release} its {@link Slot#claim} has acquired; an attempt that is handed from thread to thread
 * brings that along if the hand-over is one at all (a happens-before edge). It writes opaquely: a reader sees each value
 * sooner or later and none twice, and for more than that the reader has the slot, whose release comes after. So a reader that
 * finds the slot free sees all that its holders have counted.
 */
final class OwnedCells extends Cells {

    /** Counts one record; wait-free, without an atomic instruction. */
    void increment(int outcome, long nanos) {
        int octaveIndex = Buckets.octaveOf(nanos);
        int[][] family = families[outcome];
        int[] octave = family == null ? null : family[octaveIndex];
        if (octave == null) {
            octave = allocate(outcome, octaveIndex);
        }
        int cell = Buckets.cellOf(nanos);
        CELL.setOpaque(octave, cell, octave[cell] + 1);
    }

    private int[] allocate(int outcome, int octaveIndex) {
        int[][] family = families[outcome];
        if (family == null) {
            family = newFamily();
            FAMILY.setRelease(families, outcome, family);
        }
        int[] octave = newOctave();
        OCTAVE.setRelease(family, octaveIndex, octave);
        return octave;
    }
}
