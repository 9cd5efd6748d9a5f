package io.seakeep.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** How a role's time is taken from its rounds. */
class ForkResultTest {

    private static final int ROUNDS = 50;

    private final Random random = new Random(7);

    @Test
    void roundsThatOthersTookTimeFromAreNotSeen() {
        // eight in ten rounds, and ours by more than the floor: the middle would tell of nothing but that
        ForkResult result = result(disturbed(52, 0.8, 3), disturbed(40, 0.8, 2), disturbed(5, 0.8, 1.5));

        assertThat(result.figure(Figure.RATIO)).isEqualTo(1.3, offset(1e-9));
        assertThat(result.figure(Figure.INCREMENTS)).isEqualTo(2.4, offset(1e-9));
        assertThat(result.figure(Figure.NANOS_ABOVE)).isEqualTo(12, offset(1e-9));
    }

    @Test
    void whatIsSlowerInEveryRoundIsSeenInFull() {
        ForkResult before = result(disturbed(52, 0.8, 3), disturbed(40, 0.8, 2), disturbed(5, 0.8, 1.5));
        ForkResult after = result(disturbed(57, 0.8, 3), disturbed(40, 0.8, 2), disturbed(5, 0.8, 1.5));

        assertThat(after.figure(Figure.INCREMENTS) - before.figure(Figure.INCREMENTS))
                .isEqualTo(1, offset(1e-9));
        assertThat(after.figure(Figure.NANOS_ABOVE) - before.figure(Figure.NANOS_ABOVE))
                .isEqualTo(5, offset(1e-9));
    }

    @Test
    void oneLuckyRoundDoesNotDecide() {
        double[] floor = disturbed(40, 0, 1);
        floor[17] = 10;

        assertThat(result(disturbed(52, 0, 1), floor, disturbed(5, 0, 1)).figure(Figure.RATIO))
                .isEqualTo(1.3, offset(1e-9));
    }

    /** A random share of the rounds takes up to that much longer. */
    private double[] disturbed(double nanos, double share, double factor) {
        return DoubleStream.generate(
                        () -> random.nextDouble() < share ? nanos * (1 + random.nextDouble() * (factor - 1)) : nanos)
                .limit(ROUNDS)
                .toArray();
    }

    private static ForkResult result(double[] ours, double[] floor, double[] increment) {
        return new ForkResult(
                Map.of(
                        Role.OURS, new Samples(ours),
                        Role.FLOOR, new Samples(floor),
                        Role.INCREMENT, new Samples(increment)),
                0);
    }
}
