package io.seakeep;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTotals;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls and attempts since a dependency was made, from what its tracker recorded and what {@link AttemptAccounts} adds to that. Whoever
 * reads has one of its own, and pays for it.
 *
 * <p>The two are not read at the same instant, so a difference of them could go down for a moment. It waits until it has gone up
 * again: a counter that goes down is taken for one that began anew.
 */
final class AttemptTotals {

    private final Supplier<Pipeline> pipeline;
    private final LatencyTotals totals = new LatencyTotals();
    private final Rising calls = new Rising();
    private final Rising succeeded = new Rising();
    private final Rising cancelled = new Rising();
    private final ReentrantLock lock = new ReentrantLock();

    private LatencySnapshot latency = LatencySnapshot.empty();
    private @Nullable AttemptAccounts accounts;
    private long extras;
    private long unrecorded;

    /** @param pipeline the one at work at the moment */
    AttemptTotals(Supplier<Pipeline> pipeline) {
        this.pipeline = pipeline;
    }

    void measure(Measurements to) {
        to.counter(
                Measurement.of(
                        "seakeep.calls", "Calls whose first attempt has ended; those refused are not among them"),
                this::calls);
        Measurement attempts = Measurement.of("seakeep.attempts", "Attempts that have ended, by how they did");
        for (Outcome outcome : Outcome.values()) {
            to.counter(attempts.tagged("outcome", tag(outcome)), () -> attempts(outcome));
        }
        Measurement latencies = Measurement.seconds(
                "seakeep.attempt.latency",
                "How long attempts took; those that had a hedge or were one are left out unless they failed");
        to.durations(latencies.tagged("outcome", "success"), this::latency, Set.of(Outcome.SUCCESS));
        to.durations(latencies.tagged("outcome", "failure"), this::latency, Set.of(Outcome.FAILURE, Outcome.TIMED_OUT));
    }

    static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private long calls() {
        lock.lock();
        try {
            read();
            return calls.value;
        } finally {
            lock.unlock();
        }
    }

    private long attempts(Outcome outcome) {
        lock.lock();
        try {
            read();
            return switch (outcome) {
                case SUCCESS -> succeeded.value;
                case CANCELLED -> cancelled.value;
                case FAILURE, THROTTLED, TIMED_OUT, IGNORED -> latency.count(outcome);
            };
        } finally {
            lock.unlock();
        }
    }

    private LatencySnapshot latency() {
        lock.lock();
        try {
            read();
            return latency;
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        Pipeline now = pipeline.get();
        LatencyTracker tracker = now.tracker();
        LatencySnapshot before = latency;
        latency = totals.read(tracker, now.time().nanoTime());
        if (latency.count() == before.count()) {
            return;
        }
        AttemptAccounts added = now.accounts();
        long extrasNow = added.extras();
        long unrecordedNow = added.unrecordedSuccesses();
        if (added != accounts) {
            accounts = added;
            extras = 0;
            unrecorded = 0;
        }
        long moreUnrecorded = unrecordedNow - unrecorded;
        calls.add(latency.count() - before.count() - (extrasNow - extras));
        succeeded.add(latency.count(Outcome.SUCCESS) - before.count(Outcome.SUCCESS) + moreUnrecorded);
        cancelled.add(latency.count(Outcome.CANCELLED) - before.count(Outcome.CANCELLED) - moreUnrecorded);
        extras = extrasNow;
        unrecorded = unrecordedNow;
    }

    /** Never goes down: what would take it there is set off against what comes next. */
    private static final class Rising {
        long value;
        private long owed;

        void add(long difference) {
            owed += difference;
            if (owed > 0) {
                value += owed;
                owed = 0;
            }
        }
    }
}
