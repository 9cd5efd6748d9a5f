package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CellReaderTest {

    private static final int SUCCESS = Outcome.SUCCESS.ordinal();
    private static final long NANOS = 5_000_000;

    private final Lane[] lanes = {new Lane(), new Lane()};
    private final CellReader reader = new CellReader();

    @Test
    void cellsWrapAndNothingIsLost() {
        for (int round = 0; round < 3; round++) {
            for (Lane lane : lanes) {
                lane.owned().increment(SUCCESS, NANOS);
                lane.shared().increment(SUCCESS, NANOS);
                // Three before the wrap, by which each of the four cells takes a part in it.
                set(lane.owned(), -3);
                set(lane.shared(), -3);
            }
            reader.read(lanes);
            for (int i = 0; i < 7; i++) {
                for (Lane lane : lanes) {
                    lane.owned().increment(SUCCESS, NANOS);
                    assertThat(lane.shared().tryIncrement(SUCCESS, NANOS)).isTrue();
                }
                assertThat(reader.isBehind(lanes)).isTrue();
                assertThat(reader.read(lanes)[SUCCESS].total()).isEqualTo(4);
                assertThat(reader.isBehind(lanes)).isFalse();
            }
        }
    }

    @Test
    void almostAllOfTheRangeCanBeRecordedBetweenTwoReadings() {
        lanes[0].owned().increment(SUCCESS, NANOS);
        reader.read(lanes);
        set(lanes[0].owned(), 0);
        assertThat(reader.read(lanes)[SUCCESS].total()).isEqualTo((1L << 32) - 1);
    }

    /** Lanes, families and octaves that come later are found, and what was seen is not found again. */
    @Property(tries = 200)
    void aReadingFindsWhatCameSince(@ForAll long seed) {
        Random random = new Random(seed);
        Lane[] all = new Lane[8];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Lane();
        }
        CellReader any = new CellReader();
        for (int round = 0; round < 20; round++) {
            int some = Math.min(all.length, 1 << round / 4);
            Lane[] present = Arrays.copyOf(all, some);
            long[] written = new long[OutcomeCounts.OUTCOMES];
            int records = random.nextInt(30);
            for (int i = 0; i < records; i++) {
                int outcome = random.nextInt(written.length);
                Lane lane = present[random.nextInt(some)];
                long nanos = Buckets.lowestNanos(random.nextInt(Buckets.COUNT));
                if (random.nextBoolean()) {
                    lane.owned().increment(outcome, nanos);
                } else {
                    lane.shared().increment(outcome, nanos);
                }
                written[outcome]++;
            }
            assertThat(any.isBehind(present)).isEqualTo(records > 0);
            Distribution[] found = any.read(present);
            for (int outcome = 0; outcome < written.length; outcome++) {
                assertThat(found[outcome].total()).isEqualTo(written[outcome]);
            }
            assertThat(any.isBehind(present)).isFalse();
        }
    }

    private static void set(Cells cells, int value) {
        int[][] family = cells.familyOf(SUCCESS);
        int[] octave = Cells.octaveOf(family, Buckets.octaveOf(NANOS));
        octave[Buckets.cellOf(NANOS)] = value;
    }
}
