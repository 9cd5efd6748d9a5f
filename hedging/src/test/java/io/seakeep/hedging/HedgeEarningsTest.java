package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.HedgeRefused.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What hedges are paid with. */
class HedgeEarningsTest {

    private static final int CALLS = 2_000;

    private final HedgeFixture fixture = new HedgeFixture(Hedge.budget(1).after(Duration.ofMillis(10))).warmUp(100);

    @Test
    void isEarnedByFirstAttemptsThatSucceedAlthoughTheyHadAHedge() {
        for (int i = 0; i < CALLS; i++) {
            int asked = fixture.asked.size();
            fixture.call();
            fixture.advance(20);
            fixture.asked.get(asked).answer.complete("first");
        }

        assertThat(fixture.hedge.counts().sent())
                .as("%s", fixture.hedge.counts())
                .isGreaterThan((long) (0.85 * CALLS));
    }

    @Test
    void isNotEarnedByHedges() {
        for (int i = 0; i < CALLS; i++) {
            fixture.call();
            fixture.advance(20);
            fixture.asked.get(fixture.asked.size() - 1).answer.complete("last");
        }

        assertThat(fixture.hedge.counts().sent()).isLessThan((long) (0.5 * CALLS));
        assertThat(fixture.hedge.counts().refused()).containsKey(Reason.BUDGET);
    }
}
