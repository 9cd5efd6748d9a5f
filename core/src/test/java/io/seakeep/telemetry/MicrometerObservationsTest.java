package io.seakeep.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.seakeep.AttemptBudget;
import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.UserCodeFailed;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.retry.Backoff;
import io.seakeep.retry.Retry;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MicrometerObservationsTest {

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final Ended ended = new Ended();
    private final Seakeep seakeep = Seakeep.builder()
            .time(time)
            .seed(1)
            .listener(events::add)
            .observer(new MicrometerObservations(registry))
            .build();
    private final Dependency inventory = seakeep.dependency(
                    "inventory",
                    it -> it.with(Retry.of().attempts(3).backoff(Backoff.constant(Duration.ofMillis(1))))
                            .budget(AttemptBudget.windowed(1).floorPerSecond(100)))
            .idempotent();
    private Observation request;
    private int calls;

    @BeforeEach
    void listen() {
        registry.observationConfig().observationHandler(ended);
        request = Observation.start("request", registry); // not before, for without a handler there are none
    }

    @Test
    void anAttemptIsAChildOfWhatItsCallerIsDoing() {
        String answer = request.observe(() -> inventory.call(attempt -> {
            assertThat(registry.getCurrentObservation()).isNotNull().isNotSameAs(request);
            assertThat(ended.attempts).isEmpty();
            return "answer";
        }));
        assertThat(answer).isEqualTo("answer");
        assertThat(ended.attempts).containsExactly("dependency=inventory hedge=false number=1 outcome=success");
        assertThat(ended.parents).containsExactly("request");
        assertThat(registry.getCurrentObservation()).isNull();
    }

    @Test
    void everyRetryIsOneOfItsOwn() throws IOException {
        assertThat(inventory.key("eu").<String, IOException>call(attempt -> failingTwice()))
                .isEqualTo("answer");
        assertThat(ended.attempts)
                .containsExactly(
                        "dependency=inventory[eu] hedge=false number=1 outcome=failure error=down",
                        "dependency=inventory[eu] hedge=false number=2 outcome=failure error=down",
                        "dependency=inventory[eu] hedge=false number=3 outcome=success");
        assertThat(ended.parents).containsOnly("none");
    }

    @Test
    void soIsEachOfAnAsynchronousCall() {
        request.scoped(() -> assertThat(
                        inventory.callAsync(attempt -> ++calls < 2 ? later("down", null) : later(null, "answer")))
                .isNotDone());
        time.advance(Duration.ofSeconds(1));
        assertThat(ended.attempts)
                .containsExactly(
                        "dependency=inventory hedge=false number=1 outcome=failure error=down",
                        "dependency=inventory hedge=false number=2 outcome=success");
        assertThat(ended.parents).containsOnly("request");
    }

    /** The thread on which a retry comes may be in the middle of somebody else's work. */
    @Test
    void whatBelongsToNobodyIsNoChildOfWhatTheThreadIsDoingByThen() throws IOException {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> call = inventory.callAsync(attempt -> ++calls < 2 ? first : later(null, "answer"));
        Permit permit = inventory.acquire();
        request.scoped(() -> {
            first.completeExceptionally(new IOException("down"));
            time.advance(Duration.ofSeconds(1));
            permit.fail(new IOException("down"));
            assertThat(permit.retryIn()).isPresent();
            permit.retry().succeed("answer");
            assertThat(registry.getCurrentObservation()).isSameAs(request);
        });
        assertThat(call).isCompletedWithValue("answer");
        assertThat(ended.parents).containsExactly("none", "none", "none", "none");
    }

    @Test
    void andWhatBelongsToSomebodyStaysTheirs() {
        CompletableFuture<String> first = new CompletableFuture<>();
        request.scoped(() -> inventory.callAsync(attempt -> ++calls < 2 ? first : later(null, "answer")));
        Observation.start("other", registry).scoped(() -> {
            first.completeExceptionally(new IOException("down"));
            time.advance(Duration.ofSeconds(1));
        });
        assertThat(ended.parents).containsExactly("request", "request");
    }

    @Test
    void whatIsCancelledEndsAsThat() {
        inventory.callAsync(attempt -> new CompletableFuture<>()).cancel(true);
        assertThat(ended.attempts).containsExactly("dependency=inventory hedge=false number=1 outcome=cancelled");
    }

    @Test
    void permitsAndThoseThatFollowThem() {
        Permit first = request.scopedChecked(inventory::acquire);
        first.fail(new IOException("down"));
        assertThat(first.retryIn()).isPresent();
        Permit second = first.retry();
        assertThat(registry.getCurrentObservation()).isNull();
        second.succeed("answer");
        inventory.acquireAsync().join().close();
        assertThat(ended.attempts)
                .containsExactly(
                        "dependency=inventory hedge=false number=1 outcome=failure error=down",
                        "dependency=inventory hedge=false number=2 outcome=success",
                        "dependency=inventory hedge=false number=1 outcome=cancelled");
        assertThat(ended.parents).containsExactly("request", "request", "none");
    }

    @Test
    void whatIsRefusedIsNoAttempt() {
        inventory.policy(CircuitBreaker.class).forceOpen();
        assertThatThrownBy(() -> inventory.call(attempt -> "answer")).isInstanceOf(CallRejectedException.class);
        assertThat(ended.attempts).isEmpty();
    }

    @Test
    void aFallbackAnswersAsEver() {
        assertThat(inventory.<String, RuntimeException>call(
                        attempt -> {
                            throw new IllegalStateException("down");
                        },
                        failure -> "fallback"))
                .isEqualTo("fallback");
        assertThat(inventory.<String, RuntimeException>call(attempt -> "answer", failure -> "fallback"))
                .isEqualTo("answer");
        assertThat(ended.attempts).hasSize(4);
    }

    @Test
    void interruptedCodeThrowsWhatItDid() {
        assertThatThrownBy(() -> inventory.callInterruptibly(attempt -> {
                    throw new InterruptedException("stop");
                }))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("stop");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anObserverThatThrowsCostsNoCall() {
        for (String at : List.of("begins", "attempt", "open", "close", "ended")) {
            Seakeep watched = Seakeep.builder()
                    .time(time)
                    .listener(events::add)
                    .observer(new Broken(at))
                    .build();
            Dependency dependency = watched.dependency("d");
            assertThat(dependency.<String, RuntimeException>call(attempt -> "answer"))
                    .isEqualTo("answer");
            assertThat(dependency.callAsync(attempt -> later(null, "answer"))).isCompletedWithValue("answer");
            dependency.acquire().succeed("answer");
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(events)
                .filteredOn(UserCodeFailed.class::isInstance)
                .hasSizeGreaterThanOrEqualTo(3 * 3 + 2 * 2)
                .allMatch(event -> ((UserCodeFailed) event).what().equals("attempt observer"));
    }

    private String failingTwice() throws IOException {
        if (++calls < 3) {
            throw new IOException("down");
        }
        return "answer";
    }

    private static CompletableFuture<String> later(String failure, String answer) {
        return failure == null
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedFuture(new IOException(failure));
    }

    /** Keeps what ended, in words. */
    private static final class Ended implements ObservationHandler<Observation.Context> {
        final List<String> attempts = new ArrayList<>();
        final List<String> parents = new ArrayList<>();

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context.getName().equals("seakeep.attempt");
        }

        @Override
        public void onStop(Observation.Context context) {
            StringBuilder words = new StringBuilder();
            for (KeyValue keyValue : context.getLowCardinalityKeyValues()) {
                words.append(words.length() == 0 ? "" : " ")
                        .append(keyValue.getKey())
                        .append('=')
                        .append(keyValue.getValue());
            }
            if (context.getError() != null) {
                words.append(" error=").append(context.getError().getMessage());
            }
            attempts.add(words.toString());
            parents.add(
                    context.getParentObservation() == null
                            ? "none"
                            : context.getParentObservation().getContextView().getName());
        }
    }

    /** Throws at one place. */
    private record Broken(String at) implements io.seakeep.AttemptObserver {

        private void step(String here) {
            if (here.equals(at)) {
                throw new IllegalStateException(at);
            }
        }

        @Override
        public Call begins(String dependency) {
            step("begins");
            return attempt -> {
                step("attempt");
                return new Observed() {
                    @Override
                    public Scope open() {
                        step("open");
                        return () -> step("close");
                    }

                    @Override
                    public void ended(io.seakeep.latency.Outcome outcome, Throwable failure) {
                        step("ended");
                    }
                };
            };
        }
    }
}
