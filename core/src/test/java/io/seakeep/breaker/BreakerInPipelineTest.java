package io.seakeep.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.ActivePolicy;
import io.seakeep.CallRejectedException;
import io.seakeep.CallTraits;
import io.seakeep.Dependency;
import io.seakeep.Gate;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.Seakeep;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** A breaker among the other parts of a pipeline, with everything that can become of a probe. */
final class BreakerInPipelineTest {

    private final VirtualTime time = new VirtualTime();
    private final List<BreakerTransition> events = new ArrayList<>();
    private final Seakeep seakeep = Seakeep.builder()
            .time(time)
            .seed(42)
            .listener(event -> {
                if (event instanceof BreakerTransition transition) {
                    events.add(transition);
                }
            })
            .build();
    private final InnerGate inner = new InnerGate();
    private final Dependency inventory = seakeep.dependency(
            "inventory", dependency -> dependency.with(CircuitBreaker.of()).with(inner));
    private final CircuitBreaker breaker = inventory.policy(CircuitBreaker.class);

    @Test
    void isInTheStandardPipeline() {
        assertThat(seakeep.dependency("plain").policy(CircuitBreaker.class).state())
                .isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void opensAfterFiveFailuresAndTellsListeners() {
        trip();
        assertThatThrownBy(() -> inventory.call(attempt -> "never"))
                .isInstanceOf(CallRejectedException.class)
                .hasMessageStartingWith("call to inventory refused by breaker: open for ");
        time.advance(Duration.ZERO);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).message()).startsWith("breaker of inventory: CLOSED -> OPEN for ");
    }

    @Test
    void noticesHalfFailingOnTheNextTick() {
        for (int i = 0; i < 20; i++) {
            if (i % 2 == 0) {
                fail();
            } else {
                inventory.call(attempt -> "well");
            }
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        time.advance(Duration.ofMillis(250));
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void recoversWhateverBecomesOfItsProbes() {
        trip();
        awaitProbe();
        assertThatThrownBy(() -> inventory.call(attempt -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        awaitProbe();
        assertThatThrownBy(() -> inventory.callInterruptibly(attempt -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        awaitProbe();
        inner.refusing = true;
        assertThatThrownBy(() -> inventory.call(attempt -> "never")).hasMessageContaining("the inner gate is shut");
        inner.refusing = false;
        CompletableFuture<String> neverDone = inventory.callAsync(attempt -> new CompletableFuture<String>());
        awaitProbe();
        inventory.callAsync(attempt -> new CompletableFuture<String>()).cancel(true);
        awaitProbe();
        Permit forgotten = inventory.acquire();
        assertThat(breaker.state()).isEqualTo(BreakerState.RECOVERING);

        int refused = 0;
        for (int i = 0; breaker.state() != BreakerState.CLOSED; i++) {
            assertThat(i).isLessThan(400);
            try {
                inventory.call(attempt -> "well");
            } catch (CallRejectedException rejection) {
                refused++;
            }
            time.advance(Duration.ofMillis(100));
        }
        assertThat(refused).isPositive();
        neverDone.completeExceptionally(new IOException("late"));
        forgotten.fail(new IOException("later still"));
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void asynchronousCallsAreRefusedInTheirFuture() {
        trip();
        assertThatThrownBy(() -> inventory
                        .callAsync(attempt -> CompletableFuture.completedFuture("never"))
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(CallRejectedException.class);
    }

    @Test
    void aHangIsNoticedThroughTheTracker() {
        for (int i = 0; i < 1_000; i++) {
            inventory.call(attempt -> {
                time.advance(Duration.ofMillis(5));
                return "well";
            });
        }
        for (int i = 0; i < 20; i++) {
            inventory.callAsync(attempt -> new CompletableFuture<String>());
        }
        time.advance(Duration.ofSeconds(2));
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        time.advance(Duration.ZERO);
        assertThat(events.get(0).criterion()).isEqualTo(Criterion.HANG);
    }

    private void trip() {
        for (int i = 0; i < 5; i++) {
            fail();
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    private void fail() {
        assertThatThrownBy(() -> inventory.call(attempt -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);
    }

    private void awaitProbe() {
        time.advance(breaker.rejection(-1, time.nanoTime()).retryAfter());
    }

    /** Stands where a rate limit would, inside the breaker. */
    private static final class InnerGate implements Policy, Gate {

        private boolean refusing;

        @Override
        public String name() {
            return "inner";
        }

        @Override
        public Position position() {
            return Position.RATE_LIMIT;
        }

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            return this;
        }

        @Override
        public String describe() {
            return "lets pass until told otherwise";
        }

        @Override
        public long tryEnter(CallTraits traits, long nowNanos) {
            return refusing ? REFUSED : 0;
        }

        @Override
        public void exit(long token, Outcome outcome, long durationNanos, long nowNanos) {}

        @Override
        public void withdraw(long token) {}

        @Override
        public CallRejectedException rejection(long refusal, long nowNanos) {
            return new CallRejectedException("inventory", "inner", "inner.shut", 0, () -> "the inner gate is shut");
        }
    }
}
