package io.seakeep.breaker;

import static io.seakeep.breaker.BreakerHarness.MS;
import static io.seakeep.breaker.BreakerHarness.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Mode;
import io.seakeep.breaker.BreakerHarness.Try;
import io.seakeep.latency.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whatever has happened to a breaker: once its dependency is well and calls arrive, it is closed again within the longest time
 * to stay open, twice (once open, once waiting for a probe), and the ramp.
 *
 * <p>What happens to the attempts is what can happen in a pipeline. An {@code Error} arrives as IGNORED or FAILURE, an
 * interrupt as CANCELLED, a refusal by an inner policy as a withdrawal, and some attempts never end at all.
 */
final class HistoriesTest {

    private static final long LONGEST_OPEN = 2 * SECOND;
    private static final long RAMP = SECOND;
    private static final CircuitBreakerPolicy POLICY = CircuitBreaker.of()
            .openFor(Duration.ofMillis(200), Duration.ofNanos(LONGEST_OPEN))
            .recoverOver(Duration.ofNanos(RAMP))
            .overLast(Duration.ofSeconds(2))
            .slowCalls(Duration.ofMillis(400), 0.5)
            .slowerThanBaseline(2)
            .inFlightOlderThan(20, Duration.ofMillis(500));

    @Property(tries = 10_000)
    void neverGetsStuck(@ForAll @Size(max = 80) int[] actions) {
        new History(POLICY, 5).run(actions);
    }

    @Property(tries = 1_000)
    void observingNeverRefuses(@ForAll @Size(max = 80) int[] actions, @ForAll @IntRange(max = 1_000) int seed) {
        History history = new History(POLICY.observe(), seed);
        history.run(actions);
        assertThat(history.refused).isZero();
        assertThat(history.harness.breaker.refused()).isZero();
        assertThat(history.harness.events).allMatch(event -> event.mode() == Mode.OBSERVE);
    }

    @Test
    @EnabledIfSystemProperty(named = "seakeep.thorough", matches = "true")
    void neverGetsStuckInAMillionHistories() {
        for (long seed = 0; seed < 1_000_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] actions = random.ints(random.nextInt(80)).toArray();
            try {
                new History(POLICY, seed).run(actions);
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + ": " + Arrays.toString(actions), failure);
            }
        }
    }

    private static final class History {

        private final BreakerHarness harness;
        private final Deque<Try> inFlight = new ArrayDeque<>();
        private int asked;
        private int refused;

        History(CircuitBreakerPolicy policy, long seed) {
            harness = new BreakerHarness(policy, seed);
        }

        void run(int[] actions) {
            long generation = 0;
            for (int action : actions) {
                act(Math.floorMod(action, 16), (action >>> 4) & 0xff);
                assertThat(harness.breaker.generation()).isGreaterThanOrEqualTo(generation);
                generation = harness.breaker.generation();
            }
            if (harness.breaker.state() == BreakerState.FORCED_OPEN
                    || harness.breaker.state() == BreakerState.FORCED_CLOSED) {
                harness.breaker.release();
            }
            heal();
            assertThat(harness.breaker.refused() + harness.breaker.wouldHaveRefused() >= refused)
                    .isTrue();
            assertThat(refused).isLessThanOrEqualTo(asked);
        }

        private void act(int kind, int amount) {
            switch (kind) {
                case 0, 1 -> begin(1 + amount / 8);
                case 2 -> call(Outcome.SUCCESS, amount);
                case 3, 4 -> call(Outcome.FAILURE, amount);
                case 5 -> end(Outcome.SUCCESS);
                case 6 -> end(Outcome.FAILURE);
                case 7 -> end(Outcome.TIMED_OUT);
                case 8 -> end(Outcome.CANCELLED);
                case 9 -> end(amount % 2 == 0 ? Outcome.IGNORED : Outcome.THROTTLED);
                case 10 -> withdraw();
                case 11 -> inFlight.pollFirst(); // never heard of again
                case 12 -> harness.advance(amount * MS);
                case 13 -> harness.advance(amount * 20 * MS);
                case 14 -> harness.pause(amount * 10 * MS);
                default -> force(amount);
            }
        }

        private void force(int amount) {
            switch (amount) {
                case 0 -> harness.breaker.forceOpen();
                case 1 -> harness.breaker.forceClosed();
                default -> harness.breaker.release();
            }
        }

        private void begin(int count) {
            for (int i = 0; i < count; i++) {
                asked++;
                Try attempt = harness.begin();
                if (attempt == null) {
                    refused++;
                } else {
                    inFlight.addLast(attempt);
                }
            }
        }

        private void call(Outcome outcome, int amount) {
            for (int i = 0; i < 1 + amount % 30; i++) {
                asked++;
                if (!harness.call(outcome, amount % 3 * MS)) {
                    refused++;
                }
            }
        }

        private void end(Outcome outcome) {
            Try attempt = inFlight.pollFirst();
            if (attempt != null) {
                harness.end(attempt, outcome);
            }
        }

        private void withdraw() {
            Try attempt = inFlight.pollFirst();
            if (attempt != null) {
                harness.withdraw(attempt);
            }
        }

        /** Calls arrive and go well; what was in flight never ends. */
        private void heal() {
            long start = harness.time.nanoTime();
            do {
                assertThat(harness.time.nanoTime() - start)
                        .as(() -> harness.breaker.explain())
                        .isLessThan(2 * LONGEST_OPEN + 2 * RAMP + SECOND);
                harness.call(Outcome.SUCCESS, MS);
                harness.advance(50 * MS);
            } while (harness.breaker.state() != BreakerState.CLOSED);
        }
    }
}
