package io.seakeep.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {

    private static final Behaviour QUICK = Behaviour.taking(2);
    private static final List<Phase> PHASES = List.of(
            new Phase("healthy", "as it should be", Duration.ofMillis(1_500), QUICK),
            new Phase("failing", "all get a 500", Duration.ofMillis(1_000), QUICK.failing(1)));

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void aShortRunAccountsForEveryCallAndShowsEveryRow() throws InterruptedException {
        List<Side> sides = new Demo(new PrintStream(output, true, StandardCharsets.UTF_8), PHASES, 100).run();

        for (Side side : sides) {
            for (int phase = 0; phase < PHASES.size(); phase++) {
                Score score = side.score(phase);
                assertThat(score.calls()).isPositive();
                assertThat(score.good() + score.failed() + score.refused())
                        .as("calls of %s that ended in phase %d", side.board().client(), phase)
                        .isEqualTo(score.calls());
            }
            assertThat(side.score(0).good()).isPositive();
            assertThat(side.score(1).failed()).isPositive();
        }
        Side plain = sides.get(0);
        Side guarded = sides.get(1);
        assertThat(plain.score(0).calls() + plain.score(1).calls())
                .as("calls that were due, on either side")
                .isEqualTo(guarded.score(0).calls() + guarded.score(1).calls());
        assertThat(plain.score(1).refused()).isZero();
        assertThat(guarded.score(1).refused()).isPositive();
        assertThat(reached(plain)).isEqualTo(ended(plain));
        assertThat(reached(guarded))
                .isEqualTo(ended(guarded)
                        - guarded.score(0).refused()
                        - guarded.score(1).refused());
        assertOutput(output.toString(StandardCharsets.UTF_8));
    }

    private static long reached(Side side) {
        return side.reached(0) + side.reached(1);
    }

    private static long ended(Side side) {
        return side.score(0).calls() + side.score(1).calls();
    }

    private static void assertOutput(String text) {
        assertThat(text.lines().filter(line -> line.matches(" {2}(unguarded|seakeep) .*\\d")))
                .as("rows of the table in%n%s", text)
                .hasSize(2 * PHASES.size());
        assertThat(text).contains("What the breaker did").contains("CLOSED -> OPEN: ");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Paragraph.WIDTH));
    }
}
