package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.RetryRefused.Reason;
import io.seakeep.deadline.CallDeadline;
import io.seakeep.latency.Outcome;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.Deadline;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is particular to calls that nobody waits for: cancelling, timers, threads, and what crosses to them. */
class AsyncRetryTest {

    private static final Retry TWO = Retry.of().attempts(2).backoff(Backoff.constant(Duration.ofMillis(100)));

    private final Fixture fixture = new Fixture();
    private final VirtualTime time = fixture.time;
    private final Fixture.RecordingGate gate = new Fixture.RecordingGate();
    private final Policy gatePolicy = new Fixture.GatePolicy("test-gate", Position.BULKHEAD, gate);
    private final IOException reset = new IOException("reset");
    private final List<CompletableFuture<String>> stages = new ArrayList<>();

    @Test
    void cancellingWhileItWaitsLeavesNothingBehind() {
        CompletableFuture<String> answer =
                fixture.bare("d", TWO, gatePolicy).idempotent().callAsync(this::attempt);
        stages.get(0).completeExceptionally(reset);
        int timersWithTheWait = time.pendingTimers();

        answer.cancel(true);

        assertThat(time.pendingTimers()).isEqualTo(timersWithTheWait - 1);
        time.advance(Duration.ofSeconds(30));
        assertThat(stages).hasSize(1);
        assertThat(gate.inside).isZero();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void cancellingTheSecondAttemptCancelsItAndNotTheFirst() {
        CompletableFuture<String> answer =
                fixture.bare("d", TWO, gatePolicy).idempotent().callAsync(this::attempt);
        stages.get(0).completeExceptionally(reset);
        time.advance(Duration.ofMillis(150));

        answer.thenApply(String::trim).cancel(true);

        assertThat(stages).hasSize(2);
        assertThat(stages.get(1)).isCancelled();
        assertThat(gate.heard).containsExactly("enter", "FAILURE after 0 ns", "enter", "CANCELLED after 50 ms");
    }

    @Test
    void anExecutorThatTakesNoMoreWorkEndsTheCallAsItStands() {
        List<SeakeepEvent> events = new ArrayList<>();
        boolean[] closed = {false};
        Seakeep seakeep = Seakeep.builder()
                .time(time)
                .listener(events::add)
                .executor(work -> {
                    if (closed[0]) {
                        throw new RejectedExecutionException("shut down");
                    }
                    work.run();
                })
                .build();
        Dependency dependency = seakeep.dependency("d", builder -> builder.with(TWO));
        CompletableFuture<String> answer = dependency.idempotent().callAsync(this::attempt);
        stages.get(0).completeExceptionally(reset);
        closed[0] = true;
        time.advance(Duration.ofSeconds(1));

        assertThatThrownBy(answer::get).cause().isSameAs(reset);
        assertThat(stages).hasSize(1);
    }

    @Test
    void theDeadlineEndsACallThatIsStillRunning() {
        CompletableFuture<String> answer = fixture.bare("d", CallDeadline.after(Duration.ofSeconds(2)), gatePolicy)
                .callAsync(this::attempt);
        time.advance(Duration.ofMillis(1_999));
        assertThat(answer).isNotDone();
        time.advance(Duration.ofMillis(1));

        assertThatThrownBy(answer::get)
                .cause()
                .isInstanceOfSatisfying(
                        CallTimeoutException.class,
                        timedOut -> assertThat(timedOut.limit()).isEqualTo("deadline"))
                .hasMessage("call to d ended by its deadline of 2 s; setting: deadline.limit");
        assertThat(stages.get(0)).isCancelled();
        assertThat(gate.heard).containsExactly("enter", "TIMED_OUT after 2 s");
    }

    @Test
    void theDeadlineEndsAWaitAndAFallbackAnswers() {
        CompletableFuture<String> answer = fixture.bare(
                        "d",
                        TWO.backoff(Backoff.constant(Duration.ofSeconds(1))),
                        CallDeadline.after(Duration.ofSeconds(2)))
                .idempotent()
                .callAsync(this::attempt, AsyncFallback.value("old"));
        time.advance(Duration.ofMillis(500));
        stages.get(0).completeExceptionally(reset);
        time.advance(Duration.ofMillis(1_200));
        assertThat(stages).hasSize(2);
        time.advance(Duration.ofMillis(300));

        assertThat(answer).isCompletedWithValue("old");
        assertThat(stages.get(1)).isCancelled();
    }

    @Test
    void aDeadlineThatFindsTheFallbackAtWorkDoesNotAskItAgain() {
        List<Throwable> asked = new ArrayList<>();
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<String> answer = fixture.bare("d", CallDeadline.after(Duration.ofSeconds(2)))
                .callAsync(this::attempt, failure -> {
                    asked.add(failure);
                    return slow;
                });
        stages.get(0).completeExceptionally(reset);
        time.advance(Duration.ofSeconds(3));

        assertThat(asked).containsExactly(reset);
        assertThat(slow).isCancelled();
        assertThatThrownBy(answer::get).cause().isInstanceOf(CallTimeoutException.class);
    }

    @Test
    void aBadResultIsClosedOnceWhenTheCallIsCancelledWhileTheNextAttemptStarts() {
        int[] closed = {0};
        AutoCloseable bad = () -> closed[0]++;
        CompletableFuture<?>[] answer = new CompletableFuture<?>[1];
        Fixture.RecordingGate cancelling = new Fixture.RecordingGate() {
            @Override
            public long tryEnter(CallTraits traits, long nowNanos) {
                if (answer[0] != null) {
                    answer[0].cancel(true);
                }
                return super.tryEnter(traits, nowNanos);
            }
        };
        Dependency dependency = fixture.dependency(
                "d",
                builder -> builder.with(TWO)
                        .with(new Fixture.GatePolicy("test-gate", Position.BULKHEAD, cancelling))
                        .classifier(new Classifier() {
                            @Override
                            public Verdict ofResult(@Nullable Object result) {
                                return Verdict.FAILURE;
                            }
                        }));
        CompletableFuture<AutoCloseable> stage = new CompletableFuture<>();
        answer[0] = dependency.idempotent().callAsync(attempt -> stage);
        stage.complete(bad);
        time.advance(Duration.ofMillis(100));

        assertThat(answer[0]).isCancelled();
        assertThat(closed[0]).isEqualTo(1);
        assertThat(cancelling.inside).isZero();
    }

    @Test
    void aCallThatIsInTimeLeavesNoTimer() {
        CompletableFuture<String> answer =
                fixture.bare("d", CallDeadline.after(Duration.ofHours(2))).callAsync(this::attempt);
        stages.get(0).complete("ok");

        assertThat(answer).isCompletedWithValue("ok");
        time.advance(Duration.ofSeconds(30));
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void whatTheCallerCarriesIsThereForRetriesAndForWhoeverHearsOfTheEnd() {
        ThreadLocal<String> tenant = new ThreadLocal<>();
        ContextCarrier carrier = () -> {
            String captured = tenant.get();
            return () -> {
                String before = tenant.get();
                tenant.set(captured);
                return () -> tenant.set(before);
            };
        };
        Seakeep seakeep = Seakeep.builder().time(time).context(carrier).build();
        Dependency dependency = seakeep.dependency("d", builder -> builder.with(TWO));
        List<String> seen = new ArrayList<>();
        tenant.set("blue");
        CompletableFuture<String> answer = dependency.idempotent().callAsync(attempt -> {
            seen.add(attempt.number() + tenant.get());
            return attempt(attempt);
        });
        CompletableFuture<Void> heard = answer.thenAccept(text -> seen.add("end " + tenant.get()));
        tenant.set("red");
        stages.get(0).completeExceptionally(reset);
        time.advance(Duration.ofMillis(100));
        stages.get(1).complete("ok");

        assertThat(heard).isDone();
        assertThat(seen).containsExactly("1blue", "2blue", "end blue");
        assertThat(tenant.get()).isEqualTo("red");
    }

    @Test
    void aChainInheritsTheCallersDeadline() {
        Dependency dependency = fixture.bare("d");
        List<Long> left = new ArrayList<>();
        CompletableFuture<String>[] chain = newArray();
        RequestContext.none()
                .withDeadline(Deadline.after(Duration.ofSeconds(2), time))
                .run(() -> chain[0] = dependency
                        .callAsync(this::attempt)
                        .thenCompose(text -> dependency.callAsync(attempt -> {
                            left.add(attempt.remaining().toMillis());
                            return CompletableFuture.completedFuture("end");
                        })));
        time.advance(Duration.ofMillis(500));
        stages.get(0).complete("ok");

        assertThat(chain[0]).isCompletedWithValue("end");
        assertThat(left).containsExactly(1_500L);
    }

    @Test
    void theUsersExceptionIsNoOnionAfterRetriesEither() {
        IOException second = new IOException("second");
        CompletableFuture<String> answer = fixture.bare("d", TWO).idempotent().callAsync(this::attempt);
        stages.get(0).completeExceptionally(new CompletionException(reset));
        time.advance(Duration.ofMillis(100));
        stages.get(1).completeExceptionally(new CompletionException(new CompletionException(second)));

        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(second)
                .hasSuppressedException(reset);
    }

    @Test
    void completingItByOtherMeansEndsTheRetries() {
        CompletableFuture<String> answer = fixture.bare("d", TWO).idempotent().callAsync(this::attempt);
        stages.get(0).completeExceptionally(reset);
        answer.complete("mine");
        time.advance(Duration.ofSeconds(1));

        assertThat(answer).isCompletedWithValue("mine");
        assertThat(stages).hasSize(1);
    }

    @Test
    void anInterruptedThreadDoesNotWaitAndStaysInterrupted() {
        Dependency dependency = fixture.bare("d", TWO).idempotent();
        assertThatThrownBy(() -> dependency.call(attempt -> {
                    Thread.currentThread().interrupt();
                    throw reset;
                }))
                .isSameAs(reset);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.events).contains(new RetryRefused("d", 1, Outcome.FAILURE, Reason.CALLED_OFF));
    }

    @Test
    void anInterruptWhileItWaitsEndsTheWait() {
        Dependency dependency = fixture.bare("d", TWO).idempotent();
        Thread caller = Thread.currentThread();
        time.schedule(Duration.ofMillis(40).toNanos(), caller::interrupt);
        long start = time.nanoTime();

        assertThatThrownBy(() -> dependency.call(attempt -> {
                    throw reset;
                }))
                .isSameAs(reset);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(time.nanoTime() - start).isEqualTo(Duration.ofMillis(40).toNanos());
    }

    private CompletableFuture<String> attempt(Attempt attempt) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        stages.add(stage);
        return stage;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static CompletableFuture<String>[] newArray() {
        return new CompletableFuture[1];
    }

    @Test
    void cancellingWhileItWaitsClosesTheResultItHolds() {
        int[] closed = {0};
        AutoCloseable bad = () -> closed[0]++;
        CompletableFuture<AutoCloseable> answer =
                neverContent(TWO).idempotent().callAsync(attempt -> CompletableFuture.completedFuture(bad));

        answer.cancel(true);
        time.advance(Duration.ofSeconds(1));

        assertThat(closed[0]).isEqualTo(1);
    }

    @Test
    void aResultThatSurfacesIsNotClosed() {
        int[] closed = {0};
        AutoCloseable bad = () -> closed[0]++;
        CompletableFuture<AutoCloseable> answer =
                neverContent(TWO).callAsync(attempt -> CompletableFuture.completedFuture(bad));

        assertThat(answer).isCompletedWithValue(bad);
        assertThat(closed[0]).isZero();
    }

    @Test
    void completingSaysWhetherItDid() {
        CompletableFuture<String> answer = fixture.bare("d").callAsync(this::attempt);

        assertThat(answer.complete("mine")).isTrue();
        assertThat(answer.complete("again")).isFalse();
        assertThat(answer.completeExceptionally(reset)).isFalse();
        assertThat(answer.cancel(true)).isFalse();
        assertThat(stages.get(0)).isCancelled();
        CompletableFuture<String> failed = fixture.bare("e").callAsync(this::attempt);
        assertThat(failed.completeExceptionally(reset)).isTrue();
        assertThat(stages.get(1)).isCancelled();
    }

    @Test
    void withoutADeadlineThereIsNoTimerForOne() {
        Dependency dependency = fixture.bare("d");
        int timers = time.pendingTimers();
        RequestContext.none().asRetry().run(() -> dependency.callAsync(this::attempt));

        assertThat(time.pendingTimers()).isLessThanOrEqualTo(timers + 1); // the tick's
    }

    @Test
    void anEmptyBudgetIsNotWaitedFor() {
        Dependency dependency = fixture.dependency(
                        "d",
                        builder -> builder.with(TWO)
                                .budget(AttemptBudget.windowed(0).floorPerSecond(0)))
                .idempotent();
        CompletableFuture<String> answer = dependency.callAsync(this::attempt);
        stages.get(0).completeExceptionally(reset);

        assertThat(answer).isCompletedExceptionally();
        assertThat(fixture.events).contains(new RetryRefused("d", 1, Outcome.FAILURE, Reason.BUDGET));
    }

    @Test
    void aStageInPlaceOfTheAnswerIsRefusedOnALaterAttemptAsWell() {
        Dependency dependency = fixture.bare("d", TWO, gatePolicy).idempotent();
        assertThatThrownBy(() -> dependency.<Object, IOException>call(attempt -> {
                    if (attempt.number() == 1) {
                        throw reset;
                    }
                    return new CompletableFuture<String>();
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use callAsync")
                .hasSuppressedException(reset);
        assertThat(gate.heard).containsExactly("enter", "FAILURE after 0 ns", "enter", "IGNORED after 0 ns");
    }

    private Dependency neverContent(Policy... policies) {
        return fixture.dependency("d", builder -> {
            builder.classifier(new Classifier() {
                @Override
                public Verdict ofResult(@Nullable Object result) {
                    return Verdict.FAILURE;
                }
            });
            List.of(policies).forEach(builder::with);
        });
    }
}
