package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.KnownProperty.none;
import static io.seakeep.settings.importing.KnownProperty.noneUnless;
import static io.seakeep.settings.importing.KnownProperty.translated;

import java.time.Duration;
import java.util.List;

/** {@code resilience4j.circuitbreaker}. */
final class Resilience4jBreaker extends Resilience4jPolicy {

    private static final Duration LONGEST_OPEN = Duration.ofSeconds(30);
    private static final long STANDARD_CALLS = 100;

    private static final String ALWAYS_VARIES =
            "has no equivalent: how long a breaker stays open always varies at random, by half";
    private static final String CANNOT_STICK =
            "has no equivalent: a recovery hands out no permits, and so cannot get stuck";
    private static final String NEEDS_WAIT = "has no effect in Resilience4j without waitDurationInOpenState";

    Resilience4jBreaker() {
        super(
                "circuitbreaker",
                translated("failureRateThreshold", ValueKind.NUMBER, "50"),
                translated("slidingWindowType", ValueKind.WORD, "COUNT_BASED"),
                translated("slidingWindowSize", ValueKind.COUNT, "100"),
                translated("minimumNumberOfCalls", ValueKind.COUNT, "100"),
                translated("waitDurationInOpenState", ValueKind.DURATION, "60s"),
                translated("enableExponentialBackoff", ValueKind.FLAG, "false"),
                translated("exponentialBackoffMultiplier", ValueKind.NUMBER),
                translated("exponentialMaxWaitDurationInOpenState", ValueKind.DURATION),
                translated("slowCallDurationThreshold", ValueKind.DURATION, "60s"),
                translated("slowCallRateThreshold", ValueKind.NUMBER, "100"),
                translated("initialState", ValueKind.WORD, "CLOSED"),
                noneUnless("enableRandomizedWait", "false", ALWAYS_VARIES),
                none("randomizedWaitFactor", ALWAYS_VARIES),
                none(
                        "permittedNumberOfCallsInHalfOpenState",
                        "has no equivalent: a recovering breaker lets a rising share of the calls pass, over breaker.recover-over"),
                none("maxWaitDurationInHalfOpenState", CANNOT_STICK),
                none("transitionToStateAfterWaitDuration", CANNOT_STICK),
                none(
                        "automaticTransitionFromOpenToHalfOpenEnabled",
                        "has no equivalent: the next call finds out that an open breaker's time is over; without calls it makes no difference"),
                none("recordExceptions", CLASSIFIER),
                none("recordFailurePredicate", CLASSIFIER),
                none("recordResultPredicate", CLASSIFIER),
                none("ignoreExceptions", CLASSIFIER),
                none("ignoreExceptionPredicate", CLASSIFIER),
                none("ignoreClassBindingExceptions", "has no equivalent: there are no names of classes in settings"),
                none("writableStackTraceEnabled", NO_STACK_TRACE),
                none("eventConsumerBufferSize", NO_BUFFER),
                none("registerHealthIndicator", NO_ACTUATOR),
                none("allowHealthIndicatorToFail", NO_ACTUATOR));
    }

    @Override
    boolean configsExtendDefault() {
        return false;
    }

    @Override
    void draft(Said said, Draft draft, Findings findings) {
        findings.differs(
                "Breakers: the failure rate is judged four times a second, not on each call; a run of five failures opens at once.");
        findings.differs("Breakers: recovery lets a rising share of the calls pass, not a number of them.");
        mode(said, draft, findings);
        if (said.has("failureRateThreshold")) {
            draft.from(said.sources("failureRateThreshold"))
                    .line("breaker.failure-rate", said.share("failureRateThreshold", "50"));
        }
        window(said, draft, findings);
        slowCalls(said, draft, findings);
        opening(said, draft, findings);
    }

    private static void mode(Said said, Draft draft, Findings findings) {
        List<Property> sources = said.sources("initialState");
        switch (ValueKind.uniform(said.word("initialState").orElse(""))) {
            case "" -> {}
            case "closed" -> draft.from(sources).restore("breaker.mode", "enforce");
            case "metricsonly" -> draft.from(sources).line("breaker.mode", "observe");
            case "disabled" -> draft.from(sources).line("breaker.mode", "off");
            default ->
                sources.forEach(
                        source -> findings.leftOut(
                                source,
                                "has no equivalent: policy(CircuitBreaker.class).forceOpen() in code, which nothing remembers over a restart"));
        }
    }

