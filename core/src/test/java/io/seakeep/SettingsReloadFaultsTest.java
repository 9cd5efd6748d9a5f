package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that operators write, where something of the user's breaks over it. */
final class SettingsReloadFaultsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String TWO_FAILURES = "seakeep.default.breaker.consecutive-failures = 2\n";

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private final AtomicInteger threadsLacking = new AtomicInteger();
    private Path file;
    private Seakeep seakeep;
    private Dependency search;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("operator.properties");
        Files.writeString(file, "");
        seakeep = Seakeep.builder()
                .time(time)
                .seed(7)
                .executor(this::execute)
                .listener(events::add)
                .settings(SettingsSources.builder().operatorFile(file).build())
                .build();
        search = seakeep.dependency("search", d -> d.with(new BrokenPolicy()));
        time.advance(SECOND);
    }

    @AfterEach
    void stop() {
        seakeep.close();
    }

    private void execute(Runnable work) {
        if (threadsLacking.getAndUpdate(lacking -> Math.max(0, lacking - 1)) > 0) {
            throw new InternalError("no thread to be had");
        }
        time.execute(work);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        time.advance(SECOND);
    }

    private static void failTwice(Dependency dependency) {
        for (int i = 0; i < 2; i++) {
            try {
                dependency.run(attempt -> {
                    throw new IOException("broken");
                });
            } catch (IOException | CallRejectedException expected) {
                // that is what is tested
            }
        }
    }

    private <E extends SeakeepEvent> List<E> heard(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void aPolicyThatCannotBeStartedLeavesItsPipelineAsItWas() throws IOException {
        CircuitBreaker breaker = search.policy(CircuitBreaker.class);

        write(TWO_FAILURES + "seakeep.dependency.search.budget.share = 0.5\n");

        assertThat(search.describe()).contains("5 in a row fail");
        failTwice(search);
        assertThat(breaker.state()).as("by what is said to be in force").isEqualTo(BreakerState.CLOSED);
        assertThat(heard(UserCodeFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.message()).contains("reconfiguring of search failed"));
    }

    @Test
    void aPolicyThatCannotBeStartedKeepsNoOtherPipelineFromItsSettings() throws IOException {
        Dependency key = search.key("eu");
        Dependency stock = seakeep.dependency("stock");
        Dependency orders = seakeep.dependency("orders");

        write(TWO_FAILURES
                + "seakeep.dependency.search.budget.share = 0.5\nseakeep.dependency.search[eu].budget.share = 0.3\n");

        assertThat(List.of(key.describe(), stock.describe(), orders.describe()))
                .allSatisfy(pipeline -> assertThat(pipeline).contains("2 in a row fail"));
        assertThat(heard(SettingsReloaded.class))
                .extracting(SettingsReloaded::changed)
                .containsExactly(3);

        write(TWO_FAILURES);

        assertThat(search.describe()).contains("2 in a row fail");
        failTwice(search);
        assertThat(search.policy(CircuitBreaker.class).state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void aFileThatCannotBeJudgedIsRefusedAndTheNextOneIsRead() throws IOException {
        write(TWO_FAILURES + "seakeep.default.budget.share = 0.25\n");

        assertThat(search.describe()).contains("5 in a row fail");
        assertThat(heard(SettingsRefused.class))
                .singleElement()
                .satisfies(refused ->
                        assertThat(refused.message()).contains("NOT reloaded").contains("cannot be checked"));

        write(TWO_FAILURES);

        assertThat(search.describe()).contains("2 in a row fail");
    }

    @Test
    void wantOfAThreadDoesNotEndTheWatch() throws IOException {
        threadsLacking.set(2);

        write(TWO_FAILURES);

        assertThat(threadsLacking).hasValue(0);
        assertThat(search.describe()).contains("2 in a row fail");
    }
}
