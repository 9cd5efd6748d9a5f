package io.seakeep.breaker;

import io.seakeep.Mode;
import java.util.Arrays;

/** The mode of each {@link Criterion}. Immutable. */
final class CriterionModes {

    static final CriterionModes STANDARD = everywhere(Mode.ENFORCE)
            .with(Criterion.SLOW_CALLS, Mode.OFF)
            .with(Criterion.SLOWER_THAN_BASELINE, Mode.OBSERVE);

    private final Mode[] byCriterion;

    private CriterionModes(Mode[] byCriterion) {
        this.byCriterion = byCriterion;
    }

    static CriterionModes everywhere(Mode mode) {
        Mode[] same = new Mode[Criterion.values().length];
        Arrays.fill(same, mode);
        return new CriterionModes(same);
    }

    CriterionModes with(Criterion criterion, Mode mode) {
        Mode[] changed = byCriterion.clone();
        changed[criterion.ordinal()] = mode;
        return new CriterionModes(changed);
    }

    Mode of(Criterion criterion) {
        return byCriterion[criterion.ordinal()];
    }
}
