package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The handshake of {@link SystemTimer} without its thread: the reader sees the entry, or the caller sees the promise. */
class WakeHandshakeTest {

    private static final int BATCH = 20_000;
    private static final int BATCHES = Boolean.getBoolean("seakeep.thorough") ? 200 : 2;

    @Test
    void anEntryIsSeenOrItsCallerWakesTheReader() {
        for (int i = 0; i < BATCHES; i++) {
            assertThat(lostOf(BATCH)).as("entries that neither saw").isZero();
        }
    }

    private static long lostOf(int rounds) {
        TimerInbox inbox = new TimerInbox(1);
        WakePromise[] promises =
                Stream.generate(() -> new WakePromise(0)).limit(rounds).toArray(WakePromise[]::new);
        TimerEntry[] entries = IntStream.range(0, rounds)
                .mapToObj(i -> new TimerEntry(i, () -> {}))
                .toArray(TimerEntry[]::new);
        for (WakePromise promise : promises) {
            promise.make(-1); // the thread is awake
        }
        LockStep step = new LockStep();
        CompletableFuture<boolean[]> woken = CompletableFuture.supplyAsync(() -> {
            boolean[] woke = new boolean[rounds];
            for (int i = 0; i < rounds; i++) {
                promises[i].pullForward(i, i); // so that the next read of it is quick, and may overtake the offer
                step.await(0, i);
                inbox.offer(entries[i]);
                woke[i] = promises[i].pullForward(i, i);
            }
            return woke;
        });
        boolean[] seen = new boolean[rounds];
        Consumer<TimerEntry> reader = entry -> seen[(int) entry.deadlineNanos] = true;
        boolean[] missed = new boolean[rounds];
        for (int i = 0; i < rounds; i++) {
            inbox.drain(reader);
            step.await(1, i);
            promises[i].make(TimerWheel.NEVER);
            boolean emptied = inbox.drain(reader);
            missed[i] = emptied && !seen[i];
            while (!seen[i]) {
                inbox.drain(reader);
            }
        }
        boolean[] woke = woken.join();
        return IntStream.range(0, rounds).filter(i -> missed[i] && !woke[i]).count();
    }
}
