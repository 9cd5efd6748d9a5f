package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.deadline.CallDeadline;
import io.seakeep.latency.Outcome;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.Deadline;
import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a timeout does that is enforced, to asynchronous calls and, where asked for, to synchronous ones. */
@Timeout(60)
class TimeoutContractTest {

    private static final long MS = 1_000_000L;

    private final Fixture fixture = new Fixture();
    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        assertThat(Thread.interrupted()).as("a stray interrupt").isFalse();
        assertThat(RequestContext.current()).isEqualTo(RequestContext.none());
    }

    @Test
    void anAsynchronousAttemptIsEndedAtItsTime() {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.ASYNCHRONOUS));
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> answer = dependency.callAsync(attempt -> {
            attempt.onCancel(() -> heard.add("aborted"));
            return stage;
        });

        fixture.time.advance(Duration.ofMillis(99));
        assertThat(answer).isNotDone();
        fixture.time.advance(Duration.ofMillis(1));

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(CallTimeoutException.class, timedOut -> {
                    assertThat(timedOut.limit()).isEqualTo("timeout");
                    assertThat(timedOut.limitDuration()).isEqualTo(Duration.ofMillis(100));
                    assertThat(timedOut.setting()).isEqualTo("timeout");
                })
                .withMessage("call to d ended by its timeout of 100 ms; setting: timeout");
        assertThat(stage).isCancelled();
        assertThat(heard).containsExactly("aborted");
        tick();
        assertThat(dependency.latency().count(Outcome.TIMED_OUT)).isEqualTo(1);
    }

    @Test
    void oneThatComesInTimeLeavesNoTimer() {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.ASYNCHRONOUS));
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> answer = dependency.callAsync(attempt -> stage);
        int armed = fixture.time.pendingTimers();
        stage.complete("good");
        assertThat(answer).isCompletedWithValue("good");
        assertThat(fixture.time.pendingTimers()).isEqualTo(armed - 1);

        dependency.callAsync(attempt -> CompletableFuture.completedFuture("at once"));
        CompletableFuture<String> cancelled = dependency.callAsync(attempt -> new CompletableFuture<String>());
        cancelled.cancel(true);
        assertThat(fixture.time.pendingTimers()).isEqualTo(armed - 1);
    }

    @Test
    void anAnswerThatComesTooLateIsClosed() {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.ASYNCHRONOUS));
        CompletableFuture<AutoCloseable> stage = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false; // takes no notice
            }
        };
        CompletableFuture<AutoCloseable> answer = dependency.callAsync(attempt -> stage);
        fixture.time.advance(Duration.ofMillis(100));
        stage.complete(() -> heard.add("closed"));
        assertThat(answer).isCompletedExceptionally();
        assertThat(heard).containsExactly("closed");
    }

    @Test
    void aTimeoutIsRetriedLikeAnyFailure() {
        Dependency dependency = fixture.bare(
                        "d",
                        after(100, TimeoutEnforcement.ASYNCHRONOUS),
                        Retry.of().attempts(2).backoff(Backoff.constant(Duration.ofMillis(10))))
                .idempotent();
        List<CompletableFuture<String>> stages = new ArrayList<>();
        CompletableFuture<String> answer = dependency.callAsync(attempt -> {
            stages.add(new CompletableFuture<>());
            return stages.get(stages.size() - 1);
        });
        fixture.time.advance(Duration.ofMillis(110));
        assertThat(stages).hasSize(2);
        stages.get(1).complete("second");
        assertThat(answer).isCompletedWithValue("second");
    }

    @Test
    void theNearerOfTimeoutAndDeadlineWinsAndTheFailureSaysWhich() {
        Dependency dependency = fixture.bare(
                "d", after(100, TimeoutEnforcement.INTERRUPTING), CallDeadline.after(Duration.ofMillis(50)));
        CompletableFuture<String> answer = dependency.callAsync(attempt -> new CompletableFuture<String>());
        fixture.time.advance(Duration.ofMillis(60));
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("ended by its deadline of 50 ms; setting: deadline.limit");
        assertThatThrownBy(() -> dependency.callInterruptibly(attempt -> park(1_000)))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessage("call to d ended by its deadline of 50 ms; setting: deadline.limit");
    }

    @Test
    void aDeadlineIsAsLongAsItWasForTheCallAndNotForItsLastAttempt() {
        Dependency dependency = fixture.bare(
                        "d",
                        after(100, TimeoutEnforcement.INTERRUPTING),
                        CallDeadline.after(Duration.ofMillis(150)),
                        Retry.of().attempts(2).backoff(Backoff.constant(Duration.ofMillis(10))))
                .idempotent();
        String message = "call to d ended by its deadline of 150 ms; setting: deadline.limit";
        assertThatThrownBy(() -> dependency.callInterruptibly(attempt -> park(1_000)))
                .hasMessage(message);
        CompletableFuture<String> answer = dependency.callAsync(attempt -> new CompletableFuture<String>());
        fixture.time.advance(Duration.ofMillis(150));
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage(message);
    }

    @Test
    void aDeadlineThatTheCallerBroughtAlongHasNoSetting() {
        Dependency dependency = fixture.bare(
                "d", after(100, TimeoutEnforcement.INTERRUPTING), CallDeadline.after(Duration.ofMillis(80)));
        String message = "call to d ended by its deadline of 50 ms, which its caller brought along";
        bound(50)
                .run(() -> assertThatThrownBy(() -> dependency.callInterruptibly(attempt -> park(1_000)))
                        .isInstanceOfSatisfying(
                                CallTimeoutException.class,
                                timedOut -> assertThat(timedOut.setting()).isEmpty())
                        .hasMessage(message));
        List<CompletableFuture<String>> answers = new ArrayList<>();
        bound(50).run(() -> answers.add(dependency.callAsync(attempt -> new CompletableFuture<String>())));
        fixture.time.advance(Duration.ofMillis(50));
        assertThat(answers.get(0))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage(message);
    }

    @Test
    void theTimeoutOfALaterAttemptIsCountedFromItsOwnStart() {
        Dependency dependency = fixture.bare(
                        "d",
                        after(100, TimeoutEnforcement.INTERRUPTING),
                        Retry.of().attempts(2).backoff(Backoff.constant(Duration.ofMillis(10))))
                .idempotent();
        assertThatThrownBy(() -> dependency.callInterruptibly(attempt -> park(1_000)))
                .hasMessage("call to d ended by its timeout of 100 ms; setting: timeout");
    }

    @Test
    void aTimeoutThatHasChangedSinceIsWhatItWasForTheAttempt() {
        AtomicLong nanos = new AtomicLong(100 * MS);
        Dependency dependency = fixture.bare("d", new TimeoutPolicy(nanos::get, TimeoutEnforcement.INTERRUPTING));
        assertThatThrownBy(() -> dependency.callInterruptibly(attempt -> {
                    nanos.set(70 * MS);
                    return park(1_000);
                }))
                .hasMessage("call to d ended by its timeout of 100 ms; setting: timeout");
    }

    private RequestContext bound(long millis) {
        return RequestContext.none().withDeadline(Deadline.after(Duration.ofMillis(millis), fixture.time));
    }

    @Test
    void handedOutItEndsNothing() throws Exception {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.HANDED_OUT));
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> answer = dependency.callAsync(attempt -> stage);
        fixture.time.advance(Duration.ofMillis(500));
        stage.complete("late");
        assertThat(answer).isCompletedWithValue("late");
        String result = dependency.callInterruptibly(attempt -> park(500));
        assertThat(result).isEqualTo("slept");
    }

    @Test
    void aSynchronousAttemptIsNotInterruptedUnlessAskedFor() throws Exception {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.ASYNCHRONOUS));
        String result = dependency.callInterruptibly(attempt -> park(500));
        assertThat(result).isEqualTo("slept");
    }

    @Test
    void aSynchronousAttemptIsInterruptedAtItsTimeWhereAskedFor() {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.INTERRUPTING));
        long start = fixture.time.nanoTime();
        assertThatThrownBy(() -> dependency.callInterruptibly(attempt -> park(1_000)))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessage("call to d ended by its timeout of 100 ms; setting: timeout")
                .satisfies(timedOut -> assertThat(timedOut.getSuppressed())
                        .hasSize(1)
                        .hasOnlyElementsOfType(InterruptedException.class));
        assertThat(fixture.time.nanoTime() - start).isEqualTo(100 * MS);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        tick();
        assertThat(dependency.latency().count(Outcome.TIMED_OUT)).isEqualTo(1);
    }

    @Test
    void codeThatTakesNoNoticeOfTheInterruptKeepsItsResultAndLeavesNoInterrupt() throws Exception {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.INTERRUPTING));
        String result = dependency.callInterruptibly(attempt -> {
            fixture.time.parkUntil(this, fixture.time.nanoTime() + 200 * MS);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return "all the same";
        });
        assertThat(result).isEqualTo("all the same");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anErrorIsNoTimeout() {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.INTERRUPTING));
        assertThatThrownBy(() -> dependency.run(attempt -> {
                    fixture.time.parkUntil(this, fixture.time.nanoTime() + 200 * MS);
                    throw new AssertionError("a bug");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anInterruptOfSomebodyElsesStays() {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.INTERRUPTING));
        String result = dependency.call(attempt -> {
            Thread.currentThread().interrupt();
            fixture.time.advance(Duration.ofMillis(200));
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(Thread.interrupted())
                .as("it came first, and is the caller's")
                .isTrue();
    }

    @Test
    void whatEndsInTimeIsNotInterruptedLater() {
        Dependency dependency = fixture.bare("d", after(100, TimeoutEnforcement.INTERRUPTING));
        int timers = fixture.time.pendingTimers();
        String result = dependency.call(attempt -> "quick");
        assertThat(result).isEqualTo("quick");
        assertThat(fixture.time.pendingTimers()).isLessThanOrEqualTo(timers + 1); // the tick's
        fixture.time.advance(Duration.ofMillis(500));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Without a bulkhead to bound it, on real threads. */
    @Test
    void anIsolatedAttemptIsAbandonedAtItsTime() {
        Seakeep real = Seakeep.create();
        CountDownLatch hang = new CountDownLatch(1);
        Dependency dependency = real.dependency(
                "d", builder -> builder.withoutStandardPolicies().with(after(50, TimeoutEnforcement.ISOLATED)));
        AtomicBoolean interrupted = new AtomicBoolean();
        assertThatThrownBy(() -> dependency.run(attempt -> {
                    while (hang.getCount() > 0) {
                        interrupted.compareAndSet(false, Thread.interrupted());
                    }
                }))
                .isInstanceOf(CallTimeoutException.class);
        hang.countDown();
        real.close();
    }

    /** Failsafe's case: its timeouts share a pool with everybody, and one of 100 ms fired after 2 s. */
    @Test
    void firesAtItsTimeEvenWhenEveryPoolIsBusy() throws Exception {
        ExecutorService busy = Executors.newFixedThreadPool(1);
        CountDownLatch hang = new CountDownLatch(1);
        busy.execute(() -> {
            try {
                hang.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        Seakeep real = Seakeep.builder().executor(busy).build();
        Dependency dependency = real.dependency(
                "d", builder -> builder.withoutStandardPolicies().with(after(100, TimeoutEnforcement.ASYNCHRONOUS)));
        long start = TimeSource.system().nanoTime();
        CompletableFuture<String> answer = dependency.callAsync(attempt -> new CompletableFuture<String>());
        assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CallTimeoutException.class);
        assertThat(TimeSource.system().nanoTime() - start).isBetween(100 * MS, 1_000 * MS);
        hang.countDown();
        busy.shutdown();
        real.close();
    }

    private String park(long millis) throws InterruptedException {
        long until = fixture.time.nanoTime() + millis * MS;
        while (until - fixture.time.nanoTime() > 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            fixture.time.parkUntil(this, until);
        }
        return "slept";
    }

    private void tick() {
        fixture.time.advance(Duration.ofMillis(250));
    }

    static Policy after(long millis, TimeoutEnforcement enforcement) {
        return new TimeoutPolicy(() -> millis * MS, enforcement);
    }

    private record TimeoutPolicy(LongSupplier nanos, TimeoutEnforcement enforced) implements Policy {

        @Override
        public String name() {
            return "timeout";
        }

        @Override
        public Position position() {
            return Position.TIMEOUT;
        }

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return new AttemptTimeout() {
                @Override
                public long timeoutNanos() {
                    return nanos.getAsLong();
                }

                @Override
                public TimeoutEnforcement enforcement() {
                    return enforced;
                }
            };
        }

        @Override
        public String describe() {
            return "for tests";
        }
    }
}
