package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallTraits;
import io.seakeep.WaitingGate;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queue by itself, without the timers that a pipeline has. */
class WaitQueueTest {

    private static final long MS = 1_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final StripedPermits permits = StripedPermits.of(1);
    private final Refusals refusals = new Refusals();
    private final AdmissionControl admission = new AdmissionControl(100 * MS);
    private final WaitQueue queue = new WaitQueue(permits, 2, 100 * MS, admission, refusals, time);
    private final int held = permits.tryTake();
    private final List<Long> told = new ArrayList<>();

    @Test
    void whoseTimeIsOverIsNotServedAnyMore() {
        Waiting late = join(50);
        Waiting next = join(100);
        time.advance(Duration.ofMillis(50));
        giveBack();
        assertThat(late.token()).isEqualTo(WaitingGate.WAITED_TOO_LONG);
        assertThat(next.token()).isNotNegative();
        assertThat(told).containsExactly(WaitingGate.WAITED_TOO_LONG, next.token());
        assertThat(queue.size()).isZero();
        assertThat(refusals.of(WaitingGate.WAITED_TOO_LONG)).isEqualTo(1);
    }

    @Test
    void whoWasServedCannotLeave() {
        Waiting waiting = join(100);
        giveBack();
        assertThat(waiting.leave(WaitingGate.CALLED_OFF)).isFalse();
        assertThat(queue.leave(waiting, WaitingGate.CALLED_OFF))
                .as("nor in the moment of it")
                .isFalse();
        assertThat(waiting.token()).isNotNegative();
        assertThat(refusals.of(WaitingGate.CALLED_OFF)).isZero();
    }

    @Test
    void waitsNoLongerThanIsOfUse() {
        long now = time.nanoTime();
        assertThat(join(30).untilNanos() - now).isEqualTo(30 * MS);
        assertThat(join(1_000).untilNanos() - now).isEqualTo(100 * MS);
    }

    @Test
    void whoCameTooLateToBeOfUseDoesNotWaitAtAll() {
        assertThat(join(-5).token()).isEqualTo(WaitingGate.WAITED_TOO_LONG);
    }

    private Waiting join(long usefulMillis) {
        long now = time.nanoTime();
        return queue.join(CallTraits.DEFAULT, now, now + usefulMillis * MS, told::add);
    }

    private void giveBack() {
        permits.giveBack(held);
        queue.permitsLaidDown();
    }
}
