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
    void theTimeToStayOpenDoublesWithEachRecoveryInVainUpToTheLongest() {
        Terms terms = terms(0.5, 5);
        Outage outage = Outage.total(0);
        for (int inVain = 0; inVain < 200; inVain++) {
            checkMiddle(terms, outage, 1_000 * SECOND, Math.min(Math.pow(2, inVain), 20));
            outage = outage.inVain();
        }
    }

    @Test
    void ofAPartialOutageItIsHalfAsLongAsNothingHasSucceeded() {
        Terms terms = terms(0.5, 5);
        for (int silence = 0; silence < 100; silence++) {
            checkMiddle(terms, Outage.partial(0).inVain(), silence * SECOND, Math.min(Math.max(1, silence / 2.0), 20));
        }
    }

    private static void checkMiddle(Terms terms, Outage outage, long nowNanos, double middle) {
        double sum = 0;
        for (long generation = 0; generation < 2_000; generation++) {
            double seconds = terms.openNanos(outage, nowNanos, generation) / 1e9;
            assertThat(seconds).isBetween(0.5 * middle, 1.5 * middle);
            sum += seconds / middle;
        }
        assertThat(sum / 2_000).isCloseTo(1, offset(0.02));
    }

    @Test
    void staysOpenForTheOneTimeThatIsSetWhateverTheOutage() {
        Terms terms = new Terms(
                new Terms.Numbers(0.5, SECOND, SECOND, SECOND, SECOND, SECOND, Mode.ENFORCE),
                new RunLimit(5),
                reason -> {},
                99);
        for (long generation = 0; generation < 1_000; generation++) {
            long openNanos = terms.openNanos(Outage.total(0), 0, generation);
            assertThat(terms.openNanos(Outage.total(0).inVain().inVain(), 0, generation))
                    .isEqualTo(openNanos);
            assertThat(terms.openNanos(Outage.partial(0), 1_000 * SECOND, generation))
                    .isEqualTo(openNanos);
        }
    }

    @Test
    void isLongFromTheLongestTimeOn() {
        assertThat(terms(0.5, 5).isLong(30 * SECOND - 1)).isFalse();
        assertThat(terms(0.5, 5).isLong(30 * SECOND)).isTrue();
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
