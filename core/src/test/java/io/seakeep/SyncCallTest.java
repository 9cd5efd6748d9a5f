package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.latency.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SyncCallTest {

    private final Fixture fixture = new Fixture();
    private final Fixture.RecordingGate gate = new Fixture.RecordingGate();
    private final Dependency inventory =
            fixture.bare("inventory", new Fixture.GatePolicy("test-gate", Position.BREAKER, gate));

    @Test
    void aSuccessIsReturnedRecordedAndHeardByTheGate() {
        String answer = inventory.call(attempt -> {
            fixture.time.advance(Duration.ofMillis(20));
            return "12 in stock";
        });

        assertThat(answer).isEqualTo("12 in stock");
        assertThat(gate.heard).containsExactly("enter", "SUCCESS after 20 ms");
        assertRecorded(Outcome.SUCCESS);
    }

    @Test
    void aCheckedExceptionSurfacesAsThrown() {
        IOException thrown = new IOException("reset");

        assertThatThrownBy(() -> inventory.call(attempt -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(gate.heard).containsExactly("enter", "FAILURE after 0 ns");
        assertRecorded(Outcome.FAILURE);
    }

    @Test
    void anErrorLeavesNobodyInsideAndIsNoFaultOfTheDependency() {
        AssertionError thrown = new AssertionError("bug");

        assertThatThrownBy(() -> inventory.run(attempt -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(gate.inside).isZero();
        assertRecorded(Outcome.IGNORED);
    }

    @Test
    void anInterruptIsThrownOnAndIsACancellation() {
        assertThatThrownBy(() -> inventory.callInterruptibly(attempt -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(gate.inside).isZero();
        assertRecorded(Outcome.CANCELLED);
    }

    @Test
    void aRejectionSaysWhoRefusedWhyAndWhenToComeBackAndIsNotRecorded() {
        gate.refusing = true;

        assertThatThrownBy(() -> inventory.call(attempt -> "never"))
                .isInstanceOfSatisfying(CallRejectedException.class, rejection -> {
                    assertThat(rejection.policy()).isEqualTo("test-gate");
                    assertThat(rejection.retryAfter()).isEqualTo(Duration.ofMillis(1500));
                    assertThat(rejection.getStackTrace()).isEmpty();
                })
                .hasMessage(
                        "call to test refused by test-gate: it was told to; come back in 1.5 s; setting: test-gate.open");
        fixture.time.advance(Duration.ofSeconds(1));
        assertThat(inventory.latency().count()).isZero();
    }

    @Test
    void aFutureAsResultIsRefusedBecauseItWouldCountAsAnInstantSuccess() {
        assertThatThrownBy(() -> inventory.call(attempt -> new CompletableFuture<String>()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CompletableFuture")
                .hasMessageContaining("use callAsync(...)");
        assertThat(gate.inside).isZero();
        assertRecorded(Outcome.IGNORED);
    }

    @Test
    void nullIsAnAnswer() {
        assertThat(inventory.<String, RuntimeException>call(attempt -> null)).isNull();
        assertRecorded(Outcome.SUCCESS);
    }

    @Test
    void theTimeLeftIsHandedOutRoundedUpAndNeverZero() {
        inventory.run(attempt -> {
            assertThat(attempt.remaining()).isEqualTo(Duration.ofSeconds(10));
            assertThat(attempt.remaining(TimeUnit.SECONDS)).isEqualTo(10);
            fixture.time.advance(Duration.ofNanos(1));
            assertThat(attempt.remaining()).isEqualTo(Duration.ofSeconds(10));
            assertThat(attempt.remaining(TimeUnit.NANOSECONDS)).isEqualTo(9_999_999_999L);
            fixture.time.advance(Duration.ofSeconds(20));
            assertThat(attempt.remaining()).isEqualTo(Duration.ofMillis(1));
            assertThat(attempt.remaining(TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(attempt.remaining(TimeUnit.NANOSECONDS)).isEqualTo(1);
            assertThat(attempt.remaining(TimeUnit.DAYS)).isEqualTo(1);
        });
    }

    @Test
    void gatesAreAskedFromTheOutsideInAndWithdrawnWhenOneFurtherInRefuses() {
        Fixture.RecordingGate outer = new Fixture.RecordingGate();
        Fixture.RecordingGate middle = new Fixture.RecordingGate();
        Fixture.RecordingGate inner = new Fixture.RecordingGate();
        Dependency search = fixture.bare(
                "search",
                new Fixture.GatePolicy("inner", Position.RATE_LIMIT, inner),
                new Fixture.GatePolicy("outer", Position.ADMISSION, outer),
                new Fixture.GatePolicy("middle", Position.BULKHEAD, middle));
        inner.refusing = true;

        assertThatThrownBy(() -> search.call(attempt -> "never")).isInstanceOf(CallRejectedException.class);

        assertThat(outer.heard).containsExactly("enter", "withdraw");
        assertThat(middle.heard).containsExactly("enter", "withdraw");
        assertThat(inner.heard).containsExactly("refuse");
    }

    @Test
    void theClassifierIsAskedOnceAndMayCallAnExceptionASuccess() {
        Dependency lookup = fixture.dependency(
                "lookup",
                builder -> builder.classifier(new Classifier() {
                    @Override
                    public Verdict ofFailure(Throwable failure) {
                        return failure instanceof java.util.NoSuchElementException ? Verdict.SUCCESS : Verdict.FAILURE;
                    }
                }));

        assertThatThrownBy(() -> lookup.run(attempt -> {
                    throw new java.util.NoSuchElementException("404");
                }))
                .isInstanceOf(java.util.NoSuchElementException.class);
        fixture.time.advance(Duration.ofSeconds(1));
        assertThat(lookup.latency().count(Outcome.SUCCESS)).isEqualTo(1);
    }

    @Test
    void aClassifierThatThrowsCostsNothingButAnEvent() {
        Dependency lookup = fixture.dependency(
                "lookup",
                builder -> builder.classifier(new Classifier() {
                    @Override
                    public Verdict ofResult(Object result) {
                        throw new IllegalStateException("broken");
                    }
                }));

        assertThat(lookup.<String, RuntimeException>call(attempt -> "fine")).isEqualTo("fine");
        fixture.time.advance(Duration.ofSeconds(1));
        assertThat(lookup.latency().count(Outcome.SUCCESS)).isEqualTo(1);
        assertThat(fixture.events)
                .anySatisfy(event -> assertThat(event.message()).contains("classifier of lookup failed"));
    }

    private void assertRecorded(Outcome outcome) {
        fixture.time.advance(Duration.ofSeconds(1));
        assertThat(inventory.latency().count(outcome)).isEqualTo(1);
        assertThat(inventory.latency().count()).isEqualTo(1);
    }
}
