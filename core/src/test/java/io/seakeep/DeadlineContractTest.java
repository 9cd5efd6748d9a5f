package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallStyle.CallEnd;
import io.seakeep.RetryRefused.Reason;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.latency.Outcome;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deadline promises, by every way to make a call. */
class DeadlineContractTest {

    private static final long MS = 1_000_000L;
    private static final Retry THREE = Retry.of().attempts(3).backoff(Backoff.constant(Duration.ofMillis(100)));

    private final Fixture fixture = new Fixture();
    private final Script script = new Script();
    private final IOException first = new IOException("first");

    @ParameterizedTest
    @EnumSource
    void attemptsAreToldWhatIsLeft(CallStyle style) {
        Dependency dependency = fixture.bare("d", THREE, CallDeadline.after(Duration.ofSeconds(2)))
                .idempotent();

        CallEnd end =
                style.call(fixture.time, dependency, script.fails(300, first).returns(5, "ok"));

        assertThat(end).isEqualTo(CallEnd.of("ok"));
        assertThat(script.remainingMillis).containsExactly(2_000L, 1_600L);
    }

    @ParameterizedTest
    @EnumSource
    void theNearerOfInheritedAndOwnCounts(CallStyle style) {
        Dependency dependency = fixture.bare("d", CallDeadline.after(Duration.ofSeconds(2)));
        within(Duration.ofMillis(700), () -> style.call(fixture.time, dependency, script.returns(5, "ok")));
        within(Duration.ofMillis(7_000), () -> style.call(fixture.time, dependency, script.returns(5, "ok")));

        assertThat(script.remainingMillis).containsExactly(700L, 2_000L);
    }

    @ParameterizedTest
    @EnumSource
    void theAttemptsOwnTimeoutCountsIfItIsNearer(CallStyle style) {
        within(Duration.ofMinutes(1), () -> style.call(fixture.time, fixture.bare("d"), script.returns(5, "ok")));

        assertThat(script.remainingMillis).containsExactly(10_000L);
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlineThatHasPassedRefusesTheCall(CallStyle style) {
        Dependency dependency = fixture.bare("d");
        CallEnd[] end = new CallEnd[1];
        within(Duration.ZERO, () -> end[0] = style.call(fixture.time, dependency, script));

        assertThat(end[0].failure())
                .isInstanceOfSatisfying(
                        CallRejectedException.class,
                        refused -> assertThat(refused.policy()).isEqualTo("deadline"))
                .hasMessageContaining("the deadline has passed");
        assertThat(dependency.latency().counts().total()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anAttemptThatCannotFinishIsRefusedAtOnce(CallStyle style) {
        Dependency dependency = fixture.bare("d");
        for (int i = 0; i < 600; i++) {
            dependency.run(attempt -> fixture.time.advanceNanos(20 * MS));
        }
        CallEnd[] end = new CallEnd[1];
        within(Duration.ofMillis(10), () -> end[0] = style.call(fixture.time, dependency, script));
        assertThat(end[0].failure())
                .isInstanceOf(CallRejectedException.class)
                .hasMessageContaining("10 ms are left, and the fastest answers take");

        within(Duration.ofMillis(30), () -> end[0] = style.call(fixture.time, dependency, script.returns(20, "ok")));
        assertThat(end[0]).isEqualTo(CallEnd.of("ok"));
    }

    @ParameterizedTest
    @EnumSource
    void aRetryThatCannotFinishIsNotMade(CallStyle style) {
        Dependency dependency = fixture.bare("d", THREE, CallDeadline.after(Duration.ofMillis(105)))
                .idempotent();

        CallEnd end = style.call(fixture.time, dependency, script.fails(5, first));

        assertThat(end.failure()).isSameAs(first);
        assertThat(fixture.events.stream()
                        .filter(event -> !(event instanceof DependencyCreated))
                        .toList())
                .containsExactly(new RetryRefused("d", 1, Outcome.FAILURE, Reason.NO_TIME));
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatIsARetryIsNotRetried(CallStyle style) {
        Dependency dependency = fixture.bare("d", THREE).idempotent();
        CallEnd[] end = new CallEnd[1];

        RequestContext.none()
                .asRetry()
                .run(() -> end[0] = style.call(fixture.time, dependency, script.fails(5, first)));

        assertThat(end[0].failure()).isSameAs(first);
        assertThat(fixture.events).contains(new RetryRefused("d", 1, Outcome.FAILURE, Reason.REQUEST_IS_A_RETRY));
    }

    /** A permit's attempts run in the hands of the framework, which binds what it likes. */
    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ASYNC"})
    void whatTheCodeCallsInheritsTheDeadlineAndThatItIsARetry(CallStyle style) {
        Dependency dependency = fixture.bare("d", THREE, CallDeadline.after(Duration.ofSeconds(2)))
                .idempotent();
        List<RequestContext> seen = new ArrayList<>();
        long start = fixture.time.nanoTime();
        Script watched = new Script() {
            @Override
            Step next(Attempt attempt) {
                seen.add(RequestContext.current());
                return super.next(attempt);
            }
        };

        style.call(fixture.time, dependency, watched.fails(300, first).returns(5, "ok"));

        assertThat(seen).extracting(RequestContext::isRetry).containsExactly(false, true);
        assertThat(seen)
                .allSatisfy(request -> assertThat(request.deadline())
                        .hasValueSatisfying(
                                deadline -> assertThat(start + 2_000 * MS - deadline.nanoTimeOn(fixture.time))
                                        .isBetween(0L, 32L)));
        assertThat(RequestContext.current()).isEqualTo(RequestContext.none());
    }

    private void within(Duration time, Runnable work) {
        RequestContext.none().withDeadline(Deadline.after(time, fixture.time)).run(work);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheThreadWasBoundToIsPutBack(CallStyle style) {
        Dependency dependency = fixture.bare("d", THREE, CallDeadline.after(Duration.ofSeconds(2)))
                .idempotent();
        within(Duration.ofSeconds(60), () -> {
            RequestContext outer = RequestContext.current();
            style.call(fixture.time, dependency, script.fails(300, first).returns(5, "ok"));
            assertThat(RequestContext.current()).isEqualTo(outer);
        });
        assertThat(RequestContext.current()).isEqualTo(RequestContext.none());
    }
}
