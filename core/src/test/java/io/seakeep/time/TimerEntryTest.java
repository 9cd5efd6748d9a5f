package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
        int rounds = Boolean.getBoolean("seakeep.thorough") ? 10_000_000 : 20_000;
        TimerEntry[] entries =
                Stream.generate(() -> new TimerEntry(0, () -> {})).limit(rounds).toArray(TimerEntry[]::new);
        LockStep step = new LockStep();
        CompletableFuture<boolean[]> fired = CompletableFuture.supplyAsync(() -> {
            boolean[] won = new boolean[rounds];
            for (int i = 0; i < rounds; i++) {
                step.await(0, i);
                won[i] = entries[i].claim() != null;
            }
            return won;
        });
        boolean[] cancelled = new boolean[rounds];
        for (int i = 0; i < rounds; i++) {
            step.await(1, i);
            cancelled[i] = entries[i].cancel();
        }
        for (int i = 0; i < rounds; i++) {
            if (cancelled[i] == fired.get()[i]) {
                fail("entry %d was %s", i, cancelled[i] ? "both cancelled and fired" : "neither cancelled nor fired");
            }
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
