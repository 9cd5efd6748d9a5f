package io.seakeep.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiaryTest {

    private final Course course = new Course(Phase.standard());
    private final Diary diary = new Diary(course);

    @Test
    void keepsWhatHappensDuringTheCourse() {
        diary.note("a", "CLOSED -> OPEN", "before anybody looked");
        course.begin();
        diary.note("a", "CLOSED -> OPEN", "too much failed");
        diary.note("b", "OPEN -> HALF_OPEN", "");

        assertThat(diary.size()).isEqualTo(2);
        assertThat(diary.since(0))
                .containsExactly(
                        "    0.0 s   a             CLOSED -> OPEN: too much failed",
                        "    0.0 s   b             OPEN -> HALF_OPEN");
        assertThat(diary.since(1)).hasSize(1);
    }

    @Test
    void tellsOnceWhatABreakerDoesAgainAndAgain() {
        course.begin();
        diary.note("a", "CLOSED -> OPEN", "too much failed");
        for (int i = 0; i < 4; i++) {
            diary.note("a", "OPEN -> HALF_OPEN", "");
            diary.note("a", "HALF_OPEN -> OPEN", "the probes failed");
            diary.note("b", "OPEN -> HALF_OPEN", "");
        }
        diary.note("a", "HALF_OPEN -> CLOSED", "");
        diary.note("a", "CLOSED -> OPEN", "too much failed again");

        assertThat(diary.of("a").stream().map(line -> line.substring(26)))
                .containsExactly(
                        "CLOSED -> OPEN: too much failed",
                        "OPEN -> HALF_OPEN",
                        "HALF_OPEN -> OPEN: the probes failed",
                        "after 6 more of these",
                        "HALF_OPEN -> CLOSED",
                        "CLOSED -> OPEN: too much failed again");
    }
}
