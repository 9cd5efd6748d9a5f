package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallStyle.CallEnd;
import io.seakeep.RetryRefused.Reason;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.latency.Outcome;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a retry policy promises, by every way to make a call. */
class RetryContractTest {

    private static final long MS = 1_000_000L;
    private static final Retry THREE = Retry.of().attempts(3).backoff(Backoff.constant(Duration.ofMillis(100)));

    private final Fixture fixture = new Fixture();
    private final Script script = new Script();
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");
    private final IOException third = new IOException("third");

    @ParameterizedTest
    @EnumSource
    void aSuccessIsNotRetriedAndTellsNobody(CallStyle style) {
        CallEnd end = call(style, with(THREE).idempotent(), script.returns(5, "answer"));

        assertThat(end).isEqualTo(CallEnd.of("answer"));
        assertThat(events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsRetriedAfterTheWait(CallStyle style) {
        long start = fixture.time.nanoTime();
        CallEnd end =
                call(style, with(THREE).idempotent(), script.fails(5, first).returns(7, "answer"));

        assertThat(end).isEqualTo(CallEnd.of("answer"));
        assertThat(script.attempts).containsExactly(1, 2);
        assertThat(fixture.time.nanoTime() - start).isEqualTo((5 + 100 + 7) * MS);
        assertThat(events()).containsExactly(new AttemptRetried("d", 1, Outcome.FAILURE, 100 * MS));
    }

    @ParameterizedTest
    @EnumSource
    void whatMayNotReachTheDependencyTwiceIsNotRetried(CallStyle style) {
        CallEnd end = call(style, with(THREE), script.fails(5, first));

        assertThat(end.failure()).isSameAs(first);
        assertThat(events()).containsExactly(refused(1, Outcome.FAILURE, Reason.NOT_IDEMPOTENT));
    }

    @ParameterizedTest
    @EnumSource
    void whatProvablyNeverReachedTheDependencyIsRetriedAllTheSame(CallStyle style) {
        CallEnd end = call(
                style,
                with(THREE),
                script.fails(1, new ConnectException("refused")).returns(1, "ok"));

        assertThat(end).isEqualTo(CallEnd.of("ok"));
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyMayTakeEveryCallForIdempotent(CallStyle style) {
        CallEnd end = call(
                style, with(THREE.assumingIdempotence()), script.fails(1, first).returns(1, "ok"));

        assertThat(end).isEqualTo(CallEnd.of("ok"));
    }

    /** Its first attempt was a probe and took as long as those may; the breaker would take the second for the next probe. */
    @ParameterizedTest
    @EnumSource
    void aProbeOfTheBreakerIsNotRetried(CallStyle style) {
        Dependency dependency = fixture.bare("d", THREE, CircuitBreaker.of().consecutiveFailures(1))
                .idempotent();
        for (int i = 0; i < 3; i++) {
            call(style, dependency, new Script().fails(1, new IOException("down")));
            fixture.time.advance(Duration.ofSeconds(30));
        }
        CallEnd end = call(style, dependency, script.fails(1_500, first).returns(1, "ok"));

        assertThat(end.failure()).isSameAs(first);
        assertThat(script.attempts).containsExactly(1);
        assertThat(events()).contains(refused(1, Outcome.FAILURE, Reason.REJECTED));
    }

    @ParameterizedTest
    @EnumSource
    void whereTheBreakerIsForcedToLetAllThroughThereAreRetries(CallStyle style) {
        checkThatThereAreRetries(style, CircuitBreaker::forceClosed, breaker -> {});
    }

    @ParameterizedTest
    @EnumSource
    void andAsSoonAsItIsClosedAgain(CallStyle style) {
        checkThatThereAreRetries(style, CircuitBreaker::forceOpen, CircuitBreaker::release);
    }

    private void checkThatThereAreRetries(
            CallStyle style, Consumer<CircuitBreaker> aSecondBefore, Consumer<CircuitBreaker> justBefore) {
        Dependency dependency = fixture.bare("d", THREE, CircuitBreaker.of());
        call(style, dependency.idempotent(), new Script().returns(1, "ok"));
        CircuitBreaker breaker = dependency.policy(CircuitBreaker.class);
        aSecondBefore.accept(breaker);
        fixture.time.advance(Duration.ofSeconds(1));
        justBefore.accept(breaker);

        CallEnd end =
                call(style, dependency.idempotent(), script.fails(1, first).returns(1, "ok"));
        assertThat(end).isEqualTo(CallEnd.of("ok"));
    }

    @ParameterizedTest
    @EnumSource
    void theLastFailureSurfacesWithTheOthersAttached(CallStyle style) {
        CallEnd end = call(
                style,
                with(THREE).idempotent(),
                script.fails(1, first).fails(1, second).fails(1, third));

        assertThat(end.failure()).isSameAs(third);
        assertThat(third.getSuppressed()).containsExactly(first, second);
        assertThat(events())
                .containsExactly(
                        new AttemptRetried("d", 1, Outcome.FAILURE, 100 * MS),
                        new AttemptRetried("d", 2, Outcome.FAILURE, 100 * MS),
                        refused(3, Outcome.FAILURE, Reason.STRATEGY));
    }

    @ParameterizedTest
    @EnumSource
    void anExceptionThatIsThrownAgainIsNotAttachedToItself(CallStyle style) {
        CallEnd end = call(
                style,
                with(THREE).idempotent(),
                script.fails(1, first).fails(1, second).fails(1, first));

        assertThat(end.failure()).isSameAs(first);
        assertThat(first.getSuppressed()).containsExactly(second);
    }

    @ParameterizedTest
    @EnumSource
    void anExceptionObjectThatIsUsedForEverDoesNotGrowForEver(CallStyle style) {
        Dependency dependency = with(THREE.attempts(2)).idempotent();
        for (int i = 0; i < 100; i++) {
            call(
                    style,
                    dependency,
                    new Script().fails(1, new IOException("new")).fails(1, first));
            fixture.time.advance(Duration.ofSeconds(1));
        }
        assertThat(first.getSuppressed()).hasSize(32);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotRetryableSurfacesAtOnce(CallStyle style) {
        Dependency dependency = with(THREE).idempotent();
        for (Throwable failure : List.of(new AssertionError("a bug"), new InterruptedException("left"))) {
            CallEnd end = call(style, dependency, new Script().fails(1, failure));
            assertThat(end.failure()).isSameAs(failure);
        }
        assertThat(events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theWaitIsAsLongAsTheDependencyAsks(CallStyle style) {
        Dependency dependency = judging(answer -> Verdict.THROTTLED.retryAfter(Duration.ofSeconds(2)));
        long start = fixture.time.nanoTime();

        CallEnd end = call(style, dependency, script.returns(0, "later").returns(0, "good"));

        assertThat(end).isEqualTo(CallEnd.of("good"));
        assertThat(fixture.time.nanoTime() - start).isEqualTo(2_100 * MS);
    }

    @ParameterizedTest
    @EnumSource
    void aLongerWaitThanIsHonouredEndsTheCall(CallStyle style) {
        Dependency dependency = judging(answer -> Verdict.THROTTLED.retryAfter(Duration.ofSeconds(11)));

        CallEnd end = call(style, dependency, script.returns(0, "later"));

        assertThat(end).isEqualTo(CallEnd.of("later"));
        assertThat(events()).containsExactly(refused(1, Outcome.THROTTLED, Reason.STRATEGY));
    }

    @ParameterizedTest
    @EnumSource
    void aDependencyThatSaysStopIsNotTriedAgain(CallStyle style) {
        Dependency dependency = judging(answer -> Verdict.THROTTLED.retryAfter(Duration.ofSeconds(Long.MAX_VALUE)));

        assertThat(call(style, dependency, script.returns(0, "never"))).isEqualTo(CallEnd.of("never"));
    }

    @ParameterizedTest
    @EnumSource
    void aBadResultThatAnotherReplacesIsClosedAndOneThatSurfacesIsNot(CallStyle style) {
        Dependency dependency = judging(answer -> Verdict.FAILURE);
        Resource replaced = new Resource();
        Resource alsoReplaced = new Resource();
        Resource surfaced = new Resource();

        CallEnd end = call(
                style,
                dependency,
                script.returns(1, replaced).returns(1, alsoReplaced).returns(1, surfaced));

        assertThat(end.result()).isSameAs(surfaced);
        assertThat(replaced.closed).isEqualTo(1);
        assertThat(alsoReplaced.closed).isEqualTo(1);
        assertThat(surfaced.closed).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aGateThatRefusesTheOtherAttemptLeavesTheCallWithTheFirst(CallStyle style) {
        Fixture.RecordingGate gate = new Fixture.RecordingGate() {
            @Override
            public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {
                super.exit(token, outcome, durationNanos, nowNanos);
                refusing = true;
            }
        };
        Dependency dependency = fixture.bare("d", THREE, new Fixture.GatePolicy("test-gate", Position.BULKHEAD, gate));

        CallEnd end = call(style, dependency.idempotent(), script.fails(1, first));

        assertThat(end.failure()).isSameAs(first);
        assertThat(first.getSuppressed()).singleElement().isInstanceOf(CallRejectedException.class);
        assertThat(gate.inside).isZero();
        assertThat(events())
                .containsExactly(
                        new AttemptRetried("d", 1, Outcome.FAILURE, 100 * MS),
                        new CallRejected("d", (CallRejectedException) first.getSuppressed()[0]),
                        refused(1, Outcome.FAILURE, Reason.REJECTED));
    }

    @ParameterizedTest
    @EnumSource
    void onePolicyThatObservesSaysWhatItWouldHaveDone(CallStyle style) {
        CallEnd end = call(style, with(THREE.mode(Mode.OBSERVE)).idempotent(), script.fails(1, first));

        assertThat(end.failure()).isSameAs(first);
        assertThat(events()).containsExactly(refused(1, Outcome.FAILURE, Reason.OBSERVING));
    }

    @ParameterizedTest
    @EnumSource
    void aStrategyThatFailsCostsARetryAndNoMore(CallStyle style) {
        IllegalStateException broken = new IllegalStateException("broken strategy");
        Dependency dependency = fixture.bare("d", new BrokenStrategy(broken));

        CallEnd end = call(style, dependency.idempotent(), script.fails(1, first));

        assertThat(end.failure()).isSameAs(first);
        assertThat(events())
                .containsExactly(
                        new UserCodeFailed("d", "retry strategy", broken),
                        refused(1, Outcome.FAILURE, Reason.STRATEGY));
    }

    @ParameterizedTest
    @EnumSource
    void eachAttemptIsRecordedAndAskedOfTheGates(CallStyle style) {
        Fixture.RecordingGate gate = new Fixture.RecordingGate();
        Dependency dependency = fixture.bare("d", THREE, new Fixture.GatePolicy("test-gate", Position.BREAKER, gate));

        call(style, dependency.idempotent(), script.fails(3, first).returns(4, "ok"));
        fixture.time.advance(Duration.ofMillis(500));

        assertThat(gate.heard).containsExactly("enter", "FAILURE after 3 ms", "enter", "SUCCESS after 4 ms");
        assertThat(dependency.latency().count(Outcome.FAILURE)).isEqualTo(1);
        assertThat(dependency.latency().count(Outcome.SUCCESS)).isEqualTo(1);
    }

    private Dependency with(Retry retry) {
        return fixture.bare("d", retry);
    }

    /** A dependency where everything but "good" is judged by the verdict. */
    private Dependency judging(java.util.function.Function<@Nullable Object, Verdict> verdict) {
        return fixture.dependency(
                        "d",
                        builder -> builder.with(THREE).classifier(new Classifier() {
                            @Override
                            public Verdict ofResult(@Nullable Object result) {
                                return "good".equals(result) ? Verdict.SUCCESS : verdict.apply(result);
                            }
                        }))
                .idempotent();
    }

    private CallEnd call(CallStyle style, Dependency dependency, Script steps) {
        return style.call(fixture.time, dependency, steps);
    }

    private List<SeakeepEvent> events() {
        List<SeakeepEvent> seen = new ArrayList<>(fixture.events);
        seen.removeIf(event -> event instanceof DependencyCreated);
        return seen;
    }

    private static RetryRefused refused(int attempts, Outcome outcome, Reason reason) {
        return new RetryRefused("d", attempts, outcome, reason);
    }

    private static final class Resource implements AutoCloseable {
        int closed;

        @Override
        public void close() {
            closed++;
        }
    }

    private record BrokenStrategy(RuntimeException failure) implements Policy {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Position position() {
            return Position.RETRY;
        }

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return (RetryStrategy) (attemptsMade, previousWaitNanos, last) -> {
                throw failure;
            };
        }

        @Override
        public String describe() {
            return "throws";
        }
    }
}
