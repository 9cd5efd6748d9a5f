package io.seakeep.settings.importing;

import static io.seakeep.settings.importing.LineImporter.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HystrixImporterTest {

    private static final LineImporter IMPORTER = new LineImporter(SettingsImporter.hystrix(), "hystrix.");

    private static final String TIMEOUT = "command.a.execution.isolation.thread.timeoutInMilliseconds";
    private static final String STRATEGY = "command.a.execution.isolation.strategy";
    private static final List<String> POOL_OF_TEN =
            List.of("bulkhead.mode=enforce", "bulkhead.kind=fixed", "bulkhead.limit=10", "bulkhead.threads=own");

    /** What some properties come to, by the names of theirs after {@code hystrix.} and of ours after {@code seakeep.}. */
    private static final Map<List<String>, List<String>> EXAMPLES = examples();

    private static Map<List<String>, List<String>> examples() {
        Map<List<String>, List<String>> examples = new LinkedHashMap<>();
        examples.put(List.of("command.a.circuitBreaker.enabled=true"), List.of("breaker.mode=enforce"));
        examples.put(List.of("command.a.circuitBreaker.enabled=false"), List.of("breaker.mode=off"));
        examples.put(List.of("command.a.circuitBreaker.forceClosed=true"), List.of("breaker.mode=observe"));
        examples.put(List.of("command.a.circuitBreaker.forceOpen=false"), List.of());
        examples.put(List.of("command.a.circuitBreaker.requestVolumeThreshold=7"), List.of("breaker.over-at-least=7"));
        examples.put(
                List.of("command.a.circuitBreaker.sleepWindowInMilliseconds=5000"),
                List.of("breaker.open-for.first=5s", "breaker.open-for.longest=5s"));
        examples.put(
                List.of("command.a.circuitBreaker.errorThresholdPercentage=25"), List.of("breaker.failure-rate=0.25"));
        examples.put(
                List.of("command.a.metrics.rollingStats.timeInMilliseconds=20000"), List.of("breaker.over-last=20s"));
        examples.put(
                List.of(TIMEOUT + "=500"),
                List.of(
                        "timeout.mode=enforce",
                        "timeout.kind=fixed",
                        "timeout.value=500ms",
                        "timeout.enforcement=isolated"));
        examples.put(
                List.of("command.a.execution.timeout.enabled=true"),
                List.of(
                        "timeout.mode=enforce",
                        "timeout.kind=fixed",
                        "timeout.value=1s",
                        "timeout.enforcement=isolated"));
        examples.put(List.of("command.a.execution.timeout.enabled=false"), List.of("timeout.mode=off"));
        examples.put(List.of(STRATEGY + "=THREAD"), POOL_OF_TEN);
        examples.put(
                List.of(STRATEGY + "=SEMAPHORE", "command.a.execution.isolation.semaphore.maxConcurrentRequests=8"),
                List.of(
                        "bulkhead.mode=enforce",
                        "bulkhead.kind=fixed",
                        "bulkhead.limit=8",
                        "bulkhead.threads=callers"));
        examples.put(List.of("command.a.threadPoolKeyOverride=shared", "threadpool.shared.coreSize=10"), POOL_OF_TEN);
        examples.put(
                List.of(
                        TIMEOUT + "=500",
                        "threadpool.a.coreSize=4",
                        "threadpool.a.maximumSize=10",
                        "threadpool.a.allowMaximumSizeToDivergeFromCoreSize=true",
                        "threadpool.a.maxQueueSize=100",
                        "threadpool.a.queueSizeRejectionThreshold=50"),
                concat(
                        POOL_OF_TEN,
                        "bulkhead.queue=50",
                        "bulkhead.max-wait=500ms",
                        "timeout.mode=enforce",
                        "timeout.kind=fixed",
                        "timeout.value=500ms"));
        examples.put(
                List.of(STRATEGY + "=THREAD", "threadpool.a.maximumSize=50", "threadpool.a.maxQueueSize=-1"),
                POOL_OF_TEN);
        return examples;
    }

    private static List<String> concat(List<String> lines, String... more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(List.of(more));
        return all;
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
                .forEach(lines -> lines.forEach(line -> translated.add(line.replaceAll("\\.(a|shared)\\.|=.*", "."))));
        Set<String> expected = new TreeSet<>();
        Map.of("command", HystrixCommands.KNOWN, "threadpool", HystrixPools.KNOWN)
                .forEach((kind, all) -> {
                    for (KnownProperty known : all.all()) {
                        String said = kind + ".a." + known.name();
                        if (known.noEquivalent() == null) {
                            expected.add(kind + "." + known.name() + ".");
                        } else {
                            assertThat(imported(said + "=false").leftOut())
                                    .containsExactly("hystrix." + said + " = false: " + known.noEquivalent());
                        }
                    }
                });
        assertThat(translated).isEqualTo(expected);
    }

    @Test
    void whatHoldsForAllIsOurDefault_andIsNotRepeated() {
        assertThat(lines(imported(
                        "command.default.execution.isolation.strategy=SEMAPHORE",
                        "command.default.circuitBreaker.errorThresholdPercentage=30",
                        "command.a.circuitBreaker.errorThresholdPercentage=30",
                        "command.b.execution.isolation.semaphore.maxConcurrentRequests=3",
                        "command.c.execution.isolation.strategy=THREAD")))
                .containsExactly(
                        "default.breaker.failure-rate=0.3",
                        "default.bulkhead.mode=enforce",
                        "default.bulkhead.kind=fixed",
                        "default.bulkhead.limit=10",
                        "default.bulkhead.threads=callers",
                        "dependency.b.bulkhead.limit=3",
                        "dependency.c.bulkhead.threads=own");
    }

    @Test
    void poolsWithoutADefaultCommandAreDefaultsToo() {
        assertThat(lines(imported("threadpool.default.coreSize=30"))).contains("default.bulkhead.limit=30");
    }

    @Test
    void keysMayHaveDotsAndBrackets() {
        ImportedSettings imported = imported("command.UserClient#get(java.lang.Long).circuitBreaker.enabled=false");

        assertThat(lines(imported)).containsExactly("dependency.user-client-get-java-lang-long.breaker.mode=off");
        assertThat(imported.renamed())
                .containsExactly("UserClient#get(java.lang.Long) is user-client-get-java-lang-long");
    }

    @Test
    void keysThatWouldBeOneAreRefused() {
        assertThatThrownBy(() -> imported(
                        "command.GetUser.circuitBreaker.enabled=false",
                        "command.get-user.circuitBreaker.enabled=false"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GetUser and get-user would both be get-user");
    }

    @Test
    void aPoolOfUnknownCommandsIsCommentedOut() {
        ImportedSettings imported = imported("threadpool.orders.coreSize=5", "threadpool.orders.maxQueueSize=3");

        assertThat(imported.settings()).isEmpty();
        assertThat(imported.text())
                .contains("nothing says which commands run in the pool orders")
                .contains("#seakeep.dependency.NAME.bulkhead.limit = 5\n")
                .contains("#seakeep.dependency.NAME.bulkhead.queue = 3\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command.a.circuitBreaker.forceOpen=true | REFUSES ALL CALLS",
                "command.a.execution.isolation.semaphore.maxConcurrentRequests=3 | no effect in Hystrix",
                "command.a.circuitBreaker.requestVolumeThreshold=x | a whole number",
                "command.a.circuitBreaker.requestVolumeTreshold=3 | is no property of Hystrix 1.5.18",
                "command.a=3 | is no property of Hystrix 1.5.18",
                "command.circuitBreaker.enabled=true | is no property of Hystrix 1.5.18",
                "collapser.a.maxRequestsInBatch=3 | calls are not batched",
                "shareSecurityContext=true | is no property of Hystrix' commands and pools"
            })
    void whatIsLeftOutIsListedWithTheReason(String theirs, String reason) {
        assertThat(imported(theirs).settings()).isEmpty();
        assertThat(imported(theirs).leftOut())
                .singleElement()
                .asString()
                .startsWith("hystrix." + theirs.replace("=", " = "))
                .contains(reason);
    }

    /** There nothing bounds the wait then; a second of ours would refuse what waited longer. */
    @Test
    void aQueueWithoutATimeoutHasNoLongestWait() {
        ImportedSettings imported = imported(
                "command.a.execution.timeout.enabled=false", "threadpool.a.coreSize=10", "threadpool.a.maxQueueSize=5");

        assertThat(lines(imported))
                .containsExactlyElementsOf(concat(POOL_OF_TEN, "timeout.mode=off").stream()
                        .map(line -> "dependency.a." + line)
                        .toList());
        assertThat(imported.text())
                .contains(
                        "# hystrix.command.a.execution.timeout.enabled = false\n#   the smaller of both is what counts in Hystrix\n")
                .contains("needs bulkhead.max-wait beside it")
                .contains("#seakeep.dependency.a.bulkhead.queue = 5\n")
                .doesNotContain("bulkhead.max-wait =");
    }

    @Test
    void aTimeoutThatIsSwitchedOffKeepsItsValue() {
        assertThat(lines(imported("command.default.execution.timeout.enabled=false", TIMEOUT + "=500")))
                .containsExactly(
                        "default.timeout.mode=off",
                        "dependency.a.timeout.kind=fixed",
                        "dependency.a.timeout.value=500ms");
    }
}
