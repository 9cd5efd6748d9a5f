package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaggardTest {

    private static final double USUAL = 0.02;

    private final Laggard laggard = new Laggard();
    private final SplittableRandom random = new SplittableRandom(5);

    @ParameterizedTest
    @ValueSource(doubles = {4, 25, 250, 2_500})
    void whoIsAlwaysLateIsOneAfterASecond(double perTick) {
        for (int tick = 0; tick < 4; tick++) {
            learn(perTick, 1);
        }
        assertThat(laggard.is()).isTrue();
    }

    @Test
    void whoIsAskedSeldomIsOneAfterSomeAttempts() {
        for (int second = 0; second < 8; second++) {
            assertThat(laggard.is()).isFalse();
            laggard.learn(1, 0, USUAL);
            laggard.learn(0, 0, USUAL);
            laggard.learn(0, 0, USUAL);
            laggard.learn(0, 0, USUAL);
        }
        assertThat(laggard.is()).isTrue();
    }

    @Test
    void aPauseDoesNotMakeOne() {
        laggard.learn(0, 25, USUAL);
        laggard.learn(25, 0, USUAL);
        laggard.learn(25, 0, USUAL);
        laggard.learn(0, 25, USUAL);
        assertThat(laggard.is()).isFalse();
    }

    @Test
    void whereAllAreLateNobodyLags() {
        for (int tick = 0; tick < 100; tick++) {
            laggard.learn(25, 0, 0.95);
        }
        assertThat(laggard.is()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 2.5, 25})
    void byChanceThereIsNone(double perTick) {
        for (int tick = 0; tick < 4 * 86_400 * 10; tick++) { // ten days
            learn(perTick, USUAL);
            assertThat(laggard.is()).as("tick %d", tick).isFalse();
        }
    }

    @Test
    void itIsNoneAnyMoreWhenItIsInTimeAgain() {
        for (int tick = 0; tick < 100; tick++) {
            learn(25, 1);
        }
        laggard.learn(0, 25, USUAL);
        assertThat(laggard.is()).isTrue();
        laggard.learn(0, 25, USUAL);
        laggard.learn(0, 25, USUAL);
        laggard.learn(0, 25, USUAL);
        assertThat(laggard.is()).isFalse();
    }

    /** Looked at once a second. It takes some six that are in time where it was always late, and twice as many where it often was not. */
    @ParameterizedTest
    @CsvSource({"1, 5, 7", "0.3, 12, 16"})
    void howManyInTimeItTakesFollowsFromHowOftenItWasLate(double lateShare, int least, int most) {
        for (int tick = 0; tick < 400; tick++) {
            learn(25, lateShare);
        }
        int looks = 0;
        while (laggard.is()) {
            laggard.learn(0, 1, USUAL);
            laggard.learn(0, 0, USUAL);
            laggard.learn(0, 0, USUAL);
            laggard.learn(0, 0, USUAL);
            looks++;
        }
        assertThat(looks).isBetween(least, most);
    }

    @Test
    void nobodyIsOneForGoodBecauseNobodyLooks() {
        for (int tick = 0; tick < 100; tick++) {
            learn(25, 1);
        }
        for (int tick = 0; tick < 4 * 25; tick++) {
            laggard.learn(0, 0, USUAL);
        }
        assertThat(laggard.is()).isFalse();
    }

    private void learn(double perTick, double lateShare) {
        int late = 0;
        int inTime = 0;
        int count = (int) perTick + (random.nextDouble() < perTick % 1 ? 1 : 0);
        for (int i = 0; i < count; i++) {
            if (random.nextDouble() < lateShare) {
                late++;
            } else {
                inTime++;
            }
        }
        laggard.learn(late, inTime, USUAL);
    }
}
