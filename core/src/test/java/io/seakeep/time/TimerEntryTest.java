package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TimerEntryTest {

    @Test
    void theTaskIsClaimedOnce() {
        Runnable task = () -> {};
        TimerEntry entry = new TimerEntry(5, task);
        assertThat(entry.isClaimed()).isFalse();
        assertThat(entry.claim()).isSameAs(task);
        assertThat(entry.isClaimed()).isTrue();
        assertThat(entry.claim()).isNull();
        assertThat(entry.cancel()).isFalse();
    }

    @Test
    void aCancelledEntryHasNothingToFire() {
        TimerEntry entry = new TimerEntry(5, () -> {});
        assertThat(entry.cancel()).isTrue();
        assertThat(entry.cancel()).isFalse();
        assertThat(entry.claim()).isNull();
    }

    @Test
    void cancellingAndFiringAtOnceHaveOneWinner() throws Exception {
        int rounds = Boolean.getBoolean("seakeep.thorough") ? 1_000_000 : 20_000;
        TimerEntry[] entries = new TimerEntry[rounds];
        for (int i = 0; i < rounds; i++) {
            entries[i] = new TimerEntry(i, () -> {});
        }
        boolean[] cancelled = new boolean[rounds];
        boolean[] fired = new boolean[rounds];
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> canceller = pool.submit(() -> {
                start.await();
                for (int i = 0; i < rounds; i++) {
                    cancelled[i] = entries[i].cancel();
                }
                return null;
            });
            Future<?> firer = pool.submit(() -> {
                start.await();
                for (int i = 0; i < rounds; i++) {
                    fired[i] = entries[i].claim() != null;
                }
                return null;
            });
            canceller.get();
            firer.get();
        } finally {
            pool.shutdownNow();
        }
        for (int i = 0; i < rounds; i++) {
            assertThat(cancelled[i] ^ fired[i]).as("entry %d has one winner", i).isTrue();
        }
    }

    @Test
    void delaysAreBroughtIntoRange() {
        long now = Long.MAX_VALUE;
        assertThat(TimerEntry.deadlineAfter(now, Long.MIN_VALUE)).isEqualTo(now);
        assertThat(TimerEntry.deadlineAfter(now, -1)).isEqualTo(now);
        assertThat(TimerEntry.deadlineAfter(now, 7) - now).isEqualTo(7);
        assertThat(TimerEntry.deadlineAfter(now, Long.MAX_VALUE) - now).isEqualTo(TimeSource.MAX_DELAY_NANOS);
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without a null checker may do
    void aTaskIsNeeded() {
        assertThatThrownBy(() -> new TimerEntry(0, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("task");
    }
}
