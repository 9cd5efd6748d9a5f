package io.seakeep.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(new Samples(9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(new Samples(4, 1, 100, 2).median()).isEqualTo(3);
    }

    @Test
    void theMedianOfNothingIsNoNumber() {
        assertThat(new Samples().median()).isNaN();
    }

    @Test
    void whatIsNoNumberMakesTheMedianNone() {
        assertThat(new Samples(1, Double.NaN, 2).median()).isNaN();
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        Samples ours = new Samples(20, 300, 60);
        Samples floor = new Samples(10, 100, 30);

        // The medians alone would say 60 / 30; the rounds say 2, 3, 2.
        Samples ratios = ours.over(floor);

        assertThat(ratios.get(0)).isEqualTo(2);
        assertThat(ratios.get(1)).isEqualTo(3);
        assertThat(ratios.get(2)).isEqualTo(2);
        assertThat(ratios.median()).isEqualTo(2);
    }

    @Test
    void aDisturbanceOfBothSidesLeavesTheRatioAlone() {
        Samples ours = new Samples(13, 13, 130, 130, 130);
        Samples floor = new Samples(10, 10, 100, 100, 100);

        assertThat(ours.over(floor).median()).isEqualTo(1.3);
        assertThat(ours.over(floor).highest()).isEqualTo(1.3);
    }

    @Test
    void differencesAreTakenRoundByRound() {
        Samples above = new Samples(15, 30, 25).minus(new Samples(10, 10, 10));

        assertThat(above.over(new Samples(5, 5, 5)).median()).isEqualTo(3);
        assertThat(above.lowest()).isEqualTo(5);
        assertThat(above.highest()).isEqualTo(20);
    }

    @Test
    void roundsThatDoNotPairUpAreRefused() {
        assertThatThrownBy(() -> new Samples(1, 2).over(new Samples(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 here and 1 there");
    }
}
