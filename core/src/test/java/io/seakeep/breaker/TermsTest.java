package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.seakeep.Mode;
import org.junit.jupiter.api.Test;

/** What follows from the settings of an opening. */
final class TermsTest {

    private static Terms terms(double probeFailureRate, int run) {
        return new Terms(
                new Terms.Numbers(probeFailureRate, SECOND, 30 * SECOND, SECOND, SECOND, SECOND, Mode.ENFORCE),
                new RunLimit(run),
                reason -> {},
                99);
    }

    @Test
    void theLastFewProbesAreMoreWhereFewMayFailOrManyDo() {
        assertThat(terms(0.05, 5).probeMemory()).isEqualTo(80);
        assertThat(terms(0.5, 1).probeMemory()).isEqualTo(8);
        assertThat(terms(0.5, 5).probeMemory()).isEqualTo(10);
        assertThat(terms(0.5, 13).probeMemory()).isEqualTo(26);
    }

    @Test
    void theTimeToStayOpenDoublesUpToTheLongest() {
        Terms terms = terms(0.5, 5);
        for (int reopenings = 0; reopenings < 200; reopenings++) {
            double middle = Math.min(Math.pow(2, reopenings), 20);
            double sum = 0;
            for (long generation = 0; generation < 2_000; generation++) {
                double seconds = terms.openNanos(reopenings, generation) / 1e9;
                assertThat(seconds).isBetween(0.5 * middle, 1.5 * middle);
                sum += seconds / middle;
            }
            assertThat(sum / 2_000).isCloseTo(1, offset(0.02));
            assertThat(terms.isLongest(reopenings)).isEqualTo(reopenings >= 5);
        }
    }

    @Test
    void jitterIsUniformAndRepeats() {
        Terms terms = terms(0.5, 5);
        int[] seen = new int[16];
        for (long generation = 0; generation < 16_000; generation++) {
            long random = terms.random(generation);
            assertThat(random).isBetween(0L, 0xffffffffL);
            seen[(int) (random >>> 28)]++;
            assertThat(terms.random(generation)).isEqualTo(random);
        }
        for (int count : seen) {
            assertThat(count).isBetween(850, 1_150);
        }
    }
}
