package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1500, 1.5 us",
        "20000000, 20 ms",
        "1234567890, 1.23 s",
        "10000000000, 10 s",
        "100000000000, 100 s",
        "1800000000000, 30 min",
        "10800000000000, 3 h",
        "-20000000, -20 ms"
    })
    void readsWell(long nanos, String text) {
        assertThat(Durations.format(nanos)).isEqualTo(text);
    }

    @org.junit.jupiter.api.Test
    void whatNanosecondsCannotHoldIsStillWritten() {
        assertThat(Durations.format(Duration.ofDays(365_000))).isEqualTo("PT8760000H");
    }
}
