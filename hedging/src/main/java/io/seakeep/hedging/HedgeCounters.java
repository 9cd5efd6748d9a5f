package io.seakeep.hedging;

import io.seakeep.HedgeRefused.Reason;
import io.seakeep.Measurement;
import io.seakeep.Measurements;
import io.seakeep.Mode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of hedges. Safe for use by many threads. */
final class HedgeCounters {

    private final LongAdder sent = new LongAdder();
    private final LongAdder wouldHaveSent = new LongAdder();
    private final LongAdder won = new LongAdder();
    private final LongAdder wasted = new LongAdder();
    private final Map<Reason, LongAdder> refused = new EnumMap<>(Reason.class);

    HedgeCounters() {
        for (Reason reason : Reason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    void sent() {
        sent.increment();
    }

    void wouldHaveSent(long count) {
        wouldHaveSent.add(count);
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

    void measure(Measurements to) {
        to.counter(Measurement.wouldHaveActed("hedge"), wouldHaveSent::sum);
        to.counter(
                Measurement.of("seakeep.hedges.sent", "Attempts that were started beside those of their call"),
                sent::sum);
        to.counter(Measurement.of("seakeep.hedges.won", "Calls with a hedge that got their answer from it"), won::sum);
        to.counter(
                Measurement.of("seakeep.hedges.wasted", "Calls with a hedge whose first attempt answered"),
                wasted::sum);
        Measurement refusals = Measurement.of("seakeep.hedges.refused", "Hedges that were due and not started");
        refused.forEach((reason, count) -> to.counter(
                refusals.tagged("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-')), count::sum));
    }

    /** What one that enforces has sent, or what one that observes would have. */
    HedgeCounts read(Mode mode) {
        Map<Reason, Long> byReason = new EnumMap<>(Reason.class);
        refused.forEach((reason, count) -> {
            if (count.sum() > 0) {
                byReason.put(reason, count.sum());
            }
        });
        long counted = mode == Mode.OBSERVE ? wouldHaveSent.sum() : sent.sum();
        return new HedgeCounts(counted, won.sum(), wasted.sum(), byReason);
    }
}
