package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.latency.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class AsyncCallTest {

    private final Fixture fixture = new Fixture();
    private final Fixture.RecordingGate gate = new Fixture.RecordingGate();
    private final Dependency inventory =
            fixture.bare("inventory", new Fixture.GatePolicy("test-gate", Position.BULKHEAD, gate));
    private final CompletableFuture<String> users = new CompletableFuture<>();

    @Test
    void anAnswerIsPassedOnAfterThePermitIsBack() {
        CompletableFuture<String> answer = inventory.callAsync(attempt -> users);
        List<Integer> insideWhenAnswered = new ArrayList<>();
        answer.thenAccept(text -> insideWhenAnswered.add(gate.inside));
        fixture.time.advance(Duration.ofMillis(30));

        assertThat(gate.inside).isEqualTo(1);
        users.complete("12 in stock");

        assertThat(answer).isCompletedWithValue("12 in stock");
        assertThat(insideWhenAnswered).containsExactly(0);
        assertThat(gate.heard).containsExactly("enter", "SUCCESS after 30 ms");
    }

    @Test
    void aFailureArrivesAsTheUsersCodeThrewItHoweverDeepItWasWrapped() {
        IOException thrown = new IOException("reset");
        CompletableFuture<String> answer =
                inventory.callAsync(attempt -> users.thenApply(String::trim).thenApply(text -> text));

        users.completeExceptionally(new CompletionException(thrown));

        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(thrown);
        assertThat(gate.heard).containsExactly("enter", "FAILURE after 0 ns");
    }

    @Test
    void whatTheCodeThrowsBeforeItReturnsAStageFailsTheFuture() {
        IOException thrown = new IOException("refused");
        CompletableFuture<String> answer = inventory.callAsync(attempt -> {
            throw thrown;
        });

        assertThatThrownBy(answer::get).cause().isSameAs(thrown);
        assertThat(gate.inside).isZero();
    }

    @Test
    void aRejectionFailsTheFutureAndIsNotThrown() {
        gate.refusing = true;
        CompletableFuture<String> answer = inventory.callAsync(attempt -> users);

        assertThatThrownBy(answer::get).cause().isInstanceOf(CallRejectedException.class);
    }

    @Test
    void cancellingCancelsTheUsersFutureAndRunsTheHooksOnce() {
        List<String> aborted = new ArrayList<>();
        CompletableFuture<String> answer = inventory.callAsync(attempt -> {
            attempt.onCancel(() -> aborted.add("first"));
            attempt.onCancel(() -> {
                throw new IOException("cannot close");
            });
            attempt.onCancel(() -> aborted.add("last"));
            return users;
        });

        assertThat(answer.cancel(true)).isTrue();
        answer.cancel(true);

        assertThat(users).isCancelled();
        assertThat(aborted).containsExactly("last", "first");
        assertThat(gate.heard).containsExactly("enter", "CANCELLED after 0 ns");
        assertThat(fixture.events)
                .anySatisfy(event -> assertThat(event.message()).contains("abort hook of inventory failed"));
    }

    @Test
    void cancellingADependentFutureCancelsTheAttempt() {
        CompletableFuture<String> answer = inventory.callAsync(attempt -> users);

        answer.thenApply(String::trim).thenApply(String::length).cancel(false);

        assertThat(answer).isCancelled();
        assertThat(users).isCancelled();
        assertThat(gate.inside).isZero();
    }

    @Test
    void aCallerThatStopsWaitingCancelsTheAttempt() {
        CompletableFuture<String> answer = inventory.callAsync(attempt -> users);

        answer.complete("a default");

        assertThat(users).isCancelled();
        assertThat(gate.heard).containsExactly("enter", "CANCELLED after 0 ns");
    }

    @Test
    void aStageThatCannotBeCancelledIsLeftAloneWithoutComplaint() {
        CompletableFuture<String> answer = inventory.callAsync(attempt -> users.minimalCompletionStage());
        int eventsBefore = fixture.events.size();

        answer.cancel(true);
        users.complete("late");

        assertThat(answer).isCancelled();
        assertThat(gate.heard).containsExactly("enter", "CANCELLED after 0 ns");
        assertThat(fixture.events).hasSize(eventsBefore);
    }

    @Test
    void anAnswerThatComesWhenTheCallerHasLeftIsClosed() {
        List<String> closed = new ArrayList<>();
        CompletableFuture<AutoCloseable> response = new CompletableFuture<>();
        CompletableFuture<AutoCloseable> answer = inventory.callAsync(attempt -> response.minimalCompletionStage());

        answer.thenApply(AutoCloseable::toString).cancel(true);
        response.complete(() -> {
            closed.add("response");
            throw new IOException("cannot close");
        });

        assertThat(closed).containsExactly("response");
        assertThat(fixture.events)
                .anySatisfy(event -> assertThat(event.message())
                        .contains("discarded answer of inventory failed: java.io.IOException"));
    }

    @Test
    void aHookThatComesAfterTheCancellationRunsAtOnceAndOneAfterTheEndNever() {
        List<String> aborted = new ArrayList<>();
        Permit cancelled = inventory.acquire();
        cancelled.close();
        cancelled.onCancel(() -> aborted.add("cancelled"));
        Permit ended = inventory.acquire();
        ended.succeed("fine");
        ended.onCancel(() -> aborted.add("ended"));
        ended.close();

        assertThat(aborted).containsExactly("cancelled");
    }

    @Test
    void theFirstToEndAPermitWins() {
        try (Permit permit = inventory.acquire()) {
            assertThat(permit.fail(new IOException("reset"))).isTrue();
            assertThat(permit.succeed("late")).isFalse();
        }

        assertThat(gate.heard).containsExactly("enter", "FAILURE after 0 ns");
        fixture.time.advance(Duration.ofSeconds(1));
        assertThat(inventory.latency().count()).isEqualTo(1);
        assertThat(inventory.latency().count(Outcome.FAILURE)).isEqualTo(1);
    }

    @Test
    void aStageThatIsNullIsAFailureThatSaysSo() {
        CompletableFuture<String> answer = inventory.callAsync(attempt -> null);

        assertThatThrownBy(answer::get).cause().hasMessageContaining("returned null");
        assertThat(gate.inside).isZero();
    }

    @Test
    void aStageThatCannotBeFollowedFailsTheCall() {
        IllegalStateException broken = new IllegalStateException("no callbacks");
        CompletableFuture<String> deaf = new CompletableFuture<>() {
            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                throw broken;
            }
        };
        CompletableFuture<String> answer = inventory.callAsync(attempt -> deaf);

        assertThatThrownBy(answer::get).cause().isSameAs(broken);
        assertThat(gate.inside).isZero();
    }
}
