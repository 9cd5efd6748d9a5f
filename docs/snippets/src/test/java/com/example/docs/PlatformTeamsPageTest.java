package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.retry.Retry;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code and the settings of docs/platform-teams.md, save what is of {@code ComposedTest}. */
class PlatformTeamsPageTest {

    private static final Path DOCS = Path.of("..");

    private final List<SeakeepEvent> events = new ArrayList<>();

    private Seakeep with(SettingsSources settings) {
        return Seakeep.builder()
                .time(new VirtualTime())
                .seed(1)
                .listener(events::add)
                .settings(settings)
                .build();
    }

    private static String properties(Path page) throws IOException {
        return Page.read(page).blocks.stream()
                .filter(block -> block.language().equals("properties"))
                .findFirst()
                .orElseThrow()
                .code();
    }

    @Test
    void everythingExplainsItself() throws IOException {
        Seakeep seakeep = with(SettingsSources.builder()
                .organisation("acme.properties", 0, properties(DOCS.resolve("platform-teams.md")))
                .service("seakeep.properties", "seakeep.default.breaker.failure-rate = 0.3")
                .build());
        Dependency payments =
                seakeep.dependency("payments-api", d -> d.with(Retry.of().attempts(6)));
        Dependency inventory = seakeep.dependency("inventory");

        System.out.println(seakeep.describe()); // every pipeline, in order
        System.out.println(inventory.policy(CircuitBreaker.class).explain()); // what it does now, and why
        System.out.println(inventory.policy(Bulkhead.class).explain());
        System.out.println(payments.explain()); // one dependency; seakeep.explain() has all

        assertThat(payments.explain().lines().map(PlatformTeamsPageTest::squeezed))
                .containsAll(Page.read(DOCS.resolve("platform-teams.md")).blocks.stream()
                        .filter(block -> block.code().contains(" <- "))
                        .findFirst()
                        .orElseThrow()
                        .code()
                        .lines()
                        .map(PlatformTeamsPageTest::squeezed)
                        .toList());
    }

    private static String squeezed(String line) {
        return line.replaceAll(" +", " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-teams.md", "../README.md"})
    void theJarsOfThePagesAreRight(String page) throws IOException {
        Seakeep seakeep = with(SettingsSources.builder()
                .organisation("acme.properties", 0, properties(DOCS.resolve(page)))
                .build());
        seakeep.dependency("inventory");

        assertThat(events.stream().filter(event -> event.severity() == SeakeepEvent.Severity.WARNING))
                .isEmpty();
        assertThat(seakeep.explain()).contains("<- organisation, acme.properties");
    }

    @Test
    void whatIsMisspeltIsSaidAsThePageSaysIt() throws IOException {
        SettingsSources misspelt = SettingsSources.builder()
                .service("seakeep.properties", "seakeep.default.breaker.falure-rate = 0.3")
                .build();
        String told = Page.read(DOCS.resolve("platform-teams.md")).blocks.stream()
                .map(Page.Block::code)
                .filter(code -> code.startsWith("settings: "))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> with(misspelt)).hasMessage(told);
    }
}
