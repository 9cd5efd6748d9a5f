package io.seakeep;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets extra attempts be a share of the attempts in flight. Lock-free: a compare-and-set that adds one to what was compared with
 * the limit, so there are never more in flight than the limit that was read.
 */
final class ConcurrentBudget implements ExtraAttempts {

    private volatile double share;
    private volatile int atLeast;
    private final String dependency;
    private final LatencyTracker tracker;
    private final AtomicLong running = new AtomicLong();

    ConcurrentBudget(double share, int atLeast, PolicyScope scope) {
        this.share = share;
        this.atLeast = atLeast;
        this.dependency = scope.dependency();
        this.tracker = scope.tracker();
    }

    @Override
    public boolean become(AttemptBudget budget) {
        if (!(budget instanceof AttemptBudget.Concurrent changed)) {
            return false;
        }
        share = changed.share();
        atLeast = changed.atLeast();
        return true;
    }

    @Override
    public boolean mayStart(long nowNanos) {
        return running.get() < limit();
    }

    @Override
    public boolean tryStart(long nowNanos) {
        long limit = limit();
        long seen = running.get();
        while (seen < limit) {
            if (running.compareAndSet(seen, seen + 1)) {
                return true;
            }
            seen = running.get();
        }
        return false;
    }

    private long limit() {
        return Math.max(atLeast, (long) (share * tracker.inFlight()));
    }

    @Override
    public void ended(Outcome outcome) {
        running.getAndDecrement();
    }

    long running() {
        return running.get();
    }

    @Override
    public void measure(Measurements to) {
        to.gauge(ExtraAttempts.LEFT, () -> Math.max(0, limit() - running.get()));
    }

    @Override
    public CallRejectedException rejection() {
        return new CallRejectedException(
                dependency,
                NAME,
                "budget.concurrent-share",
                0,
                () -> running.get() + " extra attempts are in flight, and " + limit() + " may be");
    }
}
