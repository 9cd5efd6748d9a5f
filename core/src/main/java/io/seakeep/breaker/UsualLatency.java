package io.seakeep.breaker;

import io.seakeep.latency.LatencyBaseline;
import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.QuantileEstimate;
import java.util.HashMap;
import java.util.Map;

/**
 * What latency is usual, learned only while the breaker is closed and nothing is suspicious. Its quantiles are looked up
 * anew about every two seconds, since they change in minutes and looking them up is much of what a tick costs. For use on the
 * tick only.
 */
final class UsualLatency {

    private static final int TICKS_BETWEEN_LOOKS = 8;

    private final Map<Double, QuantileEstimate> lookedUp = new HashMap<>();
    private LatencyBaseline baseline = LatencyBaseline.create();
    private int ticksSinceLook;

    void learn(LatencySnapshot records) {
        baseline.learn(records);
        if (++ticksSinceLook >= TICKS_BETWEEN_LOOKS) {
            lookedUp.clear();
            ticksSinceLook = 0;
        }
    }

    void forget() {
        baseline = LatencyBaseline.create();
        lookedUp.clear();
    }

    /** Known only if it {@linkplain QuantileEstimate#isBounded is bounded}. */
    QuantileEstimate quantile(double quantile) {
        return lookedUp.computeIfAbsent(quantile, baseline::quantile);
    }
}
