package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.KnownProperty.none;
import static io.seakeep.settings.importing.KnownProperty.translated;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** {@code resilience4j.retry}. */
final class Resilience4jRetry extends Resilience4jPolicy {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final double STANDARD_MULTIPLIER = 1.5;
    private static final long STANDARD_ATTEMPTS = 3;
    private static final String NEEDS_WAIT = "has no effect in Resilience4j without waitDuration";

    Resilience4jRetry() {
        super(
                "retry",
                translated("maxAttempts", ValueKind.COUNT, "3"),
                translated("waitDuration", ValueKind.DURATION, "500ms"),
                translated("enableExponentialBackoff", ValueKind.FLAG, "false"),
                translated("exponentialBackoffMultiplier", ValueKind.NUMBER),
                translated("exponentialMaxWaitDuration", ValueKind.DURATION),
                translated("enableRandomizedWait", ValueKind.FLAG, "false"),
                none(
                        "randomizedWaitFactor",
                        "has no equivalent: equal jitter takes a random part of half the wait, full jitter one of all of it"),
                none("retryExceptions", CLASSIFIER),
                none("ignoreExceptions", CLASSIFIER),
                none("retryExceptionPredicate", CLASSIFIER),
                none("resultPredicate", CLASSIFIER),
                none(
                        "intervalBiFunction",
                        "is said in code: Verdict.retryAfter(wait) from the Classifier, for waits that follow from the answer"),
                none(
                        "consumeResultBeforeRetryAttempt",
                        "has no equivalent: a result that is not returned is closed, if it is AutoCloseable"),
                none(
                        "failAfterMaxAttempts",
                        "has no equivalent: the call ends as its last attempt did; a bad result is returned, and a fallback sees a BadResultException"),
                none("eventConsumerBufferSize", NO_BUFFER));
    }

    @Override
    void draft(Said said, Draft draft, Findings findings) {
        findings.differs(
                "Retries: nothing is retried that nobody called idempotent: call through dependency.idempotent(), or say retry.assumed = idempotence.");
        findings.differs(
                "Retries: retry.attempts holds, and a budget besides it: a tenth of what succeeds (budget.share), and one a second.");
        if (said.has("maxAttempts")) {
            draft.from(said.sources("maxAttempts"))
                    .line("retry.attempts", said.count("maxAttempts", STANDARD_ATTEMPTS));
        }
        if (said.has("waitDuration")) {
            backoff(said, draft, findings);
            return;
        }
        said.sources("exponentialBackoffMultiplier", "exponentialMaxWaitDuration")
                .forEach(source -> findings.leftOut(source, NEEDS_WAIT));
        for (String flag : List.of("enableExponentialBackoff", "enableRandomizedWait")) {
            if (said.isOn(flag)) {
                said.sources(flag).forEach(source -> findings.leftOut(source, NEEDS_WAIT));
            }
        }
    }

    private static void backoff(Said said, Draft draft, Findings findings) {
        boolean growing = said.isOn("enableExponentialBackoff");
        boolean random = said.isOn("enableRandomizedWait");
        Duration first = said.duration("waitDuration", Duration.ZERO);
        Block block = draft.from(said.sources(
                "waitDuration", "enableExponentialBackoff", "exponentialMaxWaitDuration", "enableRandomizedWait"));
        if (!random) {
            block.note(
                    "callers that failed together come back together; without these lines it is full jitter from 50 ms up to 1 s");
        }
        if (!growing) {
            said.sources("exponentialBackoffMultiplier", "exponentialMaxWaitDuration")
                    .forEach(source ->
                            findings.leftOut(source, "has no effect in Resilience4j without enableExponentialBackoff"));
            block.line("retry.backoff", random ? "equal-jitter" : "constant")
                    .line("retry.backoff.first", first)
                    .line("retry.backoff.max", first);
            return;
        }
        multiplier(said, block, findings);
        if (said.has("exponentialMaxWaitDuration") && !said.has("exponentialBackoffMultiplier")) {
            block.note("exponentialMaxWaitDuration had no effect in Resilience4j without exponentialBackoffMultiplier");
        }
        Duration max = said.duration("exponentialMaxWaitDuration", longest(first, said));
        block.line("retry.backoff", random ? "full-jitter" : "exponential")
                .line("retry.backoff.first", first.compareTo(max) > 0 ? max : first)
                .line("retry.backoff.max", max);
    }

    /** Ours doubles. */
    private static void multiplier(Said said, Block block, Findings findings) {
        if (!said.has("exponentialBackoffMultiplier")) {
            block.note("it doubles here; in Resilience4j it is 1.5 times as long each time");
        } else if (said.number("exponentialBackoffMultiplier", "2").compareTo(BigDecimal.valueOf(2)) != 0) {
            said.sources("exponentialBackoffMultiplier")
                    .forEach(source -> findings.leftOut(source, "has no equivalent: what grows, doubles"));
        } else {
            block.alsoFrom(said.sources("exponentialBackoffMultiplier"));
        }
    }

    /** The wait before the last attempt, which Resilience4j bounds by nothing else. */
    private static Duration longest(Duration first, Said said) {
        double multiplier = said.has("exponentialBackoffMultiplier")
                ? said.number("exponentialBackoffMultiplier", "2").doubleValue()
                : STANDARD_MULTIPLIER;
        double doublings = Math.max(0, said.count("maxAttempts", STANDARD_ATTEMPTS) - 2);
        double millis = first.toSeconds() * 1e3 + first.toMillisPart();
        millis *= Math.pow(Math.max(1, multiplier), doublings);
        Duration longest = millis < LONGEST_WAIT.toMillis() ? Duration.ofMillis(Math.round(millis)) : LONGEST_WAIT;
        return longest.compareTo(first) < 0 ? first : longest;
    }
}