    private static void window(Said said, Draft draft, Findings findings) {
        String type = ValueKind.uniform(said.word("slidingWindowType").orElse("COUNT_BASED"));
        boolean byTime = type.equals("timebased");
        if (!byTime && !type.equals("countbased")) {
            said.sources("slidingWindowType")
                    .forEach(source ->
                            findings.leftOut(source, "cannot be read: it should be COUNT_BASED or TIME_BASED"));
        }
        boolean sized = said.has("slidingWindowSize") || said.has("slidingWindowType");
        boolean atLeast = said.has("minimumNumberOfCalls");
        if (!sized && !atLeast) {
            return;
        }
        Block block = draft.from(said.sources("slidingWindowType", "slidingWindowSize", "minimumNumberOfCalls"));
        long size = said.count("slidingWindowSize", STANDARD_CALLS);
        long least = said.count("minimumNumberOfCalls", STANDARD_CALLS);
        if (byTime) {
            block.line("breaker.over-last", Duration.ofSeconds(size)).restore("breaker.over-last-calls", "none");
        } else if (sized) {
            block.line("breaker.over-last-calls", size);
        }
        if (!byTime && least > size) {
            block.note("with COUNT_BASED it is at most the window in Resilience4j");
        }
        if (atLeast || !byTime) {
            block.line("breaker.over-at-least", byTime ? least : Math.min(least, size));
        }
    }

    private static void slowCalls(Said said, Draft draft, Findings findings) {
        List<Property> sources = said.sources("slowCallDurationThreshold", "slowCallRateThreshold");
        if (!sources.isEmpty()) {
            findings.differs(
                    "Breakers: what has been in flight for longer than a slow call takes counts as slow before it ends.");
            draft.from(sources)
                    .line(
                            "breaker.slow-calls.limit",
                            said.duration("slowCallDurationThreshold", Duration.ofSeconds(60)))
                    .line("breaker.slow-calls.rate", said.share("slowCallRateThreshold", "100"))
                    .line("breaker.slow-calls.mode", "enforce");
        }
    }

    private static void opening(Said said, Draft draft, Findings findings) {
        if (!said.has("waitDurationInOpenState")) {
            said.sources("exponentialBackoffMultiplier", "exponentialMaxWaitDurationInOpenState")
                    .forEach(source -> findings.leftOut(source, NEEDS_WAIT));
            said.sources("enableExponentialBackoff").stream()
                    .filter(source -> said.isOn("enableExponentialBackoff"))
                    .forEach(source -> findings.leftOut(source, NEEDS_WAIT));
            return;
        }
        findings.differs(
                "Breakers: how long they stay open varies at random by half, so that callers do not come back together.");
        Duration wait = said.duration("waitDurationInOpenState", Duration.ZERO);
        if (said.isOn("enableExponentialBackoff")) {
            exponential(wait, said, draft, findings);
            return;
        }
        said.sources("exponentialBackoffMultiplier", "exponentialMaxWaitDurationInOpenState")
                .forEach(source ->
                        findings.leftOut(source, "has no effect in Resilience4j without enableExponentialBackoff"));
        draft.from(said.sources("waitDurationInOpenState"))
                .note(
                        "as long each time, as it was; without these lines it is 1 s, doubling up to 30 s: better in short outages and in long ones")
                .line("breaker.open-for.first", wait)
                .line("breaker.open-for.longest", wait);
    }

    private static void exponential(Duration wait, Said said, Draft draft, Findings findings) {
        Block block = draft.from(said.sources(
                "waitDurationInOpenState", "enableExponentialBackoff", "exponentialMaxWaitDurationInOpenState"));
        boolean bounded = said.has("exponentialMaxWaitDurationInOpenState");
        Duration longest = said.duration("exponentialMaxWaitDurationInOpenState", LONGEST_OPEN);
        if (!bounded) {
            block.note("Resilience4j knows no longest time without exponentialMaxWaitDurationInOpenState");
            longest = longest.compareTo(wait) < 0 ? wait : longest;
        } else if (!said.has("exponentialBackoffMultiplier")) {
            block.note(
                    "exponentialMaxWaitDurationInOpenState had no effect in Resilience4j without exponentialBackoffMultiplier");
        }
        block.line("breaker.open-for.first", wait.compareTo(longest) > 0 ? longest : wait)
                .line("breaker.open-for.longest", longest);
        block.note("it doubles here, and only while nothing succeeds; in Resilience4j it grows by a factor each time");
        said.sources("exponentialBackoffMultiplier")
                .forEach(source ->
                        findings.leftOut(source, "has no equivalent: it doubles, and only while nothing succeeds"));
    }
}
