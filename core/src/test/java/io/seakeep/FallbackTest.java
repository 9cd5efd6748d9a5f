package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FallbackTest {

    private final Fixture fixture = new Fixture();
    private final Fixture.RecordingGate gate = new Fixture.RecordingGate();
    private final Dependency prices =
            fixture.bare("prices", new Fixture.GatePolicy("test-gate", Position.BREAKER, gate));
    private final Dependency archive = fixture.bare("archive");
    private final IOException reset = new IOException("reset");

    @Test
    void aValueAnswersForAFailure() throws Exception {
        assertThat(prices.call(attempt -> fail(), Fallback.value("old price"))).isEqualTo("old price");
        assertThat(fixture.events).contains(new FallbackUsed("prices", reset));
    }

    @Test
    void aFunctionSeesTheFailureAsItWasThrown() throws Exception {
        List<Throwable> seen = new ArrayList<>();
        String answer = prices.call(attempt -> fail(), failure -> {
            seen.add(failure);
            return "computed";
        });

        assertThat(answer).isEqualTo("computed");
        assertThat(seen).containsExactly(reset);
    }

    @Test
    void anotherDependencyAnswersThroughItsOwnPipeline() throws Exception {
        String answer = prices.call(attempt -> fail(), Fallback.from(archive, attempt -> "archived"));
        assertThat(answer).isEqualTo("archived");
        fixture.time.advance(Duration.ofMillis(500));
        assertThat(archive.latency().count()).isEqualTo(1);
    }

    @Test
    void aRejectionByOurOwnPoliciesIsAnswered() {
        gate.refusing = true;
        assertThat(prices.call(attempt -> "price", Fallback.value("old price"))).isEqualTo("old price");
    }

    @Test
    void aRejectionThatTheCodeMetElsewhereIsNotOurs() {
        CallRejectedException elsewhere = new CallRejectedException("tax", "breaker", "breaker.x", 0, () -> "open");
        assertThatThrownBy(() -> prices.call(
                        attempt -> {
                            throw elsewhere;
                        },
                        Fallback.value("old price")))
                .isSameAs(elsewhere);
    }

    @Test
    void bugsAndCallersWhoLeaveAreNotAnswered() {
        List<Throwable> none =
                List.of(new AssertionError("a bug"), new OutOfMemoryError("none"), new CancellationException("left"));
        for (Throwable failure : none) {
            assertThatThrownBy(() -> prices.call(attempt -> throwing(failure), Fallback.value("old price")))
                    .isSameAs(failure);
        }
        assertThat(fixture.events).noneMatch(event -> event instanceof FallbackUsed);
    }

    @Test
    void aResultThatIsNoSuccessIsAnsweredAndCanBeSeen() {
        Dependency judged = fixture.dependency(
                "judged",
                builder -> builder.classifier(new Classifier() {
                    @Override
                    public Verdict ofResult(@Nullable Object result) {
                        return "bad".equals(result) ? Verdict.FATAL : Verdict.SUCCESS;
                    }
                }));
        String answer = judged.call(attempt -> "bad", failure -> "not " + ((BadResultException) failure).result());
        assertThat(answer).isEqualTo("not bad");
        assertThat(judged.call(attempt -> "good", Fallback.value("other"))).isEqualTo("good");
    }

    @Test
    void aFallbackThatFailsKeepsTheFailureVisible() {
        IllegalStateException broken = new IllegalStateException("no cache");
        assertThatThrownBy(() -> prices.call(attempt -> fail(), failure -> {
                    throw broken;
                }))
                .isSameAs(broken)
                .hasSuppressedException(reset);
    }

    @Test
    void itIsAskedAfterAllAttempts() throws Exception {
        Dependency retried = fixture.bare(
                        "retried", Retry.of().attempts(3).backoff(Backoff.constant(Duration.ofMillis(1))))
                .idempotent();
        List<Integer> attempts = new ArrayList<>();
        String answer = retried.call(
                attempt -> {
                    attempts.add(attempt.number());
                    return fail();
                },
                Fallback.value("other"));

        assertThat(answer).isEqualTo("other");
        assertThat(attempts).containsExactly(1, 2, 3);
    }

    @Test
    void asynchronousCallsHaveThemToo() {
        CompletableFuture<String> users = new CompletableFuture<>();
        assertThat(prices.callAsync(attempt -> failed(), AsyncFallback.value("value")))
                .isCompletedWithValue("value");
        assertThat(prices.callAsync(attempt -> failed(), AsyncFallback.of(failure -> "computed")))
                .isCompletedWithValue("computed");
        CompletableFuture<String> fromArchive =
                prices.callAsync(attempt -> failed(), AsyncFallback.from(archive, attempt -> users));
        assertThat(fromArchive).isNotDone();
        users.complete("archived");
        assertThat(fromArchive).isCompletedWithValue("archived");
        gate.refusing = true;
        assertThat(prices.callAsync(attempt -> failed(), AsyncFallback.value("value")))
                .isCompletedWithValue("value");
    }

    @Test
    void anAsynchronousFallbackThatFailsKeepsTheFailureVisible() {
        List<AsyncFallback<String>> fallbacks = List.of(
                failure -> {
                    throw new IllegalStateException("no cache");
                },
                failure -> CompletableFuture.failedFuture(new IllegalStateException("no cache")));
        for (AsyncFallback<String> fallback : fallbacks) {
            assertThatThrownBy(() ->
                            prices.callAsync(attempt -> failed(), fallback).get())
                    .cause()
                    .hasMessage("no cache")
                    .hasSuppressedException(reset);
        }
    }

    @Test
    void cancellingCancelsTheFallback() {
        CompletableFuture<String> users = new CompletableFuture<>();
        CompletableFuture<String> answer = prices.callAsync(attempt -> failed(), failure -> users);

        answer.cancel(true);

        assertThat(users).isCancelled();
    }

    @Test
    void codeThatCanBeInterruptedHasThemToo() throws Exception {
        String answer = prices.callInterruptibly(attempt -> fail(), Fallback.value("old price"));
        assertThat(answer).isEqualTo("old price");
        InterruptedException left = new InterruptedException("left");
        assertThatThrownBy(() -> prices.callInterruptibly(
                        attempt -> {
                            throw left;
                        },
                        Fallback.value("old price")))
                .isSameAs(left);
    }

    private String fail() throws IOException {
        throw reset;
    }

    private CompletableFuture<String> failed() {
        return CompletableFuture.failedFuture(reset);
    }

    private static String throwing(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void aFallbackThatReturnsNoStageFailsTheCall() {
        assertThatThrownBy(() ->
                        prices.callAsync(attempt -> failed(), failure -> null).get())
                .cause()
                .isInstanceOf(NullPointerException.class)
                .hasSuppressedException(reset);
    }

    @Test
    void aFallbackThatStartsAfterTheCallerHasLeftIsCancelled() {
        CompletableFuture<?>[] answer = new CompletableFuture<?>[1];
        CompletableFuture<String> users = new CompletableFuture<>();
        CompletableFuture<String> fallback = new CompletableFuture<>();
        answer[0] = prices.callAsync(attempt -> users, failure -> {
            answer[0].cancel(true);
            return fallback;
        });
        users.completeExceptionally(reset);

        assertThat(fallback).isCancelled();
    }

    @Test
    void whatItAnswersAfterTheCallerHasLeftIsClosed() {
        List<String> closed = new ArrayList<>();
        CompletableFuture<?>[] answer = new CompletableFuture<?>[1];
        CompletableFuture<AutoCloseable> users = new CompletableFuture<>();
        answer[0] = prices.callAsync(attempt -> users, failure -> {
            answer[0].cancel(true);
            return CompletableFuture.completedFuture(() -> closed.add("cached"));
        });
        users.completeExceptionally(reset);

        assertThat(closed).containsExactly("cached");
    }

    @Test
    void aResultThatItCannotBeAskedAboutAnyMoreIsClosed() {
        List<String> closed = new ArrayList<>();
        CompletableFuture<?>[] answer = new CompletableFuture<?>[1];
        CompletableFuture<AutoCloseable> users = new CompletableFuture<>();
        Dependency leaving = fixture.dependency(
                "leaving",
                builder -> builder.classifier(new Classifier() {
                    @Override
                    public Verdict ofResult(@Nullable Object result) {
                        answer[0].cancel(true);
                        return Verdict.FAILURE;
                    }
                }));
        answer[0] = leaving.callAsync(attempt -> users, failure -> {
            throw new AssertionError("asked for nobody");
        });
        users.complete(() -> closed.add("bad"));

        assertThat(closed).containsExactly("bad");
    }
}
