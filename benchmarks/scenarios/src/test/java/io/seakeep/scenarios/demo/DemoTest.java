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
            new Phase("healthy", "as it should be", Duration.ofMillis(600), QUICK),
            new Phase("failing", "all get a 500", Duration.ofMillis(3_000), QUICK.failing(1)));

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

    @Test
    void aShortRunAccountsForEveryCallAndShowsEveryRow() throws InterruptedException {
        List<Side> sides = new Demo(Terminal.unwatched(out), PHASES, 100).run();

        assertThat(sides).extracting(Side::name).containsExactly("unguarded", "resilience4j", "seakeep");
        for (Side side : sides) {
            for (int phase = 0; phase < PHASES.size(); phase++) {
                Score score = side.score(phase);
                assertThat(score.calls()).isPositive();
                assertThat(score.good() + score.failed() + score.refused())
                        .as("calls of %s that ended in phase %d", side.name(), phase)
                        .isEqualTo(score.calls());
            }
            assertThat(side.score(0).good()).isPositive();
            assertThat(side.score(1).failed()).isPositive();
            assertThat(side.board().sum(Score::calls))
                    .as("calls that were due, on any side")
                    .isEqualTo(sides.get(0).board().sum(Score::calls));
        }
        assertUnguarded(sides.get(0));
        assertGuarded(sides.get(1));
        assertGuarded(sides.get(2));
        assertOutput(output.toString(StandardCharsets.UTF_8));
    }

    private static void assertUnguarded(Side side) {
        assertThat(side.board().sum(Score::refused)).isZero();
        assertThat(side.server().reached()).isEqualTo(side.board().sum(Score::calls));
    }

    /** Each call that was not refused reached the dependency, and what reached it besides was a retry or a hedge. */
    private static void assertGuarded(Side side) {
        assertThat(side.score(1).refused()).as("refused of %s", side.name()).isPositive();
        Stance stance = side.client().stance();
        assertThat(stance.retries()).as("retries of %s", side.name()).isPositive();
        double hedges = Double.isNaN(stance.hedges()) ? 0 : stance.hedges();
        long calls = side.board().sum(Score::calls);
        assertThat((double) side.server().reached())
                .as("requests of %s", side.name())
                .isBetween((double) calls - side.board().sum(Score::refused), calls + stance.retries() + hedges);
        assertThat(side.server().reached(1)).isLessThan(side.score(1).calls());
    }

    private static void assertOutput(String text) {
        assertThat(text.lines().filter(line -> line.matches(" {2}(unguarded|resilience4j|seakeep) .*\\d")))
                .as("rows of the table in%n%s", text)
                .hasSize(3 * PHASES.size());
        assertThat(text)
                .contains("What the breakers did")
                .containsPattern("s   resilience4j  CLOSED -> OPEN")
                .containsPattern("s   seakeep       CLOSED -> OPEN: ");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Paragraph.WIDTH));
    }
}
