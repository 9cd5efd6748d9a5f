package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.retry.Retry;
import io.seakeep.settings.Setting;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that operators write, while a service runs. */
final class SettingsReloadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private Path file;
    private Seakeep seakeep;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("operator.properties");
        Files.writeString(file, "");
        seakeep = Seakeep.builder()
                .time(time)
                .seed(7)
                .listener(events::add)
                .settings(SettingsSources.builder()
                        .service("seakeep.properties", "seakeep.default.retry.attempts = 4\n")
                        .operatorFile(file)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        seakeep.close();
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
    }

    private static void fail(Dependency dependency) {
        try {
            dependency.run(attempt -> {
                throw new IOException("broken");
            });
        } catch (IOException | CallRejectedException expected) {
            // that is what is tested
        }
    }

    private <E extends SeakeepEvent> List<E> heard(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void holdsWithinASecondForHandlesThatAreOutAlready() throws IOException {
        Dependency search = seakeep.dependency("search");
        CircuitBreaker breaker = search.policy(CircuitBreaker.class);
        assertThat(search.describe()).contains("5 in a row fail").contains("up to 4 attempts");
        write("seakeep.dependency.search.breaker.consecutive-failures = 2\nseakeep.default.retry.attempts = 3\n");
        time.advance(SECOND);
        assertThat(search.describe()).contains("2 in a row fail").contains("up to 3 attempts");
        assertThat(search.policy(CircuitBreaker.class)).isSameAs(breaker);
        fail(search);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        fail(search);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(heard(SettingsReloaded.class))
                .extracting(SettingsReloaded::message)
                .containsExactly("settings were reloaded; dependencies and keys for which something changed: 1");
        assertThat(search.explain()).contains("breaker.consecutive-failures").contains("operator.properties:1");
    }

    @Test
    void whatIsKnownStaysKnownAndAnOpenBreakerOpen() throws IOException {
        Dependency search = seakeep.dependency("search");
        for (int i = 0; i < 200; i++) {
            search.run(attempt -> time.advance(Duration.ofMillis(5)));
        }
        time.advance(SECOND);
        long seen = search.latency().count();
        assertThat(seen).isPositive();
        for (int i = 0; i < 6; i++) {
            fail(search);
        }
        CircuitBreaker breaker = search.policy(CircuitBreaker.class);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        write("seakeep.default.breaker.recover-over = 1s\n");
        time.advance(SECOND);
        assertThat(search.describe()).contains("recovers over 1 s");
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(search.latency().count()).isGreaterThanOrEqualTo(seen);
    }

    @Test
    void nothingOfAFileHoldsInWhichAnythingIsWrong() throws IOException {
        Dependency search = seakeep.dependency("search");
        String before = search.describe();
        write(
                "seakeep.default.retry.attempts = 7\nseakeep.default.retry.atempts = 3\nseakeep.default.budget.share = 5\n");
        time.advance(SECOND);
        assertThat(search.describe()).isEqualTo(before);
        assertThat(heard(SettingsRefused.class)).hasSize(1);
        assertThat(heard(SettingsRefused.class).get(0).problems())
                .anySatisfy(problem ->
                        assertThat(problem).contains("operator.properties:2").contains("retry.attempts"))
                .anySatisfy(problem -> assertThat(problem).contains("operator.properties:3"));
        time.advance(SECOND);
        assertThat(heard(SettingsRefused.class)).as("said once").hasSize(1);
        write("seakeep.default.retry.attempts = 7\n");
        time.advance(SECOND);
        assertThat(search.describe()).contains("up to 7 attempts");
    }

    @Test
    void nothingHoldsIfItCannotBeTogetherWithWhatTheCodeSays() throws IOException {
        Dependency search = seakeep.dependency(
                "search", d -> d.with(CircuitBreaker.of().openFor(Duration.ofSeconds(5), Duration.ofSeconds(10))));
        seakeep.dependency("stock");
        write("seakeep.default.breaker.open-for.longest = 2s\n");
        time.advance(SECOND);
        assertThat(heard(SettingsRefused.class)).hasSize(1);
        assertThat(heard(SettingsRefused.class).get(0).problems())
                .singleElement()
                .asString()
                .contains("dependency search")
                .contains("breaker.open-for.first must be at most breaker.open-for.longest")
                .contains("operator.properties:1");
        assertThat(search.describe()).contains("stays open for 5 s to 10 s");
        assertThat(seakeep.dependency("stock").describe()).contains("1 s to 30 s");
    }

    @Test
    void callsUnderWayEndUnderWhatTheyBeganWith() throws IOException {
        Dependency search = seakeep.dependency("search", d -> d.with(Retry.of().attempts(1)));
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> call = search.callAsync(attempt -> answer);
        Permit permit = search.acquire();
        write(
                "seakeep.default.breaker.mode = off\nseakeep.default.deadline.mode = enforce\nseakeep.default.deadline.limit = 2s\n");
        time.advance(SECOND);
        assertThat(search.describe()).doesNotContain("breaker").contains("deadline");
        time.advance(Duration.ofSeconds(5));
        permit.succeed("late, and a success all the same");
        answer.complete("so is this");
        assertThat(call).isCompletedWithValue("so is this");
        CompletableFuture<String> never = search.callAsync(attempt -> new CompletableFuture<>());
        time.advance(Duration.ofSeconds(3));
        assertThat(never).isCompletedExceptionally();
        time.advance(SECOND);
        assertThat(search.latency().count()).isPositive();
    }

    @Test
    void aPolicyThatIsSwitchedOffAndOnStartsAnew() throws IOException {
        Dependency search = seakeep.dependency("search");
        search.policy(CircuitBreaker.class).forceOpen();
        assertThatThrownBy(() -> search.run(attempt -> {})).isInstanceOf(CallRejectedException.class);
        write("seakeep.default.breaker.mode = off\n");
        time.advance(SECOND);
        search.run(attempt -> {});
        write("");
        time.advance(SECOND);
        assertThat(search.policy(CircuitBreaker.class).state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void keysHaveSettingsOfTheirOwn() throws IOException {
        Dependency search = seakeep.dependency("search");
        Dependency europe = search.key("eu");
        write("seakeep.dependency.search[eu].retry.attempts = 9\n");
        time.advance(SECOND);
        assertThat(europe.describe()).contains("up to 9 attempts");
        assertThat(search.describe()).contains("up to 4 attempts");
        assertThat(search.key("us").describe()).contains("up to 4 attempts");
    }

    @Test
    void aDependencyThatIsMadeLaterGoesByWhatHoldsThen() throws IOException {
        write("seakeep.default.retry.attempts = 6\n");
        time.advance(SECOND);
        assertThat(seakeep.dependency("search").describe()).contains("up to 6 attempts");
    }

    @Test
    void tellsWhatMakesLittleSense() {
        seakeep.dependency(
                "search",
                d -> d.with(CallDeadline.after(Duration.ofMillis(20)))
                        .with(Retry.of().backoff(io.seakeep.retry.Backoff.constant(Duration.ofMillis(50)))));
        time.advance(SECOND);
        assertThat(heard(SettingsReported.class))
                .extracting(SettingsReported::report)
                .anyMatch(report -> report.contains("there is hardly ever time for a retry"));
    }

    @Test
    void anOrganisationStopsNoServiceWhateverItSays() {
        SettingsSources sources = SettingsSources.builder()
                .organisation(
                        "acme.properties",
                        1,
                        "seakeep.default.breaker.open-for.longest = 2s\nseakeep.default.retry.attempts = 3\n")
                .service("seakeep.properties", "seakeep.default.breaker.open-for.first = 5s\n")
                .build();
        List<SeakeepEvent> told = new ArrayList<>();
        Seakeep started = Seakeep.builder()
                .time(time)
                .listener(told::add)
                .settings(sources)
                .build();
        Dependency search = started.dependency("search");
        time.advance(SECOND);
        assertThat(search.describe()).contains("stays open for 5 s to 30 s").contains("up to 3 attempts");
        assertThat(told.toString())
                .contains("what an organisation says was left out")
                .contains("open-for.longest was set by organisation, acme.properties:1");
        assertThat(search.explain()).contains("5s").doesNotContain("2s");
        started.close();
    }

    @Test
    void anOrganisationStopsNoServiceByASettingThatTheProblemDoesNotName() {
        SettingsSources sources = SettingsSources.builder()
                .organisation(
                        "acme.properties",
                        1,
                        "seakeep.default.breaker.slow-calls.mode = enforce\nseakeep.default.retry.attempts = 3\n")
                .build();
        List<SeakeepEvent> told = new ArrayList<>();
        Seakeep started = Seakeep.builder()
                .time(time)
                .listener(told::add)
                .settings(sources)
                .build();
        Dependency search = started.dependency("search");
        time.advance(SECOND);
        assertThat(search.explain()).doesNotContain("acme.properties:1");
        assertThat(search.describe()).as("of another policy").contains("up to 3 attempts");
        assertThat(told.toString())
                .contains("what an organisation says was left out")
                .contains("breaker.slow-calls has a mode but no limit");
        started.close();
    }

    @Test
    void aServiceDoesNotStartWithSettingsThatCannotBe() {
        SettingsSources wrong = SettingsSources.builder()
                .service(
                        "seakeep.properties",
                        "seakeep.default.retry.atempts = 4\nseakeep.default.breaker.failure-rate = 50\n")
                .build();
        assertThatThrownBy(() -> Seakeep.builder().time(time).settings(wrong).build())
                .isInstanceOf(IllegalConfigurationException.class)
                .satisfies(refused -> assertThat(((IllegalConfigurationException) refused).problems())
                        .hasSize(2))
                .hasMessageContaining("seakeep.properties:1")
                .hasMessageContaining("retry.attempts")
                .hasMessageContaining("seakeep.properties:2");
    }

    @Test
    void explainsByTheFileAsItIsNowAlsoWhereItSaysTheSame() throws IOException {
        Dependency search = seakeep.dependency("search");
        write("seakeep.default.retry.attempts = 3\n");
        time.advance(SECOND);
        assertThat(search.explain()).contains("operator.properties:1");
        write("# why\nseakeep.default.retry.attempts = 3\n");
        time.advance(SECOND);
        assertThat(search.explain()).contains("operator.properties:2").doesNotContain("operator.properties:1");
    }

    @Test
    void aDeadlineThatOnlyObservesIsNoneOfTheChoices() throws IOException {
        Dependency search = seakeep.dependency("search");
        write("seakeep.default.deadline.mode = observe\nseakeep.default.deadline.limit = 2s\n");

        time.advance(SECOND);

        assertThat(heard(SettingsRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.problems())
                        .containsExactly(file + ":1: seakeep.default.deadline.mode must be enforce | off: observe"));
        assertThat(search.describe()).doesNotContain("deadline");
    }

    @Test
    void aFileThatIsNamedNoMoreHoldsNoMore_whichIsReported() throws IOException {
        write("seakeep.default.retry.attempts = 7\n");
        Properties properties = new Properties();
        properties.setProperty("seakeep.operator.file", file.toString());
        try (Seakeep named = Seakeep.builder()
                .time(time)
                .listener(events::add)
                .settings(SettingsSources.builder().systemProperties(properties).build())
                .build()) {
            Dependency search = named.dependency("search");
            assertThat(search.describe()).contains("up to 7 attempts");
            time.advance(SECOND);
            properties.remove("seakeep.operator.file");
            time.advance(SECOND);

            assertThat(search.describe()).contains("up to 2 attempts");
            assertThat(heard(SettingsReported.class))
                    .singleElement()
                    .satisfies(reported -> assertThat(reported.message()).contains(file + ": is named no more"));
            properties.setProperty("seakeep.operator.file", file.toString());
            time.advance(SECOND);
            assertThat(search.describe()).as("named again").contains("up to 7 attempts");
        }
    }

    /** Code can put any value into a setting of the schema; a deadline said to observe would be enforced. */
    @Test
    @SuppressWarnings("unchecked")
    void norIsItWhereCodeSaysSo() {
        CallDeadline deadline = CallDeadline.after(SECOND);
        Setting<Mode> mode = (Setting<Mode>) deadline.schema().stream()
                .filter(setting -> setting.name().equals("deadline.mode"))
                .findFirst()
                .orElseThrow();
        CallDeadline observing = deadline.with(deadline.said().with(mode, Mode.OBSERVE));

        assertThatThrownBy(() -> seakeep.dependency("search", it -> it.with(observing)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("deadline.mode must be enforce | off: observe");
    }
}
