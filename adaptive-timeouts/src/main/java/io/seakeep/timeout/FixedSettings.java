package io.seakeep.timeout;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Problems;
import io.seakeep.TimeoutEnforcement;
import java.time.Duration;
import java.util.Objects;

/** What was said of a fixed timeout. Immutable, and checked when the dependency is built. */
record FixedSettings(Duration timeout, TimeoutEnforcement enforcement, Mode mode) {

    FixedSettings {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(mode, "mode");
    }

    void check(Problems problems) {
        problems.requireBetween("timeout.value", timeout, TimeoutSettings.SHORTEST, TimeoutSettings.LONGEST);
    }

    String describe() {
        return Durations.format(timeout) + ", " + Enforcement.describe(enforcement);
    }
}
