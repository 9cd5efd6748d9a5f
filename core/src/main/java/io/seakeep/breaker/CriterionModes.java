package io.seakeep.breaker;

import io.seakeep.Mode;
import io.seakeep.settings.SettingValues;
import java.util.Arrays;

/** The mode of each {@link Criterion}. Immutable. */
final class CriterionModes {

    private final Mode[] byCriterion;

    private CriterionModes(Mode[] byCriterion) {
        this.byCriterion = byCriterion;
    }

    static CriterionModes of(SettingValues values) {
        return new CriterionModes(Arrays.stream(Criterion.values())
                .map(criterion -> values.get(BreakerSchema.modeOf(criterion)))
                .toArray(Mode[]::new));
    }

    Mode of(Criterion criterion) {
        return byCriterion[criterion.ordinal()];
    }
}
