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
            laggard.learn(new LateAttempts(1, 1), USUAL);
            laggard.learn(LateAttempts.NONE, USUAL);
            laggard.learn(LateAttempts.NONE, USUAL);
            laggard.learn(LateAttempts.NONE, USUAL);
        }
        assertThat(laggard.is()).isTrue();
    }

    @Test
    void aPauseDoesNotMakeOne() {
        laggard.learn(new LateAttempts(0, 25), USUAL);
        laggard.learn(new LateAttempts(25, 25), USUAL);
        laggard.learn(new LateAttempts(25, 25), USUAL);
        laggard.learn(new LateAttempts(0, 25), USUAL);
        assertThat(laggard.is()).isFalse();
    }

    @Test
    void whereAllAreLateNobodyLags() {
        for (int tick = 0; tick < 100; tick++) {
            laggard.learn(new LateAttempts(25, 25), 0.95);
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
    void itIsNoneAnyMoreWhenItHasBeenInTimeForThreeSeconds() {
        for (int tick = 0; tick < 100; tick++) {
            learn(25, 1);
        }
        for (int tick = 0; tick < 10; tick++) {
            laggard.learn(new LateAttempts(0, 25), USUAL);
            assertThat(laggard.is()).as("tick %d", tick).isTrue();
        }
        laggard.learn(new LateAttempts(0, 25), USUAL);
        laggard.learn(new LateAttempts(0, 25), USUAL);
        assertThat(laggard.is()).isFalse();
    }

    /** In between it would get all of its share. */
    @Test
    void itIsOneAllTheTimeIfItIsLateByFitsAndStarts() {
        for (int second = 0; second < 3_600; second++) {
            for (int tick = 0; tick < 4; tick++) {
                learn(10, second % 4 == 3 ? USUAL : 1);
            }
            assertThat(laggard.is()).as("second %d", second).isTrue();
        }
    }

    /** It takes some nine that are in time where it was always late, and half as many again where it often was not. */
    @ParameterizedTest
    @CsvSource({"1, 7, 10", "0.3, 12, 16"})
    void howManyInTimeItTakesFollowsFromHowOftenItWasLate(double lateShare, int least, int most) {
        for (int tick = 0; tick < 400; tick++) {
            learn(25, lateShare);
        }
        assertThat(looksInTimeUntilItIsNone()).isBetween(least, most);
    }

    @Test
    void howOftenItWasLateIsForgottenOnceThatIsOver() {
        for (int tick = 0; tick < 400; tick++) {
            learn(25, 1);
        }
        for (int tick = 0; tick < 240; tick++) {
            learn(25, 0.3);
        }
        assertThat(looksInTimeUntilItIsNone()).isBetween(12, 16);
    }

    /** One a second. */
    private int looksInTimeUntilItIsNone() {
        int looks = 0;
        while (laggard.is()) {
            laggard.learn(new LateAttempts(0, 1), USUAL);
            laggard.learn(LateAttempts.NONE, USUAL);
            laggard.learn(LateAttempts.NONE, USUAL);
            laggard.learn(LateAttempts.NONE, USUAL);
            looks++;
        }
        return looks;
    }

    @Test
    void nobodyIsOneForGoodBecauseNobodyLooks() {
        for (int tick = 0; tick < 100; tick++) {
            learn(25, 1);
        }
        for (int tick = 0; tick < 4 * 25; tick++) {
            laggard.learn(LateAttempts.NONE, USUAL);
        }
        assertThat(laggard.is()).isFalse();
    }

    private void learn(double perTick, double lateShare) {
        int all = (int) perTick + (random.nextDouble() < perTick % 1 ? 1 : 0);
        int late = 0;
        for (int i = 0; i < all; i++) {
            late += random.nextDouble() < lateShare ? 1 : 0;
        }
        laggard.learn(new LateAttempts(late, all), USUAL);
    }
}
