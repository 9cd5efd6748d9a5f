package io.seakeep.timeout;

import io.seakeep.Durations;
import io.seakeep.Mode;
import io.seakeep.Problems;
import io.seakeep.TimeoutEnforcement;
import io.seakeep.settings.SettingValues;
import java.time.Duration;

/** What follows for a fixed timeout from what was said of it. Immutable, and checked when the dependency is built. */
record FixedSettings(Duration timeout, TimeoutEnforcement enforcement, Mode mode) {

    static FixedSettings of(SettingValues values) {
        return new FixedSettings(
                values.get(TimeoutSchema.VALUE), values.get(TimeoutSchema.ENFORCEMENT), values.get(TimeoutSchema.MODE));
    }

    void check(Problems problems) {
        problems.requireBetween("timeout.value", timeout, TimeoutSchema.SHORTEST, TimeoutSchema.LONGEST);
    }

    String describe() {
        return Durations.format(timeout) + ", " + Enforcement.describe(enforcement);
    }
}
