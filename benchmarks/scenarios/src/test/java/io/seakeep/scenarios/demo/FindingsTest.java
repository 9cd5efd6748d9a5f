package io.seakeep.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.demo.Score.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each side's turn to do best. */
class FindingsTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATE = Duration.ofMillis(1_500);

    private final List<Phase> phases = List.of(
            phase("alike", Behaviour.taking(15)),
            phase("ours", Behaviour.taking(15).withTail(0.1)),
            phase("theirs", Behaviour.taking(15)));
    private final Course course = new Course(phases);
    private final IdleSides idle = new IdleSides(course, new Diary(course));

    private static Phase phase(String name, Behaviour behaviour) {
        return new Phase(name, "", Duration.ofSeconds(2), behaviour);
    }

    @AfterEach
    void close() {
        idle.close();
    }

    @Test
    void saysWhereEachDidBetterAndDoesNotHideTheOthers() {
        for (int side = 0; side < 3; side++) {
            idle.calls(side, 0, 1_000, Ending.GOOD, SOON);
        }
        phaseOf(1, 500, 900, 995);
        phaseOf(2, 700, 990, 600);

        List<Side> sides = idle.sides();
        String text = String.join(
                        " ",
                        new Findings(phases, sides.subList(0, 2), sides.get(2))
                                .lines(new OpenLoop(course, sides, 1, 1)))
                .replaceAll(" +", " ");

        assertThat(text)
                .contains(
                        "Of 3000 calls of each client these had a good answer within a second: unguarded 2200, resilience4j"
                                + " 2890, seakeep 2595.")
                .contains(
                        "seakeep beside unguarded, in time: more in \"ours\" (99.5 to 50.0 %); fewer in \"theirs\" (60.0 to"
                                + " 70.0 %); as many in \"alike\".")
                .contains("seakeep beside resilience4j, in time: more in \"ours\" (99.5 to 90.0 %); fewer in \"theirs\""
                        + " (60.0 to 99.0 %); as many in \"alike\".")
                .contains(
                        "In \"ours\" one good answer in a hundred took longer than so many ms: unguarded 1501, resilience4j 1501,"
                                + " seakeep 20.")
                .contains("seakeep refused most in \"theirs\": 400 of 1000 calls");
    }

    /** What is not in time is late on the sides of others, and refused on ours. */
    private void phaseOf(int phase, int plain, int peer, int ours) {
        int[] inTime = {plain, peer, ours};
        for (int side = 0; side < inTime.length; side++) {
            idle.calls(side, phase, inTime[side], Ending.GOOD, SOON);
            idle.calls(side, phase, 1_000 - inTime[side], side == 2 ? Ending.REFUSED : Ending.LATE, LATE);
        }
    }
}
