package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.LineImporter.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Resilience4jImporterTest {

    private static final LineImporter IMPORTER = new LineImporter(SettingsImporter.resilience4j(), "resilience4j.");

    private static final String BREAKER = "circuitbreaker.instances.a.";
    private static final String RETRY = "retry.instances.a.";
    private static final String BULKHEAD = "bulkhead.instances.a.";
    private static final String POOL = "thread-pool-bulkhead.instances.a.";
    private static final String TIME = "timelimiter.instances.a.";

    /** What some properties come to, by the names of theirs after {@code resilience4j.} and of ours after {@code seakeep.}. */
    private static final Map<List<String>, List<String>> EXAMPLES = examples();

    private static Map<List<String>, List<String>> examples() {
        Map<List<String>, List<String>> examples = new LinkedHashMap<>();
        examples.put(List.of(BREAKER + "failureRateThreshold=30"), List.of("breaker.failure-rate=0.3"));
        examples.put(List.of(BREAKER + "failureRateThreshold=12.5"), List.of("breaker.failure-rate=0.125"));
        examples.put(List.of(BREAKER + "failureRateThreshold=100"), List.of("breaker.failure-rate=1"));
        examples.put(
                List.of(BREAKER + "slidingWindowSize=50"),
                List.of("breaker.over-last-calls=50", "breaker.over-at-least=50"));
        examples.put(
                List.of(BREAKER + "slidingWindowSize=200", BREAKER + "minimumNumberOfCalls=30"),
                List.of("breaker.over-last-calls=200", "breaker.over-at-least=30"));
        examples.put(
                List.of(BREAKER + "slidingWindowType=COUNT_BASED"),
                List.of("breaker.over-last-calls=100", "breaker.over-at-least=100"));
        examples.put(
                List.of(BREAKER + "slidingWindowType=time-based", BREAKER + "slidingWindowSize=90"),
                List.of("breaker.over-last=90s"));
        examples.put(
                List.of(BREAKER + "slidingWindowType=TIME_BASED", BREAKER + "minimumNumberOfCalls=150"),
                List.of("breaker.over-last=100s", "breaker.over-at-least=150"));
        examples.put(List.of(BREAKER + "minimumNumberOfCalls=150"), List.of("breaker.over-at-least=100"));
        examples.put(
                List.of(BREAKER + "waitDurationInOpenState=5000"),
                List.of("breaker.open-for.first=5s", "breaker.open-for.longest=5s"));
        examples.put(
                List.of(
                        BREAKER + "waitDurationInOpenState=PT2S",
                        BREAKER + "enableExponentialBackoff=true",
                        BREAKER + "exponentialBackoffMultiplier=2",
                        BREAKER + "exponentialMaxWaitDurationInOpenState=2m"),
                List.of("breaker.open-for.first=2s", "breaker.open-for.longest=2min"));
        examples.put(
                List.of(BREAKER + "waitDurationInOpenState=60s", BREAKER + "enableExponentialBackoff=true"),
                List.of("breaker.open-for.first=1min", "breaker.open-for.longest=1min"));
        examples.put(
                List.of(BREAKER + "slowCallRateThreshold=80"),
                List.of(
                        "breaker.slow-calls.limit=1min",
                        "breaker.slow-calls.rate=0.8",
                        "breaker.slow-calls.mode=enforce"));
        examples.put(
                List.of(BREAKER + "slowCallDurationThreshold=1500ms"),
                List.of(
                        "breaker.slow-calls.limit=1500ms",
                        "breaker.slow-calls.rate=1",
                        "breaker.slow-calls.mode=enforce"));
        examples.put(List.of(BREAKER + "initialState=METRICS_ONLY"), List.of("breaker.mode=observe"));
        examples.put(List.of(BREAKER + "initialState=DISABLED"), List.of("breaker.mode=off"));
        examples.put(List.of(BREAKER + "initialState=CLOSED"), List.of());
        examples.put(List.of(RETRY + "maxAttempts=4"), List.of("retry.attempts=4"));
        examples.put(
                List.of(RETRY + "waitDuration=250ms"),
                List.of("retry.backoff=constant", "retry.backoff.first=250ms", "retry.backoff.max=250ms"));
        examples.put(
                List.of(RETRY + "waitDuration=250ms", RETRY + "enableRandomizedWait=true"),
                List.of("retry.backoff=equal-jitter", "retry.backoff.first=250ms", "retry.backoff.max=250ms"));
        examples.put(
                List.of(
                        RETRY + "waitDuration=100ms",
                        RETRY + "enableExponentialBackoff=true",
                        RETRY + "exponentialBackoffMultiplier=3",
                        RETRY + "maxAttempts=4"),
                List.of(
                        "retry.attempts=4",
                        "retry.backoff=exponential",
                        "retry.backoff.first=100ms",
                        "retry.backoff.max=900ms"));
        examples.put(
                List.of(
                        RETRY + "waitDuration=100ms",
                        RETRY + "enableExponentialBackoff=true",
                        RETRY + "enableRandomizedWait=true",
                        RETRY + "exponentialMaxWaitDuration=2s"),
                List.of("retry.backoff=full-jitter", "retry.backoff.first=100ms", "retry.backoff.max=2s"));
        examples.put(
                List.of(BULKHEAD + "maxConcurrentCalls=12"),
                List.of("bulkhead.mode=enforce", "bulkhead.kind=fixed", "bulkhead.limit=12"));
        examples.put(
                List.of(BULKHEAD + "maxConcurrentCalls=12", BULKHEAD + "maxWaitDuration=20ms"),
                List.of(
                        "bulkhead.mode=enforce",
                        "bulkhead.kind=fixed",
                        "bulkhead.limit=12",
                        "bulkhead.queue=48",
                        "bulkhead.max-wait=20ms"));
        examples.put(
                List.of(BULKHEAD + "maxWaitDuration=0"),
                List.of("bulkhead.mode=enforce", "bulkhead.kind=fixed", "bulkhead.limit=25"));
        examples.put(
                List.of(POOL + "maxThreadPoolSize=4"),
                List.of("bulkhead.mode=enforce", "bulkhead.kind=fixed", "bulkhead.limit=4", "bulkhead.threads=own"));
        examples.put(
                List.of(POOL + "maxThreadPoolSize=4", POOL + "queueCapacity=7", TIME + "timeoutDuration=2s"),
                List.of(
                        "bulkhead.mode=enforce",
                        "bulkhead.kind=fixed",
                        "bulkhead.limit=4",
                        "bulkhead.threads=own",
                        "bulkhead.queue=7",
                        "bulkhead.max-wait=2s",
                        "timeout.mode=enforce",
                        "timeout.kind=fixed",
                        "timeout.value=2s"));
        return examples;
    }

    private static ImportedSettings imported(String... lines) {
        return IMPORTER.read(lines);
    }

    @Test
    void everythingThatHasAnEquivalentIsTranslated() {
        IMPORTER.assertTranslates(EXAMPLES);
    }

    @Test
    void everyPropertyIsTranslatedOrHasAReason() {
        Set<String> translated = new TreeSet<>();
        EXAMPLES.keySet()
                .forEach(lines -> lines.forEach(line -> translated.add(line.replaceAll("instances\\.a\\.|=.*", ""))));
        Set<String> expected = new TreeSet<>();
        for (Resilience4jPolicy policy : Resilience4jImporter.POLICIES) {
            for (KnownProperty known : policy.known().all()) {
                String said = policy.name() + ".instances.a." + known.name();
                if (known.noEquivalent() != null) {
                    assertThat(imported(said + "=x").leftOut())
                            .containsExactly("resilience4j." + said + " = x: " + known.noEquivalent());
                } else if (!known.name().equals("baseConfig")) {
                    expected.add(policy.name() + "." + known.name());
                }
            }
        }
        assertThat(translated).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "circuitbreaker.instances.a.failureRateThreshold",
                "circuitbreaker.instances.a.failure-rate-threshold",
                "circuitBreaker.instances.a.failure_rate_threshold",
                "CIRCUITBREAKER.INSTANCES.a.FAILURERATETHRESHOLD",
                "circuitbreaker.instances[a].failureRateThreshold",
                "circuitbreaker.instances.\"a\".failureRateThreshold",
                "circuitbreaker.backends.a.failureRateThreshold"
            })
    void namesAreReadAsSpringReadsThem(String name) {
        assertThat(lines(imported(name + "=30"))).containsExactly("dependency.a.breaker.failure-rate=0.3");
    }

    @ParameterizedTest
    @CsvSource({
        "backendA, backend-a",
        "Order_Service, order-service",
        "HTTPClient, http-client",
        "'[back.end]', back-end",
        "inventory2, inventory2"
    })
    void namesOfInstancesBecomeOurs(String theirs, String ours) {
        String name = theirs.startsWith("[") ? "retry.instances" + theirs : "retry.instances." + theirs;
        ImportedSettings imported = imported(name + ".maxAttempts=3");

        assertThat(lines(imported)).containsExactly("dependency." + ours + ".retry.attempts=3");
        assertThat(imported.renamed()).hasSize(theirs.equals(ours) ? 0 : 1);
    }

    @Test
    void namesThatWouldBeOneAreRefused_allOfThem() {
        assertThatThrownBy(() -> imported(
                        "retry.instances.backendA.maxAttempts=3",
                        "bulkhead.instances.backend-a.maxConcurrentCalls=3",
                        "retry.instances.x_1.maxAttempts=3",
                        "retry.instances.x-1.maxAttempts=3",
                        "retry.instances[日本].maxAttempts=3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("backend-a and backendA would both be backend-a")
                .hasMessageContaining("x-1 and x_1 would both be x-1")
                .hasMessageContaining("日本 cannot be made a name of 1 to 100 of a-z, 0-9 and -");
    }

    @Test
    void whatHoldsForAllIsOurDefault_andIsNotRepeated() {
        ImportedSettings imported = imported(
                "circuitbreaker.configs.default.failureRateThreshold=30",
                "circuitbreaker.configs.default.slidingWindowSize=50",
                "circuitbreaker.instances.a.failureRateThreshold=30",
                "circuitbreaker.instances.b.failureRateThreshold=40",
                "circuitbreaker.instances.c.slidingWindowType=TIME_BASED",
                "circuitbreaker.instances.d.minimumNumberOfCalls=20");

        assertThat(lines(imported))
                .containsExactly(
                        "default.breaker.failure-rate=0.3",
                        "default.breaker.over-last-calls=50",
                        "default.breaker.over-at-least=50",
                        "dependency.b.breaker.failure-rate=0.4",
                        "dependency.c.breaker.over-last=50s",
                        "dependency.c.breaker.over-last-calls=none",
                        "dependency.d.breaker.over-at-least=20");
        assertThat(imported.text()).contains("Defaults: seakeep.default is for every dependency");
    }

    @Test
    void aBaseIsCopied() {
        assertThat(lines(imported(
                        "retry.configs.default.maxAttempts=5",
                        "retry.configs.careful.baseConfig=base",
                        "retry.configs.careful.wait-duration=10ms",
                        "retry.configs.base.maxAttempts=2",
                        "retry.instances.a.baseConfig=careful",
                        "retry.instances.b.baseConfig=careful",
                        "retry.instances.b.maxAttempts=3")))
                .containsExactly(
                        "default.retry.attempts=5",
                        "dependency.a.retry.attempts=2",
                        "dependency.a.retry.backoff=constant",
                        "dependency.a.retry.backoff.first=10ms",
                        "dependency.a.retry.backoff.max=10ms",
                        "dependency.b.retry.attempts=3",
                        "dependency.b.retry.backoff=constant",
                        "dependency.b.retry.backoff.first=10ms",
                        "dependency.b.retry.backoff.max=10ms");
    }

    /** Theirs takes nothing from {@code configs.default} then, and ours would. */
    @Test
    void aBreakerWithAnotherBaseHasResilience4jsOwnDefaults() {
        assertThat(lines(imported(
                        "circuitbreaker.configs.default.failureRateThreshold=30",
                        "circuitbreaker.configs.default.initialState=DISABLED",
                        "circuitbreaker.configs.other.minimumNumberOfCalls=10",
                        "circuitbreaker.instances.a.baseConfig=other")))
                .containsExactly(
                        "default.breaker.mode=off",
                        "default.breaker.failure-rate=0.3",
                        "dependency.a.breaker.mode=enforce",
                        "dependency.a.breaker.failure-rate=0.5",
                        "dependency.a.breaker.over-at-least=10");
    }

    @Test
    void aConfigOfTheSameNameIsTheBaseOfABreaker() {
        assertThat(lines(imported(
                        "circuitbreaker.configs.a.failureRateThreshold=30",
                        "circuitbreaker.instances.a.minimumNumberOfCalls=10")))
                .containsExactly("dependency.a.breaker.failure-rate=0.3", "dependency.a.breaker.over-at-least=10");
    }

    @Test
    void whatIsWrongWithBasesIsSaid() {
        assertThat(imported(
                                "retry.instances.a.baseConfig=gone",
                                "retry.instances.b.baseConfig=x",
                                "retry.configs.x.baseConfig=y",
                                "retry.configs.y.baseConfig=x",
                                "retry.configs.nobodys.maxAttempts=3")
                        .leftOut())
                .containsExactly(
                        "resilience4j.retry.instances.a.baseConfig = gone: names no config that is there; Resilience4j would not start",
                        "resilience4j.retry.configs.y.baseConfig = x: goes round in a circle; Resilience4j would not start",
                        "resilience4j.retry.configs.nobodys: is the base of no instance");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "circuitbreaker.instances.a.failureRateThreshold=0 | breaker.failure-rate = 0 | above 0 up to 1",
                "circuitbreaker.instances.a.slidingWindowSize=20000 | breaker.over-at-least = 100 | breaker.over-last-calls must be a whole number from 1 to 10000",
                "circuitbreaker.instances.a.waitDurationInOpenState=2h | breaker.open-for.longest = 2h | breaker.open-for.first must be from 1ms to 1h",
                "retry.instances.a.waitDuration=0 | retry.backoff = constant | retry.backoff.first must be from 1ms to 1h",
                "retry.instances.a.maxAttempts=0 | retry.attempts = 0 | from 1 to 100",
                "bulkhead.instances.a.maxConcurrentCalls=0 | bulkhead.limit = 0 | from 1 to 100000",
                "timelimiter.instances.a.timeoutDuration=PT999999999999H | timeout.value = PT999999999999H | from 1ms to 1h"
            })
    void whatIsOutOfRangeIsCommentedOutAsAWhole(String theirs, String line, String range) {
        ImportedSettings imported = imported(theirs);

        assertThat(imported.settings()).isEmpty();
        assertThat(imported.text())
                .contains("#seakeep.dependency.a." + line + "\n")
                .contains("out of range: ")
                .contains(range);
        assertThat(imported.leftOut()).isNotEmpty().allMatch(left -> left.contains("out of range"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "circuitbreaker.instances.a.failureRateThreshold=many | a number that is not negative",
                "circuitbreaker.instances.a.failureRateThreshold=-1 | a number that is not negative",
                "circuitbreaker.instances.a.slidingWindowType=HOURLY | COUNT_BASED or TIME_BASED",
                "retry.instances.a.waitDuration=soon | a duration, such as 500ms",
                "retry.instances.a.waitDuration=-5s | a duration, such as 500ms",
                "retry.instances.a.maxAttempts=1.5 | a whole number",
                "retry.instances.a.enableExponentialBackoff=ja | true or false",
                "retry.instances.a.maxAttempts=${ATTEMPTS:3} | has a placeholder",
                "retry.instances.a.maxAtempts=3 | is no property of Resilience4j 2.4.0",
                "retry.instances.a.maxAttempts[0]=3 | is no property of Resilience4j 2.4.0",
                "retry.instances.a=3 | is no property of Resilience4j 2.4.0",
                "sandwich.instances.a.b=3 | is no property of Resilience4j 2.4.0",
                "circuitbreaker.instances.a.initialState=FORCED_OPEN | forceOpen() in code",
                "circuitbreaker.instances.a.recordExceptions[0]=java.io.IOException | by a Classifier",
                "retry.instances.a.exponentialMaxWaitDuration=3s | has no effect in Resilience4j without waitDuration",
                "circuitbreaker.instances.a.enableExponentialBackoff=true | without waitDurationInOpenState",
                "thread-pool-bulkhead.instances.a.queueCapacity=3 | needs maxThreadPoolSize",
                "ratelimiter.instances.a.limitForPeriod=10 | there is no rate limiter",
                "micrometer.timer.instances.a.metricNames=x | taken from the tracker",
                "scheduled.executor.corePoolSize=1 | executor(executor)",
                "retry.retryAspectOrder=1 | the order follows from positions",
                "circuitbreaker.metrics.enabled=true | binding Micrometer",
                "retry.tags.team=a | dependency and key"
            })
    void whatIsLeftOutIsListedWithTheReason(String theirs, String reason) {
        assertThat(imported(theirs).settings().keySet()).allMatch(name -> name.contains("over-"));
        assertThat(imported(theirs).leftOut())
                .singleElement()
                .asString()
                .startsWith("resilience4j." + theirs.replace("=", " = "))
                .contains(reason);
    }

    @Test
    void aPoolAndABulkheadOfOneNameCannotBothHold() {
        ImportedSettings imported = imported(POOL + "maxThreadPoolSize=4", BULKHEAD + "maxConcurrentCalls=9");

        assertThat(imported.settings()).containsEntry("seakeep.dependency.a.bulkhead.limit", "4");
        assertThat(imported.text()).contains("said already, and otherwise: bulkhead.limit is 4\n");
    }

    @Test
    void aQueueThatWaitsForAnyTimeIsCommentedOut() {
        assertThat(imported(POOL + "maxThreadPoolSize=4", POOL + "queueCapacity=9")
                        .text())
                .contains("needs bulkhead.max-wait beside it")
                .contains("#seakeep.dependency.a.bulkhead.queue = 9\n");
    }

    @Test
    void aMultiplierThatIsKeptIsNamedBesideWhatCameOfItAndOneThatIsNotSaysWhy() {
        assertThat(imported(
                                RETRY + "waitDuration=100ms",
                                RETRY + "enableExponentialBackoff=true",
                                RETRY + "exponentialBackoffMultiplier=2")
                        .text())
                .contains("exponentialBackoffMultiplier = 2\n#   callers that failed");
        assertThat(imported(
                                BREAKER + "waitDurationInOpenState=2s",
                                BREAKER + "enableExponentialBackoff=true",
                                BREAKER + "exponentialBackoffMultiplier=2.0")
                        .text())
                .contains("exponentialBackoffMultiplier", "it doubles, and only while nothing succeeds");
    }

    @Test
    void nothingInAValueEndsTheComment() {
        assertThat(imported("retry.instances.a.resultPredicate=x\nseakeep.default.breaker.mode = off\u2028y")
                        .text())
                .contains("resultPredicate = x?seakeep.default.breaker.mode = off?y\n");
    }

    @Test
    void ofOthersNothingIsSaid() {
        assertThat(SettingsImporter.resilience4j()
                        .read(Map.of(
                                "spring.application.name",
                                "shop",
                                "",
                                "",
                                "hystrix.command.default.fallback.enabled",
                                "true"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatIsCommentedOutOfTheDefaultsIsInheritedByNobody() {
        String defaults = "thread-pool-bulkhead.configs.default.";
        ImportedSettings imported = imported(
                defaults + "maxThreadPoolSize=4",
                defaults + "queueCapacity=9",
                POOL + "queueCapacity=9",
                TIME + "timeoutDuration=2s");

        assertThat(imported.text()).contains("#seakeep.default.bulkhead.queue = 9\n");
        assertThat(lines(imported))
                .contains("dependency.a.bulkhead.queue=9", "dependency.a.bulkhead.max-wait=2s")
                .doesNotContain("dependency.a.bulkhead.limit=4");
    }

    @Test
    void whatHoldsTogetherWithAWrongDefaultIsSaidAgainByWhoHasARightOne() {
        ImportedSettings imported =
                imported("bulkhead.configs.default.maxConcurrentCalls=999999", BULKHEAD + "maxConcurrentCalls=5");

        assertThat(lines(imported))
                .containsExactly(
                        "dependency.a.bulkhead.mode=enforce",
                        "dependency.a.bulkhead.kind=fixed",
                        "dependency.a.bulkhead.limit=5");
    }

    @Test
    void whatIsOutOfRangeInTheDefaultsIsNotListedForEachInstance() {
        ImportedSettings imported = imported(
                "circuitbreaker.configs.default.slidingWindowType=TIME_BASED",
                "circuitbreaker.configs.default.slidingWindowSize=90000",
                BREAKER + "failureRateThreshold=30");

        assertThat(imported.leftOut()).singleElement().asString().startsWith("seakeep.default.breaker.over-last");
    }
}
