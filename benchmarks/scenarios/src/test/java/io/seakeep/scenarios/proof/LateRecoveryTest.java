package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.SeakeepLibrary;
import io.seakeep.scenarios.result.ClientResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three hops of breakers, of which some are open when what they opened for is over. */
class LateRecoveryTest {

    /** By chance one seed of a hundred is late, and which one differs from JDK to JDK. Six of these were before decision 0016. */
    @Test
    void nearlyAllAreBackSoonAfterTheSpike() {
        List<String> late = new ArrayList<>();
        for (long seed = 921; seed <= 940; seed++) {
            ClientResult result =
                    new RetryAmplification().play(Role.SEAKEEP, SeakeepLibrary.whole(), seed, Length.FULL);
            double seconds = result.figure("back to normal after");
            if (!(seconds <= 5)) {
                late.add("seed " + seed + " after " + seconds + " s");
            }
        }
        assertThat(late).hasSizeLessThanOrEqualTo(3);
    }
}
