package io.seakeep.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
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
    void aTenthReachesTheLowerDecileFromBelow() {
        double[] fifty = IntStream.rangeClosed(1, 50).mapToDouble(i -> 51 - i).toArray();
        double[] twentyFive = IntStream.rangeClosed(1, 25).asDoubleStream().toArray();

        assertThat(new Samples(fifty).lowerDecile()).isEqualTo(5);
        assertThat(new Samples(twentyFive).lowerDecile()).isEqualTo(3);
        assertThat(new Samples(7).lowerDecile()).isEqualTo(7);
    }

    @Test
    void theLowerDecileOfNothingIsNoNumber() {
        assertThat(new Samples().lowerDecile()).isNaN();
    }

    @Test
    void whatIsNoNumberMakesTheLowerDecileNone() {
        assertThat(new Samples(1, Double.NaN, 2).lowerDecile()).isNaN();
    }

    @Test
    void theLowestAndTheHighestAreTheEnds() {
        assertThat(new Samples(5, 1, 9).lowest()).isEqualTo(1);
        assertThat(new Samples(5, 1, 9).highest()).isEqualTo(9);
    }
}
