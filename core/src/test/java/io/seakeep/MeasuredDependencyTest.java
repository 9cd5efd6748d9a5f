package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.Outcome;
import io.seakeep.settings.SettingsSources;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody reads who is told of the numbers, and breaks when there is more to tell. */
class MeasuredDependencyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private final Library library = new Library();
    private Path file;
    private Dependency search;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("operator.properties"), "seakeep.default.retry.mode = off\n");
        Seakeep seakeep = Seakeep.builder()
                .time(time)
                .listener(events::add)
                .settings(SettingsSources.builder().operatorFile(file).build())
                .build();
        search = seakeep.dependency("search");
        seakeep.measure(library);
        time.advance(SECOND);
    }

    @Test
    void aLibraryThatBreaksAtWhatIsNewCostsNobodyTheNumbersThereAre() throws IOException {
        assertThat(library.gauges.get("seakeep.timeout").getAsDouble()).isEqualTo(10);
        library.refused = "seakeep.retries";
        Files.writeString(file, "seakeep.default.retry.mode = enforce\n");
        search.call(attempt -> "answer");
        time.advance(SECOND);

        for (int scrape = 0; scrape < 3; scrape++) {
            assertThat(library.gauges.get("seakeep.timeout").getAsDouble()).isEqualTo(10);
            assertThat(library.counters.get("seakeep.calls").getAsLong()).isEqualTo(1);
        }
        time.advance(SECOND);

        assertThat(events)
                .filteredOn(UserCodeFailed.class::isInstance)
                .singleElement()
                .isEqualTo(new UserCodeFailed("search", "metrics library", library.failure));
    }

    /** Keeps what it is told of, but for one. */
    private static final class Library implements Measurements {
        final Map<String, DoubleSupplier> gauges = new HashMap<>();
        final Map<String, LongSupplier> counters = new HashMap<>();
        final Error failure = new InternalError("no room for another");
        String refused = "";

        @Override
        public void gauge(Measurement what, DoubleSupplier value) {
            gauges.put(what.name(), value);
        }

        @Override
        public void counter(Measurement what, LongSupplier value) {
            if (what.name().equals(refused)) {
                throw failure;
            }
            counters.put(what.name(), value);
        }

        @Override
        public void durations(Measurement what, Supplier<LatencySnapshot> recorded, Set<Outcome> outcomes) {}
    }
}
