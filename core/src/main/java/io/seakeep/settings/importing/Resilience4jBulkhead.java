package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.KnownProperty.none;
import static io.seakeep.settings.importing.KnownProperty.translated;

import java.time.Duration;
import java.util.List;

/** {@code resilience4j.bulkhead}, the one of permits. */
final class Resilience4jBulkhead extends Resilience4jPolicy {

    private static final long STANDARD_CALLS = 25;
    private static final long WAITING_FOR_EACH = 4;
    private static final long MOST_WAITING = 100_000;

    Resilience4jBulkhead() {
        super(
                "bulkhead",
                translated("maxConcurrentCalls", ValueKind.COUNT, "25"),
                translated("maxWaitDuration", ValueKind.DURATION, "0"),
                none("writableStackTraceEnabled", NO_STACK_TRACE),
                none("eventConsumerBufferSize", NO_BUFFER));
    }

    @Override
    void draft(Said said, Draft draft, Findings findings) {
        List<Property> sources = said.sources("maxConcurrentCalls", "maxWaitDuration");
        if (sources.isEmpty()) {
            return;
        }
        findings.differs("Bulkheads: attempts are counted, not calls with the waits between their attempts.");
        long limit = said.count("maxConcurrentCalls", STANDARD_CALLS);
        Duration wait = said.duration("maxWaitDuration", Duration.ZERO);
        Block block = draft.from(sources)
                .line("bulkhead.mode", "enforce")
                .line("bulkhead.kind", "fixed")
                .line("bulkhead.limit", limit)
                .restore("bulkhead.threads", "callers");
        if (wait.isZero()) {
            block.restore("bulkhead.queue", "0");
        } else {
            block.note("Resilience4j lets any number wait; here it is " + WAITING_FOR_EACH + " for each that may run")
                    .line("bulkhead.queue", Math.min(WAITING_FOR_EACH * limit, MOST_WAITING))
                    .line("bulkhead.max-wait", wait);
        }
    }
}
