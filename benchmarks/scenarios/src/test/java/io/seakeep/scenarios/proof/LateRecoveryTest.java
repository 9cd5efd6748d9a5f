package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.SeakeepLibrary;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Three hops of breakers, of which some are open when what they opened for is over. */
class LateRecoveryTest {

    /** By chance one seed of a hundred is late, and which one differs from JDK to JDK. Six of these were before decision 0016. */
    @Test
    void nearlyAllAreBackSoonAfterTheSpike() {
        long[] late = LongStream.rangeClosed(921, 940)
                .parallel()
                .filter(seed -> !(secondsUntilBack(seed) <= 5))
                .toArray();
        assertThat(late).hasSizeLessThanOrEqualTo(3);
    }

    private static double secondsUntilBack(long seed) {
        return new RetryAmplification()
                .play(Role.SEAKEEP, SeakeepLibrary.whole(), seed, Length.FULL)
                .figure("back to normal after");
    }
}
