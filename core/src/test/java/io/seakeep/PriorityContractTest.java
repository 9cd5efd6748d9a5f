package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Fixture.GatePolicy;
import io.seakeep.Fixture.RecordingGate;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How priority and cohort come from the request and the view to the gates, and on to what the code calls, by every way to make a call. */
class PriorityContractTest {

    private static final RequestContext NONE = RequestContext.none();

    private final Fixture fixture = new Fixture();
    private final List<CallTraits> traits = new ArrayList<>();
    private final List<RequestContext> seen = new ArrayList<>();
    private final Script script = new Script() {
        @Override
        Step next(Attempt attempt) {
            seen.add(RequestContext.current());
            return super.next(attempt);
        }
    };
    private final RecordingGate gate = new RecordingGate() {
        @Override
        public long tryEnter(CallTraits said, long nowNanos) {
            traits.add(said);
            return super.tryEnter(said, nowNanos);
        }
    };
    private final Dependency dependency = fixture.bare("d", new GatePolicy("gate", Position.BULKHEAD, gate));

    @ParameterizedTest
    @EnumSource
    void gatesHearWhatTheRequestSaid(CallStyle style) {
        NONE.withPriority(Priority.LOW).withCohort(17).run(() -> call(style, dependency));
        call(style, dependency);

        assertThat(traits).containsExactly(new CallTraits(false, Priority.LOW, 17), CallTraits.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource
    void theLessImportantOfRequestAndViewCounts(CallStyle style) {
        NONE.withPriority(Priority.HIGH).run(() -> {
            call(style, dependency.priority(Priority.CRITICAL));
            call(style, dependency.priority(Priority.BACKGROUND));
            call(style, dependency.priority(Priority.DEFAULT));
        });
        call(style, dependency.priority(Priority.CRITICAL));

        assertThat(traits)
                .extracting(CallTraits::priority)
                .containsExactly(Priority.HIGH, Priority.BACKGROUND, Priority.HIGH, Priority.CRITICAL);
    }

    /** A permit's attempts run in the hands of the framework, which binds what it likes. */
    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    void whatTheCodeCallsMattersNoMoreThanTheCall(CallStyle style) {
        call(style, dependency.priority(Priority.LOW));
        NONE.withCohort(3).run(() -> call(style, dependency.priority(Priority.CRITICAL)));
        NONE.withPriority(Priority.LOW).run(() -> call(style, dependency.priority(Priority.CRITICAL)));

        assertThat(seen)
                .containsExactly(
                        NONE.withPriority(Priority.LOW),
                        NONE.withPriority(Priority.CRITICAL).withCohort(3),
                        NONE.withPriority(Priority.LOW));
        assertThat(RequestContext.current()).isEqualTo(NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    void aFirstAttemptIsNoRetryForHavingAPriority(CallStyle style) {
        Dependency retried = retried().priority(Priority.LOW).idempotent();
        style.call(fixture.time, retried, script.fails(5, new IOException()).returns(5, "ok"));

        assertThat(seen)
                .containsExactly(
                        NONE.withPriority(Priority.LOW),
                        NONE.withPriority(Priority.LOW).asRetry());
    }

    @ParameterizedTest
    @EnumSource
    void furtherAttemptsMatterAsMuchAsTheFirst(CallStyle style) {
        Dependency retried = retried().idempotent();
        NONE.withPriority(Priority.HIGH)
                .withCohort(5)
                .run(() -> style.call(
                        fixture.time,
                        retried,
                        script.fails(5, new IOException()).returns(5, "ok")));

        CallTraits expected = new CallTraits(true, Priority.HIGH, 5);
        assertThat(traits).containsExactly(expected, expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    void goesTogetherWithADeadline(CallStyle style) {
        Dependency limited = fixture.bare("limited", CallDeadline.after(Duration.ofSeconds(2)));
        call(style, limited.priority(Priority.LOW));
        NONE.withPriority(Priority.HIGH)
                .withCohort(9)
                .withDeadline(Deadline.after(Duration.ofSeconds(1), fixture.time))
                .run(() -> call(style, limited));

        assertThat(seen).extracting(RequestContext::priority).containsExactly(Priority.LOW, Priority.HIGH);
        assertThat(seen).allSatisfy(request -> assertThat(request.deadline()).isPresent());
        assertThat(seen.get(1).cohort()).hasValue(9);
    }

    @Test
    void blocksCanOnlyAskForLess() {
        NONE.withPriority(Priority.LOW).withCohort(1).run(() -> {
            NONE.withPriority(Priority.CRITICAL)
                    .run(() -> assertThat(RequestContext.current())
                            .isEqualTo(NONE.withPriority(Priority.LOW).withCohort(1)));
            NONE.withPriority(Priority.BACKGROUND)
                    .withCohort(2)
                    .run(() -> assertThat(RequestContext.current())
                            .isEqualTo(NONE.withPriority(Priority.BACKGROUND).withCohort(2)));
            assertThat(RequestContext.current())
                    .isEqualTo(NONE.withPriority(Priority.LOW).withCohort(1));
        });
        assertThat(RequestContext.current()).isEqualTo(NONE);
    }

    @Test
    void aBlockLeftOpenInACallEndsWithIt() {
        NONE.withCohort(1).run(() -> {
            dependency.priority(Priority.LOW).run(attempt -> NONE.withCohort(2).enter());
            assertThat(RequestContext.current()).isEqualTo(NONE.withCohort(1));
        });
    }

    @Property
    void ofManyThatAreNestedTheLeastImportantCounts(
            @ForAll Priority outer, @ForAll Priority middle, @ForAll Priority inner) {
        Priority least = Priority.DEFAULT;
        for (Priority each : List.of(outer, middle, inner)) {
            least = each == Priority.DEFAULT
                    ? least
                    : least == Priority.DEFAULT || each.compareTo(least) > 0 ? each : least;
        }
        assertThat(inner.within(middle).within(outer)).isEqualTo(least);
        assertThat(inner.within(middle.within(outer))).isEqualTo(least);
    }

    @Property
    void aWordKeepsAllThatIsPutIntoIt(
            @ForAll long nanos, @ForAll Priority first, @ForAll Priority second, @ForAll boolean retry) {
        long word = RequestWord.withPriority(RequestWord.withPriority(0, first), second);
        word = RequestWord.withDeadline(retry ? RequestWord.asRetry(word) : word, nanos);
        assertThat(RequestWord.priority(word)).isEqualTo(second);
        assertThat(RequestWord.isRetry(word)).isEqualTo(retry);
        assertThat(RequestWord.hasDeadline(word)).isTrue();
        assertThat(nanos - RequestWord.deadlineNanos(word)).isBetween(0L, 31L);
        assertThat(RequestWord.withPriority(0, Priority.DEFAULT)).isZero();
    }

    @Property
    void traitsAreSharedByCallsThatAreAlike(
            @ForAll Priority priority, @ForAll boolean idempotent, @ForAll @IntRange(min = -1, max = 127) int cohort) {
        CallTraits said = idempotent ? CallTraits.DEFAULT.withIdempotent() : CallTraits.DEFAULT;
        CallTraits counts = said.within(priority, cohort);
        assertThat(counts).isEqualTo(new CallTraits(idempotent, priority, cohort));
        assertThat(said.within(priority, cohort)).isSameAs(counts);
    }

    @Test
    void keysFallIntoCohortsEvenlyAndAlwaysIntoTheSame() {
        // As Python has it: zlib.crc32("müller".encode()) % 128.
        assertThat(NONE.withCohort("alice").cohort()).hasValue(71);
        assertThat(NONE.withCohort("m\u00fcller").cohort()).hasValue(89);
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int user = 0; user < 128_000; user++) {
            sizes.merge(NONE.withCohort("user-" + user).cohort().getAsInt(), 1, Integer::sum);
        }
        assertThat(sizes).hasSize(128);
        assertThat(sizes.values()).allSatisfy(size -> assertThat(size).isBetween(800, 1_200));
    }

    @Test
    void refusesACohortThatThereIsNot() {
        assertThatThrownBy(() -> NONE.withCohort(128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cohort must be between 0 and 127: 128");
        assertThatThrownBy(() -> NONE.withCohort(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(NONE.withPriority(Priority.HIGH).withCohort(17)).hasToString("request, high, cohort 17");
    }

    private Dependency retried() {
        return fixture.bare(
                "retried",
                new GatePolicy("gate", Position.BULKHEAD, gate),
                Retry.of().attempts(3).backoff(Backoff.constant(Duration.ofMillis(100))));
    }

    private void call(CallStyle style, Dependency through) {
        style.call(fixture.time, through, script.returns(5, "ok"));
    }
}
