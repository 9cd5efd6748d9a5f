package io.seakeep;

import io.seakeep.RetryRefused.Reason;
import java.util.concurrent.atomic.LongAdder;

/** How many retries there were for a dependency or key, and how many there were not; it outlives a change of settings. */
final class RetryCounts {

    private final LongAdder retried = new LongAdder();
    private final Tally<Reason> refusals = new Tally<>(Reason.class);

    void retried() {
        retried.increment();
    }

    void refused(Reason reason) {
        refusals.increment(reason);
    }

    void measure(Measurements to) {
        to.counter(Measurement.of("seakeep.retries", "Attempts that followed one that ended badly"), retried::sum);
        Measurement refused =
                Measurement.of("seakeep.retries.refused", "Attempts that ended badly and were not followed by another");
        for (Reason reason : Reason.values()) {
            if (reason != Reason.OBSERVING) {
                to.counter(refused.tagged("reason", AttemptTotals.tag(reason)), () -> refusals.sum(reason));
            }
        }
        to.counter(Measurement.wouldHaveActed("retry"), () -> refusals.sum(Reason.OBSERVING));
    }
}
