package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Priority;
import org.junit.jupiter.api.Test;

/** By numbers: attempts that stay for 100 ms, so a permit does ten a second. */
class AdmissionRuleTest {

    private static final int LIMIT = 50;

    @Test
    void nothingIsKnownBeforeAnybodyHasLeft() {
        AdmissionRule rule = new AdmissionRule(0);
        rule.learn(0, new long[] {1, 1, 1, 1, 1}, 5, 5);
        assertThat(rule.decide(LIMIT, 0)).isSameAs(Admission.OPEN);
        rule.learn(1, new long[] {1, 1, 1, 1, 1}, 0, 5);
        assertThat(rule.decide(LIMIT, 0)).isSameAs(Admission.OPEN);
    }

    @Test
    void theReserveIsTheLogarithmOfWhatMayBeRefused() {
        // Critical attempts keep half of the permits busy: 1 in 1,000 takes 10 permits of reserve. High ones a tenth
        // more: 1 in 50
        // takes 8 more.
        Admission admission = steady(0, 250, 50, 400, 0, 0);
        assertThat(admission.keep(Priority.CRITICAL)).isZero();
        assertThat(admission.keep(Priority.HIGH)).isEqualTo(10);
        assertThat(admission.keep(Priority.DEFAULT)).isEqualTo(18);
        assertThat(admission.keep(Priority.BACKGROUND))
                .as("all is asked for before")
                .isEqualTo(LIMIT);
    }

    @Test
    void theReserveIsAtMostHalf() {
        Admission admission = steady(0, 475, 0, 0, 0, 100);
        assertThat(admission.keep(Priority.BACKGROUND)).isEqualTo(25);
    }

    @Test
    void whatIsAboutToBeTakenAwayIsLeftFreeByWhoeverLeavesAnything() {
        Admission admission = steady(0, 250, 50, 400, 0, 0).keepingMore(5);
        assertThat(admission.keep(Priority.CRITICAL)).isZero();
        assertThat(admission.keep(Priority.HIGH)).isEqualTo(15);
        assertThat(admission.keep(Priority.DEFAULT)).isEqualTo(23);
        assertThat(Admission.OPEN.keepingMore(5).reserves()).isFalse();
    }

    @Test
    void whoMayWaitNeedsLessOfAReserve() {
        // In 10 ms five come free, of which critical ones take half.
        Admission admission = steady(0.01, 250, 50, 400, 0, 0);
        assertThat(admission.keep(Priority.HIGH)).isEqualTo(8);
        assertThat(steady(0.1, 250, 50, 400, 0, 0).keep(Priority.HIGH)).isZero();
    }

    @Test
    void ofWhatCanOnlyBeServedInPartSoManyCohortsAreTaken() {
        Admission admission = steady(0, 100, 0, 800, 100, 0);
        assertThat(admission.cohortsTaken(Priority.CRITICAL)).isEqualTo(128);
        assertThat(admission.cohortsTaken(Priority.DEFAULT))
                .as("half, and 2 % more")
                .isEqualTo(65);
        assertThat(admission.cohortsTaken(Priority.LOW)).isZero();
        assertThat(admission.cohortsTaken(Priority.BACKGROUND))
                .as("nobody asks")
                .isZero();
    }

    @Test
    void everybodyIsTakenWhereThereIsRoom() {
        Admission admission = steady(0, 100, 100, 100, 100, 100);
        for (Priority priority : Priority.values()) {
            assertThat(admission.cohortsTaken(priority)).isEqualTo(128);
        }
    }

    @Test
    void anotherCohortIsFirstEachHour() {
        AdmissionRule rule = learned(0, 0, 0, 1_000, 0, 0);
        assertThat(rule.decide(LIMIT, 0).takes(Priority.DEFAULT, 0)).isTrue();
        assertThat(rule.decide(LIMIT, 3_599_999).takes(Priority.DEFAULT, 127)).isFalse();
        assertThat(rule.decide(LIMIT, 3_600_000).takes(Priority.DEFAULT, 36)).isFalse();
        assertThat(rule.decide(LIMIT, 3_600_000).takes(Priority.DEFAULT, 37)).isTrue();
        assertThat(rule.decide(LIMIT, 3_600_000).takes(Priority.DEFAULT, 101)).isTrue();
        assertThat(rule.decide(LIMIT, 3_600_000).takes(Priority.DEFAULT, 102)).isFalse();
    }

    @Test
    void explainsWhoLeavesHowMuchFree() {
        assertThat(steady(0, 250, 50, 400, 0, 0).explain())
                .isEqualTo(
                        "; high leaves 10 free; default leaves 18 free; low leaves 50 free; background leaves 50 free");
        assertThat(Admission.OPEN.explain()).isEmpty();
    }

    private static Admission steady(double maxWaitSeconds, long... perSecond) {
        return learned(maxWaitSeconds, perSecond).decide(LIMIT, 0);
    }

    /** 500 leave in a second, and 50 are inside. */
    private static AdmissionRule learned(double maxWaitSeconds, long... perSecond) {
        AdmissionRule rule = new AdmissionRule(maxWaitSeconds);
        for (int second = 0; second < 60; second++) {
            rule.learn(1, perSecond, 500, 50);
        }
        return rule;
    }
}
