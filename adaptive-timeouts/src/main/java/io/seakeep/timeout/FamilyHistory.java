package io.seakeep.timeout;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.SurvivalCurve;
import io.seakeep.latency.SurvivalHistory;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** What all keys of a dependency have shown together, for one that is new. Safe for use by many threads; only ticks use it. */
final class FamilyHistory {

    private final ReentrantLock lock = new ReentrantLock();
    private final SurvivalHistory history = SurvivalHistory.create();

    void learn(LatencySnapshot records) {
        lock.lock();
        try {
            history.learn(records, 0); // keys pass the same time together, so it fades by count alone
        } finally {
            lock.unlock();
        }
    }

    /** The upper bound of that quantile over all of them, once it rests on so many attempts. */
    OptionalLong boundNanos(double quantile, double samplesNeeded) {
        lock.lock();
        try {
            SurvivalCurve curve = history.curve();
            return curve.samples() < samplesNeeded
                    ? OptionalLong.empty()
                    : curve.quantile(quantile).upperNanos();
        } finally {
            lock.unlock();
        }
    }
}
