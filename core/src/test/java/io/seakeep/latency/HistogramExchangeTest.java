package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.DataFormatException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HistogramExchangeTest {

    @Property(tries = 100)
    void eachRecordFindsItsBucketAgain(@ForAll long seed) {
        LatencySnapshot snapshot = LatencySnapshotTest.randomSnapshot(new Random(seed));
        LatencySnapshot viaHistograms = LatencySnapshot.empty();
        LatencySnapshot viaBytes = LatencySnapshot.empty();
        LatencySnapshot viaCompressedBytes = LatencySnapshot.empty();
        for (Outcome outcome : Outcome.values()) {
            long span = snapshot.spanNanos();
            viaHistograms =
                    viaHistograms.merge(LatencySnapshot.fromHistogram(snapshot.toHistogram(outcome), outcome, span));
            viaBytes = viaBytes.merge(LatencySnapshot.decode(snapshot.encode(outcome), outcome, span));
            viaCompressedBytes =
                    viaCompressedBytes.merge(LatencySnapshot.decode(snapshot.encodeCompressed(outcome), outcome, span));
        }
        assertThat(viaHistograms).isEqualTo(snapshot);
        assertThat(viaBytes).isEqualTo(snapshot);
        assertThat(viaCompressedBytes).isEqualTo(snapshot);
    }

    @Test
    void everyBucketSurvivesTheRoundTrip() {
        Distribution.Builder builder = new Distribution.Builder();
        for (int bucket = 0; bucket <= Buckets.of(Buckets.LONGEST_NANOS); bucket++) {
            builder.append(bucket, 1L + bucket * 3_000_000_000L);
        }
        Distribution all = builder.build();
        assertThat(HistogramExchange.fromHistogram(HistogramExchange.toHistogram(all)))
                .isEqualTo(all);
        assertThat(HistogramExchange.decode(HistogramExchange.encode(all))).isEqualTo(all);
        assertThat(HistogramExchange.decode(HistogramExchange.encodeCompressed(all)))
                .isEqualTo(all);
    }

    @Test
    void theBytesAreWhatTheLibraryReads() throws DataFormatException {
        LatencySnapshot snapshot = LatencySnapshotTest.snapshot(Outcome.SUCCESS, 100, 2_000_000, 2_000_000);
        Histogram plain = Histogram.decodeFromByteBuffer(snapshot.encode(Outcome.SUCCESS), 0);
        Histogram compressed = Histogram.decodeFromCompressedByteBuffer(snapshot.encodeCompressed(Outcome.SUCCESS), 0);

        assertThat(plain).isEqualTo(snapshot.toHistogram(Outcome.SUCCESS)).isEqualTo(compressed);
        assertThat(plain.getTotalCount()).isEqualTo(3);
        assertThat(plain.getValueAtPercentile(99))
                .isEqualTo(plain.highestEquivalentValue(
                        snapshot.quantile(0.99).valueNanos().getAsLong()));
    }

    /** One with three digits or more is finer than our buckets, one with a single digit is coarser. */
    @Property(tries = 100)
    void otherPrecisionsAreTakenForAsLongAsTheyMayHaveBeen(
            @ForAll Shape shape, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int digits) {
        Histogram histogram = new Histogram(digits);
        long[] durations = shape.durationsNanos(seed, 200);
        for (long duration : durations) {
            histogram.recordValue(duration);
        }
        LatencySnapshot snapshot = LatencySnapshot.fromHistogram(histogram, Outcome.SUCCESS, 0);

        assertThat(snapshot.count(Outcome.SUCCESS)).isEqualTo(durations.length);
        if (digits > 1) {
            assertThat(snapshot).isEqualTo(LatencySnapshotTest.snapshot(Outcome.SUCCESS, durations));
        }
        for (double quantile : new double[] {0.01, 0.5, 0.99}) {
            double expected = histogram.lowestEquivalentValue(histogram.getValueAtPercentile(100 * quantile));
            assertThat((double) snapshot.quantile(quantile).valueNanos().getAsLong())
                    .isBetween(expected, expected * (1 + 1 / 16.0) * (1 + 1 / 32.0) + 32);
        }
    }

    @Test
    void aBufferInTheMiddleOfAnArrayIsReadToItsEnd() {
        LatencySnapshot snapshot = LatencySnapshotTest.snapshot(Outcome.SUCCESS, 1_000, 50_000);
        ByteBuffer encoded = snapshot.encodeCompressed(Outcome.SUCCESS);
        ByteBuffer slice = ByteBuffer.allocate(encoded.remaining() + 7)
                .position(7)
                .slice()
                .put(encoded)
                .flip();

        assertThat(LatencySnapshot.decode(slice, Outcome.SUCCESS, 0)).isEqualTo(snapshot);
        assertThat(slice.hasRemaining()).isFalse();
        assertThat(LatencySnapshot.decode(snapshot.encode(Outcome.SUCCESS).asReadOnlyBuffer(), Outcome.SUCCESS, 0))
                .isEqualTo(snapshot);
    }

    @Property(tries = 300)
    void bytesThatAreNoHistogramAreRefused(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> LatencySnapshot.decode(ByteBuffer.wrap(bytes), Outcome.SUCCESS, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an encoded HdrHistogram: " + bytes.length + " bytes");
    }

    @Test
    void cutBytesAreRefused() {
        LatencySnapshot snapshot = LatencySnapshotTest.snapshot(Outcome.SUCCESS, 1_000, 50_000, 3_000_000);
        for (ByteBuffer encoded :
                new ByteBuffer[] {snapshot.encode(Outcome.SUCCESS), snapshot.encodeCompressed(Outcome.SUCCESS)}) {
            for (int length = 0; length < encoded.limit() - 1; length++) {
                ByteBuffer cut = encoded.duplicate().limit(length);
                assertThatThrownBy(() -> LatencySnapshot.decode(cut, Outcome.SUCCESS, 0))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void absurdValuesAndSpansAreRefused() {
        Histogram histogram = new Histogram(3);
        histogram.recordValue(3 * Buckets.LONGEST_NANOS);
        assertThatThrownBy(() -> LatencySnapshot.fromHistogram(histogram, Outcome.SUCCESS, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be at most 24 h");
        assertThatThrownBy(() -> LatencySnapshot.fromHistogram(new Histogram(2), Outcome.SUCCESS, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("spanNanos must be 0 or more: -1");
    }
}
