package io.seakeep.scenarios.timeouts;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.timeouts.Ratchet.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ratchet, with three rules beside ours. */
class RatchetTest {

    private static final long SEED = 20261121;
    private static final double TARGET = 0.01;

    private final List<TimeoutRival> rivals = Ratchet.rivals(TARGET);

    @Test
    void isReproduced() {
        System.out.println(Ratchet.table(LatencyShape.LOGNORMAL, SEED, TARGET));
        List<Window> dropping = run(0);
        List<Window> recording = run(1);
        List<Window> survival = run(2);
        List<Window> ours = run(3);

        assertThat(dropping.get(59).timeoutMillis())
                .as("dropping ratchets down")
                .isLessThan(60);
        assertThat(dropping.get(59).cutOffShare()).isGreaterThan(0.05);
        assertThat(dropping.get(119).cutOffShare()).as("and never recovers").isGreaterThan(0.4);
        assertThat(recording.get(119).cutOffShare()).as("recording is pinned").isGreaterThan(0.05);
        assertThat(survival.get(119).cutOffShare()).isLessThan(2 * TARGET);
        assertThat(ours.get(59).cutOffShare()).isBetween(TARGET / 2, 2 * TARGET);
        assertThat(ours.subList(64, 120))
                .allSatisfy(window -> assertThat(window.cutOffShare()).isLessThan(2 * TARGET));
    }

    private List<Window> run(int rival) {
        return Ratchet.run(rivals.get(rival), LatencyShape.LOGNORMAL, SEED);
    }
}
