package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SurvivalHistoryCodingTest {

    @Property(tries = 100)
    void whatWasEncodedIsTheSameAgain(@ForAll Random random, @ForAll Shape shape) {
        SurvivalHistory history = history(random, shape);
        SurvivalCurve before = history.curve();
        SurvivalCurve after = SurvivalHistory.decode(history.encode()).curve();

        assertThat(after.samples()).isCloseTo(before.samples(), within(1e-6));
        assertThat(after.censoredShare()).isCloseTo(before.censoredShare(), within(1e-9));
        for (double quantile : new double[] {0.1, 0.5, 0.9, 0.99}) {
            assertThat(after.quantile(quantile).valueNanos())
                    .isEqualTo(before.quantile(quantile).valueNanos());
        }
    }

    @Property(tries = 300)
    void aDamagedOneIsRefused(@ForAll Random random, @ForAll @IntRange(max = 10_000) int at, @ForAll byte damage) {
        byte[] encoded = history(random, Shape.LOGNORMAL).encode();
        byte[] damaged = encoded.clone();
        damaged[at % encoded.length] ^= damage;
        if (!Arrays.equals(encoded, damaged)) {
            refuses(damaged);
        }
        refuses(Arrays.copyOf(encoded, at % encoded.length));
    }

    @Property(tries = 300)
    void anyBytesAreRefused(@ForAll byte[] bytes) {
        refuses(bytes);
    }

    @Test
    void weightsThatCannotBeAreRefusedThoughTheSumIsRight() {
        for (double weight : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY, 1e16}) {
            refuses(forged(3, weight));
        }
        refuses(forged(-1, 1));
        refuses(forged(Buckets.COUNT, 1));
        assertThat(SurvivalHistory.decode(forged(3, 1)).curve().samples()).isEqualTo(1);
    }

    /** One bucket that ended with that weight, none that was censored, and the right sum. */
    private static byte[] forged(int bucket, double weight) {
        byte[] format = Arrays.copyOf(SurvivalHistory.create().encode(), Integer.BYTES);
        ByteBuffer buffer = ByteBuffer.allocate(26);
        buffer.put(format).putInt(1).putShort((short) bucket).putDouble(weight).putInt(0);
        CRC32 sum = new CRC32();
        sum.update(buffer.array(), 0, buffer.position());
        return buffer.putInt((int) sum.getValue()).array();
    }

    private static void refuses(byte[] bytes) {
        assertThatThrownBy(() -> SurvivalHistory.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SurvivalHistory history(Random random, Shape shape) {
        SurvivalHistory history = SurvivalHistory.create();
        LatencyTracker tracker = LatencyTracker.create();
        for (int tick = 1; tick <= 5; tick++) {
            for (int i = 0; i < 100; i++) {
                tracker.record(
                        shape.durationNanos(random), random.nextInt(5) == 0 ? Outcome.TIMED_OUT : Outcome.SUCCESS);
            }
            tracker.tick(tick);
            history.learn(tracker.lastTickSnapshot(), 1_000_000_000_000L);
        }
        return history;
    }
}
