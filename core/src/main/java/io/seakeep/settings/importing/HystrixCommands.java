package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.KnownProperty.none;
import static io.seakeep.settings.importing.KnownProperty.noneUnless;
import static io.seakeep.settings.importing.KnownProperty.translated;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code hystrix.command}: what one command, or all of them, come to. */
final class HystrixCommands {

    static final String POOL = "threadPoolKeyOverride";
    static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(1);

    private static final String STRATEGY = "execution.isolation.strategy";
    private static final String TIMEOUT = "execution.isolation.thread.timeoutInMilliseconds";
    private static final String TIMEOUT_ENABLED = "execution.timeout.enabled";
    private static final String SEMAPHORE = "execution.isolation.semaphore.maxConcurrentRequests";
    private static final String BREAKER_ENABLED = "circuitBreaker.enabled";
    private static final String FORCE_CLOSED = "circuitBreaker.forceClosed";
    private static final String FORCE_OPEN = "circuitBreaker.forceOpen";
    private static final long STANDARD_LIMIT = 10;

    private static final String ALWAYS_TRACKED =
            "has no equivalent: latencies are always tracked, all of them, over 10 s";
    private static final String TICK = "has no equivalent: windows move and are judged every 250 ms";
    private static final String ISOLATED =
            "has no equivalent: isolated code is interrupted when its time is over, and then left alone";

    static final KnownProperties KNOWN = new KnownProperties(
            "Hystrix 1.5.18",
            UnaryOperator.identity(),
            translated(STRATEGY, ValueKind.WORD),
            translated(TIMEOUT, ValueKind.COUNT),
            translated(TIMEOUT_ENABLED, ValueKind.FLAG),
            translated(SEMAPHORE, ValueKind.COUNT),
            translated(BREAKER_ENABLED, ValueKind.FLAG),
            translated(FORCE_CLOSED, ValueKind.FLAG),
            translated(FORCE_OPEN, ValueKind.FLAG),
            translated("circuitBreaker.requestVolumeThreshold", ValueKind.COUNT),
            translated("circuitBreaker.sleepWindowInMilliseconds", ValueKind.COUNT),
            translated("circuitBreaker.errorThresholdPercentage", ValueKind.COUNT),
            translated("metrics.rollingStats.timeInMilliseconds", ValueKind.COUNT),
            translated(POOL, ValueKind.WORD),
            noneUnless("execution.isolation.thread.interruptOnTimeout", "true", ISOLATED),
            noneUnless(
                    "execution.isolation.thread.interruptOnFutureCancel",
                    "true",
                    "has no equivalent: cancelling a call cancels its attempt"),
            none(
                    "fallback.isolation.semaphore.maxConcurrentRequests",
                    "has no equivalent: fallbacks are not limited; one that calls something is a dependency of its own (Fallback.from)"),
            none("fallback.enabled", "has no equivalent: a fallback is given with the call"),
            none("metrics.rollingStats.numBuckets", TICK),
            none("metrics.healthSnapshot.intervalInMilliseconds", TICK),
            none("metrics.rollingPercentile.enabled", ALWAYS_TRACKED),
            none("metrics.rollingPercentile.timeInMilliseconds", ALWAYS_TRACKED),
            none("metrics.rollingPercentile.numBuckets", ALWAYS_TRACKED),
            none("metrics.rollingPercentile.bucketSize", ALWAYS_TRACKED),
            none("requestCache.enabled", "has no equivalent: there is no request cache"),
            none("requestLog.enabled", "has no equivalent: there is no request log"));

    private final Said said;
    private final Said pool;
    private final Draft draft;
    private final Findings findings;
    private final boolean semaphore;

    /**
     * @param said what holds for the command, with what is said of all
     * @param pool what holds for its pool, likewise
     */
    HystrixCommands(Said said, Said pool, Draft draft, Findings findings) {
        this.said = said;
        this.pool = pool;
        this.draft = draft;
        this.findings = findings;
        semaphore = said.word(STRATEGY)
                .filter(word -> word.equalsIgnoreCase("SEMAPHORE"))
                .isPresent();
    }

    static Duration timeout(Said said) {
        return Duration.ofMillis(said.count(TIMEOUT, STANDARD_TIMEOUT.toMillis()));
    }

    void draft() {
        if (!said.isEmpty()) {
            breaker();
            bulkhead();
            timeout();
        } else if (!pool.isEmpty()) {
            bulkhead();
        }
    }

