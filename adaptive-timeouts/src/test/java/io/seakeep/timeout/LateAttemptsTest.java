package io.seakeep.timeout;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Tick;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LateAttemptsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK = SECOND / 4;
    private static final long LONGEST = TimeUnit.HOURS.toNanos(1);

    private final LatencyTracker tracker = LatencyTracker.create();
    private long now = SECOND;

    /** A timeout that comes down has another value on each tick. None of them may keep a much longer one from being over. */
    @Test
    void aMuchLongerOneConcernsOnlyThoseThatBeganWithIt() {
        LateAttempts late = new LateAttempts(tracker, LONGEST);
        long timeout = 20 * SECOND;
        long start = now;
        for (int tick = 0; tick < 400; tick++) {
            ticked(late, timeout);
            timeout -= timeout / 400;
        }
        tracker.record(now - start - 10 * SECOND, Outcome.SUCCESS);
        assertThat(ticked(late, timeout)).as("began ten seconds after it").isEqualTo(1);
        tracker.record(now - start + 10 * SECOND, Outcome.SUCCESS);
        assertThat(ticked(late, timeout)).as("began with it").isZero();
    }

    private long ticked(LateAttempts late, long timeoutNanos) {
        now += TICK;
        tracker.tick(now);
        return late.count(new Tick(now, TICK, 0, tracker.lastTick(), tracker.snapshot()), timeoutNanos);
    }
}
