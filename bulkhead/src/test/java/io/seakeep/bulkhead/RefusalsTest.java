package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Gate;
import io.seakeep.WaitingGate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final List<Long> ALL = List.of(
            Gate.REFUSED,
            Refusals.QUEUE_FULL,
            WaitingGate.WAITED_TOO_LONG,
            Refusals.DROPPED,
            Refusals.DISPLACED,
            Refusals.SHED,
            WaitingGate.CALLED_OFF);

    @Test
    void sumsUpWhatHappened() {
        Refusals refusals = new Refusals();
        assertThat(refusals.summary()).isEqualTo("none");
        for (int i = 0; i < ALL.size(); i++) {
            for (int j = 0; j <= i; j++) {
                refusals.count(ALL.get(i));
            }
        }
        assertThat(refusals.summary())
                .isEqualTo(
                        "1 at once, 2 by a full queue, 3 after the longest wait, 4 as too old in a queue that does not drain,"
                                + " 5 for more important ones, 6 with their cohort");
        assertThat(refusals.total()).as("who was called off was not refused").isEqualTo(21);
    }

    @Test
    void eachReasonHasWordsOfItsOwnAndASettingThatChangesIt() {
        assertThat(ALL)
                .extracting(reason -> Refusals.explain(reason, "full"))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(ALL)
                .extracting(
                        reason -> Refusals.setting(reason, 7, Bulkhead.fixed(7).settings()))
                .containsExactly(
                        "bulkhead.limit",
                        "bulkhead.queue",
                        "bulkhead.max-wait",
                        "bulkhead.max-wait",
                        "bulkhead.queue",
                        "bulkhead.limit",
                        "bulkhead.queue");
    }

    @Test
    void whereTheLimitWasFoundItNamesTheBoundThatWouldRaiseIt() {
        BulkheadSettings settings = Bulkhead.adaptive().between(5, 40).settings();

        assertThat(Refusals.rejection("search", Gate.REFUSED, 12, settings))
                .hasMessage("call to search refused by bulkhead: all 12 attempts at once are under way, as many as were"
                        + " found right between 5 and 40; setting: bulkhead.lowest");
        assertThat(Refusals.rejection("search", Gate.REFUSED, 40, settings))
                .hasMessage("call to search refused by bulkhead: all 40 attempts at once are under way, as many as were"
                        + " found right between 5 and 40; setting: bulkhead.highest");
        assertThat(Refusals.setting(Refusals.SHED, 12, settings)).isEqualTo("bulkhead.lowest");
        assertThat(Refusals.setting(Refusals.QUEUE_FULL, 12, settings)).isEqualTo("bulkhead.queue");
        assertThat(Refusals.rejection(
                        "search", Gate.REFUSED, 7, Bulkhead.fixed(7).settings()))
                .hasMessage("call to search refused by bulkhead: all 7 attempts at once are under way;"
                        + " setting: bulkhead.limit");
    }
}
