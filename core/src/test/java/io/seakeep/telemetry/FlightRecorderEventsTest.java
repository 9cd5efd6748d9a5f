package io.seakeep.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Dependency;
import io.seakeep.HedgeRefused;
import io.seakeep.HedgeSent;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.TimeoutOverrun;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderEventsTest {

    @TempDir
    Path directory;

    private final FlightRecorderEvents recorder = new FlightRecorderEvents();

    @Test
    void aRecordingHasWhatHappened() throws Exception {
        List<RecordedEvent> recorded = recordedDuring(() -> {
            Dependency dependency = Seakeep.builder()
                    .time(new VirtualTime())
                    .build()
                    .dependency("jfr-test", it -> it.with(Retry.of().backoff(Backoff.constant(Duration.ofMillis(5)))));
            assertThatThrownBy(() -> dependency.idempotent().call(attempt -> {
                        throw new IOException("down");
                    }))
                    .hasMessage("down");
            dependency.policy(CircuitBreaker.class).forceOpen();
            assertThatThrownBy(() -> dependency.call(attempt -> "answer"));
        });

        assertThat(recorded)
                .extracting(event -> event.getEventType().getName())
                .containsExactly(
                        "io.seakeep.DependencyCreated",
                        "io.seakeep.Retry",
                        "io.seakeep.Retry",
                        "io.seakeep.BreakerTransition",
                        "io.seakeep.Rejection");
        assertThat(recorded).allMatch(event -> event.getString("dependency").equals("jfr-test"));
        assertThat(recorded)
                .allMatch(event -> event.getThread()
                        .getJavaName()
                        .equals(Thread.currentThread().getName()));
        assertThat(recorded.get(0).getString("pipeline")).contains("breaker");
        assertThat(recorded.get(1).getDuration("waitNanos")).isEqualTo(Duration.ofMillis(5));
        assertThat(recorded.get(2).getString("refusedBecause")).isEqualTo("STRATEGY");
        assertThat(recorded.get(2).getInt("attemptsMade")).isEqualTo(2);
        assertThat(recorded.get(3).getString("to")).isEqualTo("FORCED_OPEN");
        assertThat(recorded.get(4).getString("policy")).isEqualTo("breaker");
        assertThat(recorded.get(4).getEventType().getCategoryNames()).containsExactly("Seakeep");
    }

    @Test
    void eachKindHasATypeOfItsOwn() throws Exception {
        List<RecordedEvent> recorded = recordedDuring(() -> {
            recorder.record(new HedgeSent("jfr-test", 2, 1_000));
            recorder.record(new HedgeRefused("jfr-test", HedgeRefused.Reason.BUDGET));
            recorder.record(new Overrun("jfr-test", 3, 2_000_000));
            recorder.record(new Something("jfr-test"));
        });
        assertThat(recorded)
                .extracting(event -> event.getEventType().getName())
                .containsExactly(
                        "io.seakeep.Hedge", "io.seakeep.Hedge", "io.seakeep.TimeoutOverrun", "io.seakeep.Event");
        assertThat(recorded.get(0).getDuration("afterNanos")).isEqualTo(Duration.ofNanos(1_000));
        assertThat(recorded.get(1).getString("refusedBecause")).isEqualTo("BUDGET");
        assertThat(recorded.get(2).getLong("attempts")).isEqualTo(3);
        assertThat(recorded.get(3).getString("message")).isEqualTo("something happened");
    }

    @Test
    void withoutARecordingNoDetailIsWanted() throws Exception {
        assertThat(recorder.wantsDetail()).isFalse();
        recordedDuring(() -> assertThat(recorder.wantsDetail()).isTrue());
        assertThat(recorder.wantsDetail()).isFalse();
    }

    private interface Happening {
        void happen() throws Exception;
    }

    private List<RecordedEvent> recordedDuring(Happening happening) throws Exception {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            happening.happen();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.seakeep."))
                .toList();
    }

    private record Overrun(String dependency, long count, long timeoutNanos) implements TimeoutOverrun {
        @Override
        public String message() {
            return "overran";
        }
    }

    private record Something(String dependency) implements SeakeepEvent {
        @Override
        public String message() {
            return "something happened";
        }
    }
}
