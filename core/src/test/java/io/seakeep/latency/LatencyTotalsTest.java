package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatencyTotalsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = Long.MAX_VALUE - SECOND / 2;

    private final LatencyTracker tracker = LatencyTracker.create();
    private final LatencyTotals totals = new LatencyTotals();

    @Test
    void countsWhatWasRecordedBeforeAndBetweenReadings_whateverTheTickerDoes() {
        tracker.record(1_000, Outcome.SUCCESS);
        assertThat(totals.read(tracker, START).count()).isEqualTo(1);
        tracker.record(2_000, Outcome.FAILURE);
        tracker.tick(START);
        tracker.record(3_000, Outcome.SUCCESS);
        tracker.tick(START + SECOND);

        LatencySnapshot read = totals.read(tracker, START + SECOND);
        assertThat(read.count(Outcome.SUCCESS)).isEqualTo(2);
        assertThat(read.count(Outcome.FAILURE)).isEqualTo(1);
        assertThat(read.sumNanos(Outcome.SUCCESS, Outcome.FAILURE)).isBetween(6_000 * 63 / 64.0, 6_000 * 65 / 64.0);
        assertThat(new LatencyTotals().read(tracker, START + SECOND)).isEqualTo(read);
    }

    @Test
    void readingsThatAreCloseTogetherAgree() {
        LatencySnapshot first = totals.read(tracker, START);
        tracker.record(1_000, Outcome.SUCCESS);
        assertThat(totals.read(tracker, START + SECOND / 20)).isSameAs(first);
        assertThat(totals.read(tracker, START + SECOND / 5).count()).isEqualTo(1);
    }

    @Test
    void whatAnotherTrackerHadIsKept() {
        tracker.record(1_000, Outcome.SUCCESS);
        totals.read(tracker, START);
        LatencyTracker next = LatencyTracker.create();
        next.record(1_000, Outcome.SUCCESS);
        assertThat(totals.read(next, START).count()).isEqualTo(2);
    }

    @Test
    void cellsThatWrapMakeNoDifference() {
        Lane lane = new Lane();
        CellReader reader = new CellReader();
        lane.shared().increment(0, 1_000);
        int[] octave = Cells.octaveOf(lane.shared().familyOf(0), Buckets.octaveOf(1_000));
        Cells.CELL.setVolatile(octave, Buckets.cellOf(1_000), -2);
        long before = reader.read(new Lane[] {lane})[0].total();
        for (int i = 0; i < 5; i++) {
            lane.shared().increment(0, 1_000);
        }
        assertThat(before + reader.read(new Lane[] {lane})[0].total()).isEqualTo((1L << 32) + 3);
    }
}
