package io.seakeep;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;

/** A budget over a window, the tracker that it hears of successes from, and the ticks in between. */
final class BudgetBench {

    static final long TICK_NANOS = 250_000_000L;

    final WindowedBudget budget;
    private final VirtualTime time;
    private final LatencyTracker tracker = LatencyTracker.create();
    private long lastTickNanos;

    /** Of extra attempts that have ended, and of which the tracker does not know yet. */
    private int recordsToCome;

    /** Of these, the ones that were to come at the last tick already. */
    private int recordsOverdue;

    BudgetBench(VirtualTime time, double share, Duration window, double floorPerSecond) {
        this.time = time;
        this.budget = new WindowedBudget(share, window.toNanos(), floorPerSecond, TestScope.of("d", time));
        this.lastTickNanos = time.nanoTime();
    }

    /** The tracker records successes, whosever they are. */
    void succeed(int times) {
        for (int i = 0; i < times; i++) {
            tracker.record(1_000_000L, Outcome.SUCCESS);
        }
    }

    /** The budget hears of it now, and the tracker between two ticks at the latest. */
    void extraSucceeds() {
        budget.ended(Outcome.SUCCESS);
        recordsToCome++;
    }

    void recordExtraSuccesses() {
        succeed(recordsToCome);
        recordsToCome = 0;
        recordsOverdue = 0;
    }

    int startAll() {
        int started = 0;
        while (budget.tryStart(time.nanoTime())) {
            started++;
        }
        return started;
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            time.advanceNanos(TICK_NANOS);
            tick();
        }
    }

    void tick() {
        tick(() -> {}, () -> {});
    }

    /** What happens meanwhile: the ticker reads the clock, then the tracker's cells, and then has its policies think. */
    void tick(Runnable onceTheClockIsRead, Runnable onceTheCellsAreRead) {
        long now = time.nanoTime();
        onceTheClockIsRead.run();
        succeed(recordsOverdue);
        recordsToCome -= recordsOverdue;
        recordsOverdue = 0;
        tracker.tick(now);
        onceTheCellsAreRead.run();
        budget.onTick(new Tick(now, now - lastTickNanos, 0, tracker.lastTick(), LatencySnapshot.empty()));
        recordsOverdue = recordsToCome;
        lastTickNanos = now;
    }
}
