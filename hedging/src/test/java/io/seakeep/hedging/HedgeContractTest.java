package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallTimeoutException;
import io.seakeep.HedgeRefused;
import io.seakeep.HedgeRefused.Reason;
import io.seakeep.HedgeSent;
import io.seakeep.RequestContext;
import io.seakeep.Verdict;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.hedging.HedgeFixture.Asked;
import io.seakeep.hedging.HedgeFixture.Body;
import io.seakeep.latency.Outcome;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What holds of a call that may have a hedge, whoever answers first and how. */
class HedgeContractTest {

    private static final HedgePolicy AFTER_10_MS = Hedge.budget(1).after(Duration.ofMillis(10));

    private final HedgeFixture fixture = new HedgeFixture(AFTER_10_MS).warmUp(100);

    private Asked first() {
        return fixture.asked.get(0);
    }

    private Asked second() {
        return fixture.asked.get(1);
    }

    @Test
    void oneThatIsLateGetsAnotherBesideIt() {
        CompletableFuture<Object> call = fixture.call();
        fixture.advance(9);
        assertThat(fixture.asked).hasSize(1);
        fixture.advance(1);

        assertThat(fixture.asked).hasSize(2);
        assertThat(first().attempt.isHedge()).isFalse();
        assertThat(second().attempt.isHedge()).isTrue();
        assertThat(second().attempt.number()).isEqualTo(2);
        second().answer.complete("hedge");

        assertThat(call).isCompletedWithValue("hedge");
        assertThat(first().answer).isCancelled();
        assertThat(first().calledOff).isTrue();
        assertThat(second().calledOff).isFalse();
        assertThat(fixture.hedge.counts().sent()).isEqualTo(1);
        assertThat(fixture.hedge.counts().won()).isEqualTo(1);
        assertThat(fixture.time.pendingTimers()).isEqualTo(1); // the tick
    }

    @Test
    void oneThatIsInTimeGetsNone() {
        CompletableFuture<Object> call = fixture.call();
        fixture.advance(9);
        first().answer.complete("first");
        fixture.advance(100);

        assertThat(call).isCompletedWithValue("first");
        assertThat(fixture.asked).hasSize(1);
        assertThat(fixture.hedge.counts().sent()).isZero();
    }

    @Test
    void theFirstMayWinAllTheSame() {
        CompletableFuture<Object> call = fixture.call();
        fixture.advance(10);
        first().answer.complete("first");

        assertThat(call).isCompletedWithValue("first");
        assertThat(second().answer).isCancelled();
        assertThat(fixture.hedge.counts().wasted()).isEqualTo(1);
    }

    @Test
    void aFailureDoesNotWinWhileAnotherRuns() {
        CompletableFuture<Object> call = fixture.call();
        fixture.advance(10);
        second().answer.completeExceptionally(new IllegalArgumentException("no second try"));
        assertThat(call).isNotDone();
        first().answer.complete("first");

        assertThat(call).isCompletedWithValue("first");
    }

    @Test
    void norDoesAFailureOfTheFirst() {
        CompletableFuture<Object> call = fixture.call();
        fixture.advance(10);
        first().answer.completeExceptionally(new IOException("reset"));
        assertThat(call).isNotDone();
        second().answer.complete("hedge");

        assertThat(call).isCompletedWithValue("hedge");
    }

    @Test
    void whenAllFailTheLastFailureIsTheCallsAndKnowsTheOthers() {
        CompletableFuture<Object> call = fixture.call();
        fixture.advance(10);
        IOException one = new IOException("one");
        IOException two = new IOException("two");
        first().answer.completeExceptionally(one);
        second().answer.completeExceptionally(two);

        assertThatThrownBy(call::join).hasCause(two);
        assertThat(two.getSuppressed()).containsExactly(one);
    }

    @Test
    void aFastFailureStartsTheNextAtOnce() {
        CompletableFuture<Object> call = fixture.call();
        fixture.advance(1);
        first().answer.completeExceptionally(new IOException("reset"));
        fixture.advance(0);

        assertThat(fixture.asked).hasSize(2);
        assertThat(second().attempt.number()).isEqualTo(2);
        assertThat(second().attempt.isHedge()).as("nothing runs beside it").isFalse();
        second().answer.complete("second");
        assertThat(call).isCompletedWithValue("second");
    }

