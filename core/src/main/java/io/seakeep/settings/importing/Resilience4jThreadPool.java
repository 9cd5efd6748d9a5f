package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.KnownProperty.none;
import static io.seakeep.settings.importing.KnownProperty.translated;

import java.time.Duration;

/** {@code resilience4j.thread-pool-bulkhead}. */
final class Resilience4jThreadPool extends Resilience4jPolicy {

    /** Handed in from {@code resilience4j.timelimiter}. */
    static final String TIMEOUT = "timelimiter.timeoutDuration";

    private static final String NO_POOL =
            "has no equivalent: isolated attempts have a virtual thread each from JDK 21 on, else a daemon thread; bulkhead.limit bounds them";

    Resilience4jThreadPool() {
        super(
                "thread-pool-bulkhead",
                translated("maxThreadPoolSize", ValueKind.COUNT),
                translated("queueCapacity", ValueKind.COUNT),
                none("coreThreadPoolSize", NO_POOL),
                none("keepAliveDuration", NO_POOL),
                none(
                        "contextPropagators",
                        "is said in code: Seakeep.builder().context(carrier); the MDC, and what Micrometer's context propagation knows, by default"),
                none("writableStackTraceEnabled", NO_STACK_TRACE),
                none("eventConsumerBufferSize", NO_BUFFER));
    }

    @Override
    void draft(Said said, Draft draft, Findings findings) {
        if (!said.has("maxThreadPoolSize")) {
            said.sources("queueCapacity")
                    .forEach(
                            source -> findings.leftOut(
                                    source,
                                    "needs maxThreadPoolSize beside it, which Resilience4j takes from the number of processors"));
            return;
        }
        draft.from(said.sources("maxThreadPoolSize"))
                .line("bulkhead.mode", "enforce")
                .line("bulkhead.kind", "fixed")
                .line("bulkhead.limit", said.count("maxThreadPoolSize", 0))
                .line("bulkhead.threads", "own");
        if (!said.has("queueCapacity")) {
            return;
        }
        long queue = said.count("queueCapacity", 0);
        if (queue == 0) {
            draft.from(said.sources("queueCapacity")).restore("bulkhead.queue", "0");
            return;
        }
        Block block = draft.from(said.sources("queueCapacity", TIMEOUT)).line("bulkhead.queue", queue);
        if (said.has(TIMEOUT)) {
            block.note("Resilience4j lets calls wait for any time; here it is at most the timeout")
                    .line("bulkhead.max-wait", said.duration(TIMEOUT, Duration.ZERO));
        } else {
            block.withhold(
                    "needs bulkhead.max-wait beside it, how long a call waits at most; Resilience4j has no limit for that");
        }
    }
}