    private void breaker() {
        List<Property> sources = said.sources(BREAKER_ENABLED, FORCE_CLOSED);
        if (said.isOff(BREAKER_ENABLED)) {
            draft.from(sources).line("breaker.mode", "off");
        } else if (said.isOn(FORCE_CLOSED)) {
            draft.from(sources).note("counts, and opens nothing").line("breaker.mode", "observe");
        } else if (!sources.isEmpty()) {
            draft.from(sources).line("breaker.mode", "enforce");
        }
        if (said.isOn(FORCE_OPEN)) {
            said.sources(FORCE_OPEN)
                    .forEach(source -> findings.leftOut(
                            source,
                            "REFUSES ALL CALLS there; here it takes policy(CircuitBreaker.class).forceOpen() in code"));
        }
        findings.differs(
                "Breakers: rejections are no errors here, timeouts are; a run of five failures opens at once.");
        line("circuitBreaker.requestVolumeThreshold", "breaker.over-at-least");
        if (said.has("circuitBreaker.errorThresholdPercentage")) {
            draft.from(said.sources("circuitBreaker.errorThresholdPercentage"))
                    .line("breaker.failure-rate", said.share("circuitBreaker.errorThresholdPercentage", "50"));
        }
        if (said.has("metrics.rollingStats.timeInMilliseconds")) {
            draft.from(said.sources("metrics.rollingStats.timeInMilliseconds"))
                    .line(
                            "breaker.over-last",
                            Duration.ofMillis(said.count("metrics.rollingStats.timeInMilliseconds", 0)));
        }
        if (said.has("circuitBreaker.sleepWindowInMilliseconds")) {
            findings.differs(
                    "Breakers: after the sleep window a rising share of the calls passes, where Hystrix lets one probe and then all.");
            Duration sleep = Duration.ofMillis(said.count("circuitBreaker.sleepWindowInMilliseconds", 0));
            draft.from(said.sources("circuitBreaker.sleepWindowInMilliseconds"))
                    .note(
                            "as long each time, as it was; without these lines it is 1 s, doubling up to 30 s: better in short outages and in long ones")
                    .line("breaker.open-for.first", sleep)
                    .line("breaker.open-for.longest", sleep);
        }
    }

    private void line(String theirs, String ours) {
        if (said.has(theirs)) {
            draft.from(said.sources(theirs)).line(ours, said.count(theirs, 0));
        }
    }

    private void bulkhead() {
        if (semaphore) {
            Block block = limited(said.sources(STRATEGY, SEMAPHORE), said.count(SEMAPHORE, STANDARD_LIMIT));
            block.line("bulkhead.threads", "callers").restore("bulkhead.queue", "0");
            return;
        }
        said.sources(SEMAPHORE)
                .forEach(source -> findings.leftOut(
                        source, "has no effect in Hystrix with " + STRATEGY + " = THREAD, which is the default"));
        if (isolated()) {
            List<Property> sources = said.sources(STRATEGY);
            sources.addAll(HystrixPools.limitSources(pool));
            limited(sources, HystrixPools.limit(pool, STANDARD_LIMIT)).line("bulkhead.threads", "own");
            HystrixPools.queue(
                    pool, said.isOff(TIMEOUT_ENABLED) ? null : timeout(said), said.sources(TIMEOUT_ENABLED), draft);
        }
    }

    private boolean isolated() {
        return !semaphore && (said.has(STRATEGY) || !pool.isEmpty());
    }

    private Block limited(List<Property> sources, long limit) {
        findings.differs("Bulkheads: one for each dependency; Hystrix' pools can be shared by commands.");
        Block block = draft.from(sources);
        if (sources.stream().allMatch(source -> source.name().endsWith(STRATEGY))) {
            block.note("the limit is Hystrix' default");
        }
        return block.line("bulkhead.mode", "enforce")
                .line("bulkhead.kind", "fixed")
                .line("bulkhead.limit", limit);
    }

    private void timeout() {
        List<Property> sources = said.sources(TIMEOUT, TIMEOUT_ENABLED);
        if (sources.isEmpty()) {
            return;
        }
        findings.differs(
                "Timeouts: each is for one attempt, from when it has its place in the bulkhead; for a whole call there is deadline.limit, with"
                        + " deadline.mode = enforce.");
        boolean off = said.isOff(TIMEOUT_ENABLED);
        Block block = draft.from(sources).line("timeout.mode", off ? "off" : "enforce");
        if (!off || said.has(TIMEOUT)) {
            block.line("timeout.kind", "fixed").line("timeout.value", timeout(said));
        }
        if (off || semaphore || isolated()) {
            block.restore("timeout.enforcement", "asynchronous");
        } else {
            block.note(
                            "isolated because Hystrix runs commands in threads of their own; leave it out where the client keeps to a timeout that it is given")
                    .line("timeout.enforcement", "isolated");
        }
    }
}