    @Test
    void aFailureThatWouldRepeatItselfStartsNothing() {
        CompletableFuture<Object> call = fixture.call();
        first().answer.completeExceptionally(new AssertionError("a bug"));
        fixture.advance(100);

        assertThat(call).isCompletedExceptionally();
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void theServersPushbackStopsHedges() {
        HedgeFixture three = new HedgeFixture(AFTER_10_MS.attempts(3)).warmUp(100);
        CompletableFuture<Object> call = three.call();
        three.advance(10);
        three.asked.get(1).answer.complete(new Body(Verdict.THROTTLED));
        three.advance(100);

        assertThat(three.asked).hasSize(2);
        assertThat(call).isNotDone();
        three.asked.get(0).answer.complete("first");
        assertThat(call).isCompletedWithValue("first");
    }

    @Test
    void aPushbackIsNotFollowedByAnotherAttempt() {
        Body pushback = new Body(Verdict.THROTTLED);
        CompletableFuture<Object> call = fixture.call();
        first().answer.complete(pushback);
        fixture.advance(100);

        assertThat(call).isCompletedWithValue(pushback);
        assertThat(fixture.asked).hasSize(1);
        assertThat(pushback.closed).isZero();
    }

    @Test
    void whileTheDependencyAsksToBackOffThereAreNone() {
        fixture.call();
        first().answer.complete(new Body(Verdict.THROTTLED));
        fixture.advance(250);
        assertThat(fixture.hedge.delay()).isEmpty();
        assertThat(fixture.hedge.explain()).contains("the dependency asks to back off");
        fixture.call();
        fixture.advance(750);
        assertThat(fixture.asked).hasSize(2);
        fixture.advance(250);
        assertThat(fixture.hedge.delay()).contains(Duration.ofMillis(10));
    }

    @Test
    void upToSoManyAttemptsRunSideBySide() {
        HedgeFixture three = new HedgeFixture(AFTER_10_MS.attempts(3)).warmUp(100);
        CompletableFuture<Object> call = three.call();
        three.advance(10);
        assertThat(three.asked).hasSize(2);
        three.advance(10);
        assertThat(three.asked).hasSize(3);
        three.advance(100);
        assertThat(three.asked).hasSize(3);
        three.asked.get(1).answer.complete("middle");

        assertThat(call).isCompletedWithValue("middle");
        assertThat(three.asked.get(0).answer).isCancelled();
        assertThat(three.asked.get(2).answer).isCancelled();
    }

    @Test
    void callsOfWhichNothingWasSaidAreNotHedgedAndItIsSaidOnce() {
        fixture.call(fixture.dependency);
        fixture.call(fixture.dependency);
        fixture.advance(100);

        assertThat(fixture.asked).hasSize(2);
        assertThat(fixture.events)
                .filteredOn(event -> event instanceof HedgeRefused)
                .singleElement()
                .satisfies(event -> assertThat(event.message())
                        .isEqualTo("no hedge at d: nobody said that the call is idempotent: use dependency.idempotent()"
                                + " for calls that are"));
    }

    @Test
    void unlessAllOfThemAreTakenForIdempotent() {
        HedgeFixture reading = new HedgeFixture(AFTER_10_MS.assumingIdempotence()).warmUp(100);
        reading.call(reading.dependency);
        reading.advance(10);
        assertThat(reading.asked).hasSize(2);
    }

    @Test
    void aRequestThatIsARetryGetsNone() {
        RequestContext.none().asRetry().run(() -> fixture.call());
        fixture.advance(100);
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void whatAHedgeCallsKnowsThatItIsARepetition() {
        boolean[] isRetry = new boolean[2];
        fixture.dependency.idempotent().callAsync(attempt -> {
            isRetry[attempt.number() - 1] = RequestContext.current().isRetry();
            return new CompletableFuture<>();
        });
        fixture.advance(10);
        assertThat(isRetry).containsExactly(false, true);
    }

    @Test
    void theCallersContextIsInPlace() {
        List<Integer> cohorts = new ArrayList<>();
        RequestContext.none()
                .withCohort(7)
                .run(() -> fixture.dependency.idempotent().callAsync(attempt -> {
                    cohorts.add(RequestContext.current().cohort().orElse(-1));
                    return new CompletableFuture<>();
                }));
        fixture.advance(10);
        assertThat(cohorts).containsExactly(7, 7);
    }

    @Nested
    class Results {

        @Test
        void aLateOneIsClosed() {
            Body winner = new Body();
            Body late = new Body();
            CompletableFuture<Object> users = new CompletableFuture<>();
            CompletableFuture<Object> call = fixture.dependency
                    .idempotent()
                    .callAsync(attempt -> attempt.isHedge()
                            ? CompletableFuture.completedFuture(winner)
                            : users.minimalCompletionStage());
            fixture.advance(10);
            users.complete(late);

            assertThat(call).isCompletedWithValue(winner);
            assertThat(winner.closed).isZero();
            assertThat(late.closed).isEqualTo(1);
        }

        @Test
        void aBadOneThatIsNotTheCallsIsClosed() {
            Body bad = new Body(Verdict.FATAL);
            CompletableFuture<Object> call = fixture.call();
            fixture.advance(10);
            first().answer.complete(bad);
            assertThat(bad.closed).isZero();
            second().answer.complete("good");

            assertThat(bad.closed).isEqualTo(1);
            assertThat(call).isCompletedWithValue("good");
        }

        @Test
        void ofTwoBadOnesTheLastIsTheCalls() {
            Body one = new Body(Verdict.FATAL);
            Body two = new Body(Verdict.FATAL);
            CompletableFuture<Object> call = fixture.call();
            fixture.advance(10);
            first().answer.complete(one);
            second().answer.complete(two);

            assertThat(one.closed).isEqualTo(1);
            assertThat(two.closed).isZero();
            assertThat(call).isCompletedWithValue(two);
        }

        @Test
        void aBadOneIsClosedIfTheCallIsCalledOff() {
            Body bad = new Body(Verdict.FATAL);
            CompletableFuture<Object> call = fixture.call();
            fixture.advance(10);
            first().answer.complete(bad);
            call.cancel(true);
            assertThat(bad.closed).isEqualTo(1);
        }
    }

    @Nested
    class Losers {

        @Test
        void areLeftRunningIfCancellingIsExpensive() {
            HedgeFixture leaving = new HedgeFixture(AFTER_10_MS.leavingLosersRunning()).warmUp(100);
            CompletableFuture<Object> call = leaving.call();
            leaving.advance(10);
            leaving.asked.get(1).answer.complete("hedge");
            Body late = new Body();

            assertThat(call).isCompletedWithValue("hedge");
            assertThat(leaving.asked.get(0).answer).isNotDone();
            assertThat(leaving.asked.get(0).calledOff).isFalse();
            leaving.asked.get(0).answer.complete(late);
            assertThat(late.closed).isEqualTo(1);
        }

        @Test
        void aFewFirstAttemptsGoOnSoThatTheEstimateStaysHonest() {
            int calls = 2_000;
            fixture.warmUp(calls);
            for (int i = 0; i < calls; i++) {
                fixture.call();
            }
            fixture.advance(10);
            fixture.asked.stream()
                    .filter(asked -> asked.attempt.isHedge())
                    .forEach(asked -> asked.answer.complete("hedge"));
            long left = fixture.asked.stream()
                    .filter(asked -> !asked.attempt.isHedge() && !asked.answer.isDone())
                    .count();
            assertThat(fixture.hedge.counts().sent()).isGreaterThan(calls - 200);
            assertThat((double) left / fixture.hedge.counts().sent()).isBetween(0.035, 0.065);
        }
    }

    /** Requests that are tied: the one that is begun first calls off the other. */
    @Nested
    class Tied {

        @Test
        void theOneThatIsBegunFirstCallsOffTheOther() {
            CompletableFuture<Object> call = fixture.call();
            fixture.advance(10);
            assertThat(second().attempt.callOffOthers()).isTrue();

            assertThat(first().answer).isCancelled();
            assertThat(first().attempt.callOffOthers()).isFalse();
            assertThat(call).isNotDone();
            second().answer.complete("hedge");
            assertThat(call).isCompletedWithValue("hedge");
        }

        @Test
        void nothingIsStartedAfterThat() {
            CompletableFuture<Object> call = fixture.call();
            assertThat(first().attempt.callOffOthers()).isTrue();
            fixture.advance(100);

            assertThat(fixture.asked).hasSize(1);
            first().answer.complete("first");
            assertThat(call).isCompletedWithValue("first");
        }
    }

    /** Where it goes. */
    @Nested
    class Replicas {

        private final List<String> replicas = List.of("a", "b", "c", "d");

        private String pick(Asked asked) {
            return asked.attempt.pick(replicas);
        }

        @Test
        void aHedgeGoesElsewhere() {
            fixture.call();
            assertThat(pick(first())).isEqualTo("a");
            fixture.advance(10);
            assertThat(second().attempt.pickedBeside()).containsExactly("a");
            assertThat(pick(second())).isEqualTo("b");
            assertThat(first().attempt.pickedBeside()).containsExactly("b");
        }

        @Test
        void alsoIfTheFirstOnesListStoodInAnotherOrder() {
            fixture.call();
            assertThat(first().attempt.pick(List.of("b", "a"))).isEqualTo("b");
            fixture.advance(10);
            assertThat(second().attempt.pick(List.of("a", "b"))).isEqualTo("a");
        }

        @Test
        void toTheOneThatHasBeenLateLeastOften() {
            for (String replica : List.of("b", "c", "d")) {
                for (int i = 0; i < 100; i++) {
                    CompletableFuture<Object> call = fixture.call();
                    Asked asked = fixture.asked.get(fixture.asked.size() - 1);
                    asked.attempt.pick(List.of(replica));
                    boolean late = replica.equals("b") ? i % 10 == 0 : replica.equals("c") && i % 50 == 0;
                    asked.answer.complete(late ? new Body(Verdict.FATAL) : "good");
                    assertThat(call).isDone();
                }
            }
            fixture.advance(250);
            fixture.asked.clear();
            fixture.call();
            assertThat(pick(first())).isEqualTo("a");
            fixture.advance(10);
            assertThat(pick(second())).isEqualTo("d");
        }

        @Test
        void aFirstAttemptPassesOverOneThatIsLateFarMoreOftenThanTheOthers() {
            isLateFor("a", 6);
            assertThat(picked(100, replicas)).containsEntry("b", 99).containsEntry("a", 1);
            assertThat(picked(100, List.of("d", "a"))).containsOnlyKeys("d");
            assertThat(picked(1, List.of("a"))).containsOnlyKeys("a");
        }

        @Test
        void butNotMoreThanHalfOfThem() {
            isLateFor("a", 6);
            isLateFor("c", 6);
            assertThat(picked(100, List.of("a", "c", "b"))).containsEntry("a", 100);
            assertThat(picked(100, List.of("a", "c", "b", "d"))).containsEntry("b", 99);
        }

        @Test
        void andNotForLongWhereItIsInTimeAgain() {
            isLateFor("a", 6);
            isInTimeFor("a", 8);
            assertThat(picked(1_000, replicas)).containsEntry("a", 10);
            isInTimeFor("a", 6);
            assertThat(picked(100, replicas)).containsEntry("a", 100);
        }

        @Test
        void alsoWhileHedgesHaveBeenStopped() {
            for (int tick = 0; tick < 7; tick++) {
                fixture.call();
                fixture.asked.get(fixture.asked.size() - 1).answer.complete(new Body(Verdict.THROTTLED));
                isLateFor("a", 1);
                assertThat(fixture.hedge.delay()).isEmpty();
            }
            assertThat(picked(100, replicas)).containsEntry("b", 99);
        }

        private void isLateFor(String replica, int ticks) {
            answerFor(replica, ticks, new Body(Verdict.FATAL));
        }

        private void isInTimeFor(String replica, int ticks) {
            answerFor(replica, ticks, "good");
        }

        /** Ten calls in each tick, and as many to others that go well. */
        private void answerFor(String replica, int ticks, Object answer) {
            for (int i = 0; i < ticks * 10; i++) {
                ask(replica, answer);
                ask("d", "good");
                if (i % 10 == 9) {
                    fixture.advance(250);
                }
            }
        }

        private void ask(String replica, Object answer) {
            CompletableFuture<Object> call = fixture.call();
            Asked asked = fixture.asked.get(fixture.asked.size() - 1);
            asked.attempt.pick(List.of(replica));
            asked.answer.complete(answer);
            assertThat(call).isDone();
        }

        private Map<String, Integer> picked(int calls, List<String> from) {
            Map<String, Integer> picks = new HashMap<>();
            for (int i = 0; i < calls; i++) {
                fixture.asked.clear();
                CompletableFuture<Object> call = fixture.call();
                picks.merge(first().attempt.pick(from), 1, Integer::sum);
                call.cancel(true);
            }
            return picks;
        }

        @Test
        void oneThatWasCalledOffCountsAsLate() {
            for (int i = 0; i < 100; i++) {
                fixture.asked.clear();
                fixture.call();
                first().attempt.pick(List.of("b"));
                fixture.advance(10);
                second().attempt.pick(List.of("c"));
                second().answer.complete("hedge");
                fixture.warmUp(2);
            }
            fixture.asked.clear();
            fixture.call();
            pick(first());
            fixture.advance(10);
            assertThat(pick(second())).isEqualTo("c");
        }
    }

    @Nested
    class Together {

        @Test
        void retriesComeWhenAllHaveFailed() {
            HedgeFixture retrying = new HedgeFixture(
                            AFTER_10_MS, Retry.of().attempts(3).backoff(Backoff.constant(Duration.ofMillis(50))))
                    .warmUp(100);
            CompletableFuture<Object> call = retrying.call();
            retrying.advance(10);
            retrying.asked.get(0).answer.completeExceptionally(new IOException("one"));
            retrying.asked.get(1).answer.completeExceptionally(new IOException("two"));
            assertThat(call).isNotDone();
            retrying.advance(50);

            assertThat(retrying.asked).hasSize(3);
            assertThat(retrying.asked.get(2).attempt.number()).isEqualTo(3);
            retrying.asked.get(2).answer.complete("three");
            assertThat(call).isCompletedWithValue("three");
        }

        @Test
        void theDeadlineEndsAll() {
            HedgeFixture short20 = new HedgeFixture(AFTER_10_MS, CallDeadline.after(Duration.ofMillis(20))).warmUp(100);
            CompletableFuture<Object> call = short20.call();
            short20.advance(20);

            assertThat(short20.asked).hasSize(2).allSatisfy(asked -> {
                assertThat(asked.answer).isCancelled();
                assertThat(asked.calledOff).isTrue();
            });
            assertThatThrownBy(call::join).hasCauseInstanceOf(CallTimeoutException.class);
        }

        @Test
        void whereTheDeadlineComesFirstThereIsNone() {
            HedgeFixture short10 = new HedgeFixture(AFTER_10_MS, CallDeadline.after(Duration.ofMillis(10))).warmUp(100);
            short10.call();
            short10.advance(9);
            assertThat(short10.time.pendingTimers()).as("tick and deadline").isEqualTo(2);
        }

        @Test
        void cancellingTheCallCallsOffAll() {
            CompletableFuture<Object> call = fixture.call();
            fixture.advance(10);
            call.thenApply(value -> value).cancel(true);

            assertThat(fixture.asked)
                    .allSatisfy(asked -> assertThat(asked.answer).isCancelled());
        }
    }

    /** What the tracker is told, so that estimates of the latency are not of the lucky ones. */
    @Nested
    class Records {

        @Test
        void ofAFirstAttemptThatHadAHedgeItIsKnownOnlyThatItWasLate() {
            HedgeFixture many = new HedgeFixture(AFTER_10_MS).warmUp(100);
            for (int i = 0; i < 90; i++) {
                many.call();
            }
            many.advance(10);
            many.advance(20);
            many.asked.stream()
                    .filter(asked -> !asked.attempt.isHedge())
                    .forEach(asked -> asked.answer.complete("first"));
            many.advance(250);

            // 90 first attempts, of which about a twentieth were left running, and 90 hedges of which nothing is
            // recorded.
            assertThat(many.dependency.latency().count(Outcome.SUCCESS) - 100).isBetween(1L, 15L);
            assertThat(many.dependency.latency().countAtOrAbove(11_000_000, Outcome.CANCELLED))
                    .isZero();
            assertThat(many.dependency.latency().countAtOrAbove(9_000_000, Outcome.CANCELLED))
                    .isBetween(75L, 89L);
        }

        @Test
        void aFailureIsRecordedAsEver() {
            fixture.call();
            fixture.advance(15);
            first().answer.completeExceptionally(new IOException("reset"));
            second().answer.completeExceptionally(new IOException("reset"));
            fixture.advance(250);

            assertThat(fixture.dependency.latency().count(Outcome.FAILURE)).isEqualTo(2);
        }
    }

    @Test
    void whatCameLateBecauseTheProcessStoodStillIsNotSent() {
        VirtualTime time = new VirtualTime();
        HedgeFixture paused = new HedgeFixture(time, AFTER_10_MS).warmUp(100);
        paused.call();
        // The work that the timer hands over is held up by other work, which moves the clock.
        time.schedule(9_999_999, () -> time.execute(() -> time.parkUntil(this, time.nanoTime() + 200_000_000L)));
        paused.advance(300);

        assertThat(paused.asked).hasSize(1);
        assertThat(paused.hedge.counts().refused()).containsEntry(Reason.PAUSED, 1L);
    }

    @Test
    void eventsTellOfIt() {
        fixture.call();
        fixture.advance(10);
        assertThat(fixture.events)
                .filteredOn(event -> event instanceof HedgeSent)
                .singleElement()
                .satisfies(event ->
                        assertThat(event.message()).isEqualTo("attempt 2 at d was sent 10 ms after the first"));
    }
}
