package io.seakeep.latency;

import java.util.Arrays;

/**
 * Turns cumulative cells into what was recorded since the last reading. It adds up a bucket's cells over all lanes, owned and
 * shared, and subtracts what it saw the time before, both modulo 2<sup>32</sup>. That is exact as long as one bucket gets fewer
 * than 2<sup>32</sup> records between two readings.
 *
 * <p>For one thread at a time, while writers write. Each cell is read once, so a record made meanwhile is found now or the next
 * time, and not twice: the sum seen is the sum subtracted.
 */
final class CellReader {

    private static final int[][] NONE_SEEN = new int[Buckets.OCTAVES][];
    private static final int[] ZEROS = new int[Buckets.PER_OCTAVE];

    private final int[][][] seen = new int[OutcomeCounts.OUTCOMES][][];
    private final int[] sums = new int[Buckets.PER_OCTAVE];
    private final Distribution.Builder builder = new Distribution.Builder();

    /** What was recorded since the last reading, by {@link Outcome#ordinal}. */
    Distribution[] read(Lane[] lanes) {
        Distribution[] byOutcome = new Distribution[OutcomeCounts.OUTCOMES];
        for (int outcome = 0; outcome < byOutcome.length; outcome++) {
            byOutcome[outcome] = read(outcome, familiesOf(outcome, lanes));
        }
        return byOutcome;
    }

    private Distribution read(int outcome, int[][][] families) {
        if (families.length == 0) {
            return Distribution.EMPTY;
        }
        if (seen[outcome] == null) {
            seen[outcome] = new int[Buckets.OCTAVES][];
        }
        for (int octave = 0; octave < Buckets.OCTAVES; octave++) {
            if (sumUp(families, octave)) {
                readSums(seen[outcome], octave);
            }
        }
        return builder.build();
    }

    private void readSums(int[][] seenOctaves, int octave) {
        if (seenOctaves[octave] == null) {
            seenOctaves[octave] = new int[Buckets.PER_OCTAVE];
        }
        int[] seenSums = seenOctaves[octave];
        for (int cell = 0; cell < Buckets.PER_OCTAVE; cell++) {
            int recorded = sums[cell] - seenSums[cell];
            if (recorded != 0) {
                seenSums[cell] = sums[cell];
                builder.append(Buckets.bucket(octave, cell), Integer.toUnsignedLong(recorded));
            }
        }
    }

    /** Whether a reading would find anything. */
    boolean isBehind(Lane[] lanes) {
        for (int outcome = 0; outcome < seen.length; outcome++) {
            int[][][] families = familiesOf(outcome, lanes);
            int[][] seenOctaves = seen[outcome] == null ? NONE_SEEN : seen[outcome];
            for (int octave = 0; families.length > 0 && octave < Buckets.OCTAVES; octave++) {
                int[] seenSums = seenOctaves[octave] == null ? ZEROS : seenOctaves[octave];
                if (sumUp(families, octave) && !Arrays.equals(sums, seenSums)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All the places where an outcome may have been counted, or none. */
    private static int[][][] familiesOf(int outcome, Lane[] lanes) {
        int[][][] families = new int[2 * lanes.length][][];
        int found = 0;
        for (Lane lane : lanes) {
            int[][] owned = lane.owned().familyOf(outcome);
            int[][] shared = lane.shared().familyOf(outcome);
            if (owned != null) {
                families[found++] = owned;
            }
            if (shared != null) {
                families[found++] = shared;
            }
        }
        return Arrays.copyOf(families, found);
    }

    /** Answers false, and leaves the sums alone, if none of them has this octave. */
    private boolean sumUp(int[][][] families, int octaveIndex) {
        boolean found = false;
        for (int[][] family : families) {
            int[] octave = Cells.octaveOf(family, octaveIndex);
            if (octave != null) {
                if (!found) {
                    Arrays.fill(sums, 0);
                    found = true;
                }
                Cells.addTo(sums, octave);
            }
        }
        return found;
    }
}
