package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.telemetry.FlightRecorderEvents;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventRecordersTest {

    private static final SeakeepEvent EVENT = new SettingsReloaded(1);

    @TempDir
    Path folder;

    private final List<SeakeepEvent> recorded = new ArrayList<>();

    /** Breaks at everything. */
    private static final class Broken implements EventRecorder {

        @Override
        public boolean wantsDetail() {
            throw new AssertionError("broken");
        }

        @Override
        public void record(SeakeepEvent event) {
            throw new AssertionError("broken");
        }
    }

    private final class Working implements EventRecorder {

        @Override
        public boolean wantsDetail() {
            return true;
        }

        @Override
        public void record(SeakeepEvent event) {
            recorded.add(event);
        }
    }

    @Test
    void oneThatBreaksIsPassedOver() {
        EventRecorders recorders = new EventRecorders(List.of(new Broken(), new Working()));

        assertThat(recorders.wantsDetail()).isTrue();
        recorders.record(EVENT);

        assertThat(recorded).containsExactly(EVENT);
        assertThat(new EventRecorders(List.of(new Broken())).wantsDetail()).isFalse();
    }

    @Test
    void oneThatIsNotThereKeepsNoOtherFromBeingFound() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(EventRecorder.class.getName()), "com.example.Absent\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(EventRecorders.found(loader)).anyMatch(FlightRecorderEvents.class::isInstance);
        }
    }
}
