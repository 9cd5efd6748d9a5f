package io.seakeep.hedging;

import io.seakeep.HedgeRefused.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of hedges. Safe for use by many threads. */
final class HedgeCounters {

    private final LongAdder sent = new LongAdder();
    private final LongAdder won = new LongAdder();
    private final LongAdder wasted = new LongAdder();
    private final Map<Reason, LongAdder> refused = new EnumMap<>(Reason.class);

    HedgeCounters() {
        for (Reason reason : Reason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    void sent(long count) {
        sent.add(count);
    }

    void won() {
        won.increment();
    }

    void wasted() {
        wasted.increment();
    }

    void refused(Reason reason) {
        LongAdder count = refused.get(reason);
        if (count != null) {
            count.increment();
        }
    }

    HedgeCounts read() {
        Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
        refused.forEach((reason, count) -> {
            if (count.sum() > 0) {
                byReason.put(reason, count.sum());
            }
        });
        return new HedgeCounts(sent.sum(), won.sum(), wasted.sum(), byReason);
    }
}
