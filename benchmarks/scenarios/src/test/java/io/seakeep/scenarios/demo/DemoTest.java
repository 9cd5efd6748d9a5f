package io.seakeep.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void aShortRunAccountsForEveryCallAndShowsEveryRow() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        List<Phase> phases = List.of(
                new Phase("healthy", Duration.ofSeconds(1), 2, 0, 0, 0),
                new Phase("failing", Duration.ofSeconds(1), 2, 0, 1, 0));

        List<Scoreboard> boards = new Demo(new PrintStream(output, true, StandardCharsets.UTF_8), phases, 100).run();

        for (Scoreboard board : boards) {
            assertThat(board.calls()).isPositive();
            assertThat(board.open())
                    .as("calls of %s that never ended", board.client())
                    .isZero();
            assertThat(board.of(0).useful()).isPositive();
            assertThat(board.of(1).failed()).isPositive();
        }
        assertThat(boards.get(0).of(1).refused()).isZero();
        assertThat(boards.get(1).of(1).refused()).isPositive();
        String text = output.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.contains("unguarded ") && line.contains("%")))
                .hasSize(2);
        assertThat(text).contains("What the breaker did").contains("CLOSED").contains("OPEN");
    }
}
