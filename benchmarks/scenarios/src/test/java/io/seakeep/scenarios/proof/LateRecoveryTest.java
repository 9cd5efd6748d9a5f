package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.SeakeepLibrary;
import io.seakeep.scenarios.result.ClientResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three hops of breakers, of which some are open when what they opened for is over. */
class LateRecoveryTest {

    /** With a time to stay open that doubled whatever succeeded, and five seconds for every recovery, it took 7 to 13 s with these. One of a hundred is late still. */
    @ParameterizedTest
    @ValueSource(longs = {921, 925, 930, 932, 938})
    void allAreBackSoonAfterTheSpike(long seed) {
        ClientResult result = new RetryAmplification().play(Role.SEAKEEP, SeakeepLibrary.whole(), seed, Length.FULL);
        assertThat(result.figure("back to normal after")).as("seed %d", seed).isLessThanOrEqualTo(5);
    }
}
