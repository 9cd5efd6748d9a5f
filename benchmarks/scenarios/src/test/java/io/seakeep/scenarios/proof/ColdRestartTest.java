package io.seakeep.scenarios.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.SeakeepLibrary;
import io.seakeep.scenarios.clients.Terms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that has crashed once. At 87 % of what it can do there is, every few minutes, a moment in which some twenty wait. */
class ColdRestartTest {

    private static final double DIES_AT = 30;
    private static final double WARM_AGAIN_AT = 60;
    private static final double END = 390;

    /** What waits is late together; were it all sent again within one tick, the database would run out of memory again. */
    @ParameterizedTest
    @ValueSource(longs = {12, 14, 15, 23, 27, 28, 701, 702, 703, 704, 705, 706})
    void isNotBroughtDownAgainByThoseThatHappenToWait(long seed) {
        Terms terms = Terms.of("database", 1).retries(1).concurrency(100);
        Recorder recorder = ColdRestart.run(SeakeepLibrary.whole(), terms, 260, 300, DIES_AT, seed, END);
        assertThat(recorder.goodput(WARM_AGAIN_AT, END)).as("seed %d", seed).isGreaterThan(0.98);
    }
}
