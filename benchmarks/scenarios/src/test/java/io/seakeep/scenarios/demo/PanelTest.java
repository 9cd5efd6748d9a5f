package io.seakeep.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.demo.Score.Ending;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PanelTest {

    private static final int ROWS = 23;
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Course course = new Course(Phase.standard());
    private final Diary diary = new Diary(course);
    private final IdleSides idle = new IdleSides(course, diary);
    private final Panel panel = new Panel(
            new PrintStream(output, true, StandardCharsets.UTF_8), StandardCharsets.UTF_8, course, idle.sides(), diary);

    @AfterEach
    void close() {
        idle.close();
    }

    @Test
    void staysInPlaceOnASmallTerminal() {
        diary.note("seakeep", "CLOSED -> OPEN", "for a reason that takes many words ".repeat(4));
        for (int frame = 0; frame < 3; frame++) {
            panel.show(course.startNanos() + frame * SECOND / 4);
        }

        List<String> frames = frames();
        assertThat(frames).hasSize(3);
        assertThat(frames.get(0)).doesNotContain("\u001b[" + ROWS + "A");
        assertThat(frames.subList(1, 3)).allMatch(frame -> frame.startsWith("\u001b[" + ROWS + "A"));
        assertThat(frames)
                .allSatisfy(frame -> assertThat(plain(frame).lines())
                        .hasSize(ROWS)
                        .allSatisfy(line -> assertThat(line.length()).isLessThan(100)));
    }

    @Test
    void showsEachSideInAColumnAndOverTime() {
        panel.show(course.startNanos());
        call(0, 3, Ending.FAILED);
        call(1, 3, Ending.GOOD);
        call(2, 3, Ending.GOOD);
        call(2, 2, Ending.REFUSED);
        panel.show(course.startNanos() + 2 * SECOND);

        String shown = plain(frames().get(1));
        assertThat(shown)
                .containsPattern(" 2 of 52 s   healthy: answers take about 15 ms")
                .containsPattern("good in 1 s +healthy tail +far away overload failing recovered")
                .containsPattern("unguarded +▁ ")
                .containsPattern("resilience4j +█ ")
                .containsPattern("seakeep +▅ ")
                .containsPattern(" +unguarded +resilience4j +seakeep")
                .containsPattern("good within 1 s, per s +0 +2 +2")
                .containsPattern("failed, per s +2 +0 +0")
                .containsPattern("refused at once, per s +0 +0 +1")
                .containsPattern("breaker +- +CLOSED +CLOSED")
                .containsPattern("limit at once +- +50 +50")
                .containsPattern("timeout, ms +10000 +1000 +1000")
                .containsPattern("hedges so far: sent, won +- +- +0, 0");
    }

    private void call(int side, int times, Ending ending) {
        idle.calls(side, 0, times, ending, Duration.ofMillis(20));
    }

    private List<String> frames() {
        return Arrays.stream(output.toString(StandardCharsets.UTF_8).split("\u001b\\[\\?7l"))
                .skip(1)
                .map(frame -> frame.substring(0, frame.indexOf(Ansi.WRAP)))
                .toList();
    }

    private static String plain(String frame) {
        return frame.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "");
    }

    @Test
    void hasPhasesThatTheirNamesFitInto() {
        assertThat(Phase.standard())
                .allSatisfy(phase -> assertThat((long) phase.name().length())
                        .isLessThanOrEqualTo(phase.duration().toSeconds()));
        assertThat(course.total()).isLessThan(Duration.ofSeconds(60));
    }
}
