package io.seakeep.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.time.VirtualTime;
import org.junit.jupiter.api.Test;

/** What an outage remembers, also where the clock wraps. */
final class OutageTest {

    private static final long START = new VirtualTime(Long.MAX_VALUE - 10).nanoTime();

    @Test
    void isSilentFromItsBeginningOrItsLastSuccess() {
        Outage outage = Outage.total(START);
        assertThat(outage.silenceNanos(START + 30)).isEqualTo(30);
        Outage alive = outage.answered(START + 20);
        assertThat(alive.silenceNanos(START + 30)).isEqualTo(10);
        assertThat(alive.lengthNanos(START + 30)).isEqualTo(30);
        assertThat(alive.inVain().silenceNanos(START + 30)).isEqualTo(10);
    }

    @Test
    void leavesOutTheTimeInWhichNobodyAsked() {
        Outage outage = Outage.total(START).answered(START + 5).without(20);
        assertThat(outage.lengthNanos(START + 30)).isEqualTo(10);
        assertThat(outage.silenceNanos(START + 30)).isEqualTo(5);
    }

    @Test
    void oneProbeIsEnoughUntilTwoRecoveriesWereInVain() {
        Outage outage = Outage.total(START);
        assertThat(outage.enoughAtFirst()).isEqualTo(1);
        assertThat(outage.inVain().enoughAtFirst()).isEqualTo(1);
        assertThat(outage.inVain().inVain().enoughAtFirst()).isEqualTo(3);
        assertThat(outage.inVain().inVain().inVain().enoughAtFirst()).isEqualTo(3);
        assertThat(outage.inVain().inVain().answered(START + 1).enoughAtFirst()).isEqualTo(1);
    }

    @Test
    void isPartialFromItsFirstSuccessOn() {
        assertThat(Outage.total(START).inVain().isPartial()).isFalse();
        assertThat(Outage.total(START).inVain().answered(START + 1).isPartial()).isTrue();
        assertThat(Outage.total(START).inVain().answered(START + 1).recoveriesInVain())
                .isZero();
    }
}
