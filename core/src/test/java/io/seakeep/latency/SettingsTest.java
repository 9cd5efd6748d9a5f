package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Runnable NOTHING = () -> {};

    @ParameterizedTest
    @CsvSource({"PT10S, PT0S", "PT10S, PT-1S", "PT10S, PT0.000999999S", "PT10M, PT1M0.000000001S"})
    void aTickHasARange(Duration window, Duration tick) {
        assertThatThrownBy(() -> LatencyTracker.of(window, tick, NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tick must be between PT0.001S and PT1M: " + tick);
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-10S", "PT0.249S", "PT250.000000001S", "PT2562047788015215H"})
    void aWindowHasARange(Duration window) {
        assertThatThrownBy(() -> LatencyTracker.of(window, Duration.ofMillis(250), NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window must be between 1 and 1000 ticks of PT0.25S: " + window);
    }

    @Test
    void eachWrongValueIsNamed() {
        assertThatThrownBy(() -> LatencyTracker.of(Duration.ZERO, Duration.ofHours(2), NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT2H; window must")
                .hasMessageContaining("PT0S");
        assertThatThrownBy(() -> LatencyTracker.of(Duration.ofSeconds(-3), Duration.ofSeconds(Long.MAX_VALUE), NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tick must")
                .hasMessageContaining("window must");
    }

    @Test
    void theLimitsThemselvesAreRight() {
        assertThat(LatencyTracker.of(Duration.ofMillis(1), Duration.ofMillis(1), NOTHING))
                .isNotNull();
        assertThat(LatencyTracker.of(Duration.ofMinutes(1_000), Duration.ofMinutes(1), NOTHING))
                .isNotNull();
    }

    @Test
    void theWindowIsAsLongAsItWasMade() {
        LatencyTracker tracker = LatencyTracker.of(Duration.ofMillis(30), Duration.ofMillis(10), NOTHING);
        tracker.record(1, Outcome.SUCCESS);
        for (int tick = 1; tick <= 3; tick++) {
            tracker.tick(tick * 10_000_000L);
            assertThat(tracker.snapshot().count()).isOne();
        }
        tracker.tick(40_000_000L);
        assertThat(tracker.snapshot().count()).isZero();
    }
}
