package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a tracker takes, by the bytes that this thread allocates: exact, and never less than what stays. */
class FootprintTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void anIdleTrackerIsSmall() {
        LatencyTracker.create();
        assertThat(allocatedBy(LatencyTracker::create)).isLessThan(3_000);
    }

    @Test
    void oneThatIsCalledNowAndThenStaysSmall() {
        callNowAndThen(LatencyTracker.create()); // what the virtual machine allocates the first time
        LatencyTracker tracker = LatencyTracker.create();
        assertThat(allocatedBy(() -> callNowAndThen(tracker))).isLessThan(5_000);
    }

    private static void callNowAndThen(LatencyTracker tracker) {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            tracker.end(tracker.begin(i), Shape.LOGNORMAL.durationNanos(random), Outcome.SUCCESS);
        }
    }

    @Test
    void recordingAllocatesNothing() {
        LatencyTracker tracker = LatencyTracker.create();
        Runnable records = () -> {
            for (int i = 0; i < 10_000; i++) {
                tracker.end(tracker.begin(i), 1_000 + i, Outcome.SUCCESS);
                tracker.record(1_000 + i, Outcome.FAILURE);
                long first = tracker.begin(i);
                long nested = tracker.begin(i);
                long withoutLane = tracker.begin(i);
                tracker.end(withoutLane, 1_000 + i, Outcome.TIMED_OUT);
                tracker.abandon(nested);
                tracker.end(first, -1, Outcome.SUCCESS);
            }
        };
        records.run();
        assertThat(allocatedBy(records)).isLessThan(1_000);
    }

    private static long allocatedBy(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
