package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.KnownProperty.none;
import static io.seakeep.settings.importing.KnownProperty.translated;

import java.time.Duration;

/** {@code resilience4j.timelimiter}. */
final class Resilience4jTimeLimiter extends Resilience4jPolicy {

    static final String TIMEOUT = "timeoutDuration";

    Resilience4jTimeLimiter() {
        super(
                "timelimiter",
                translated(TIMEOUT, ValueKind.DURATION, "1s"),
                none(
                        "cancelRunningFuture",
                        "has no equivalent: an asynchronous attempt that is over its time is always cancelled; a synchronous one only if it is"
                                + " interrupting or isolated (timeout.enforcement)"),
                none("eventConsumerBufferSize", NO_BUFFER));
    }

    @Override
    void draft(Said said, Draft draft, Findings findings) {
        if (said.has(TIMEOUT)) {
            findings.differs(
                    "Timeouts: each is for one attempt; for all attempts of a call together there is deadline.limit, with deadline.mode = enforce.");
            draft.from(said.sources(TIMEOUT))
                    .line("timeout.mode", "enforce")
                    .line("timeout.kind", "fixed")
                    .line("timeout.value", said.duration(TIMEOUT, Duration.ZERO));
        }
    }
}
