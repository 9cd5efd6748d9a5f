package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimerInboxTest {

    @Test
    void handsOverInOrderWhatOneThreadOffered() {
        TimerInbox inbox = new TimerInbox(1);
        List<Long> offered = new ArrayList<>();
        for (long i = 0; i < 1_000; i++) { // crosses several chunks
            inbox.offer(new TimerEntry(i, () -> {}));
            offered.add(i);
        }
        List<Long> taken = new ArrayList<>();
        assertThat(inbox.drain(entry -> taken.add(entry.deadlineNanos))).isTrue();
        assertThat(taken).isEqualTo(offered);
        assertThat(inbox.drain(entry -> taken.add(-1L))).isTrue();
        assertThat(taken).doesNotContain(-1L);
    }

    @Test
    void losesAndDoublesNothingFromManyThreads() throws InterruptedException {
        int threads = 8;
        int each = Boolean.getBoolean("seakeep.thorough") ? 5_000_000 : 50_000;
        TimerInbox inbox = new TimerInbox(64);
        List<Thread> producers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            producers.add(new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    inbox.offer(new TimerEntry((long) thread * each + i, () -> {}));
                }
            }));
        }
        long[] lastOf = new long[threads];
        for (int t = 0; t < threads; t++) {
            lastOf[t] = (long) t * each - 1;
        }
        producers.forEach(Thread::start);
        boolean finished = false;
        boolean emptied = false;
        while (!finished || !emptied) {
            finished = producers.stream().noneMatch(Thread::isAlive);
            emptied = inbox.drain(entry -> {
                int thread = (int) (entry.deadlineNanos / each);
                if (entry.deadlineNanos != lastOf[thread] + 1) {
                    fail("thread %d: after %d came %d", thread, lastOf[thread], entry.deadlineNanos);
                }
                lastOf[thread] = entry.deadlineNanos;
            });
        }
        for (int t = 0; t < threads; t++) {
            assertThat(lastOf[t]).isEqualTo((t + 1L) * each - 1);
        }
        for (Thread producer : producers) {
            producer.join();
        }
    }

    @Test
    void saysWhenThereIsTooMuchForOneTurn() {
        TimerInbox inbox = new TimerInbox(1);
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            inbox.offer(new TimerEntry(i, () -> {}));
        }
        AtomicInteger taken = new AtomicInteger();
        assertThat(inbox.drain(entry -> taken.incrementAndGet())).isFalse();
        assertThat(taken.get()).isLessThan(count);
        assertThat(inbox.drain(entry -> taken.incrementAndGet())).isTrue();
        assertThat(taken).hasValue(count);
    }
}
