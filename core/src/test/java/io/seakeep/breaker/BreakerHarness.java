package io.seakeep.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.ActivePolicy;
import io.seakeep.CallTraits;
import io.seakeep.PolicyScope;
import io.seakeep.Problems;
import io.seakeep.SeakeepEvent;
import io.seakeep.Signals;
import io.seakeep.Tick;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.TimeSource;
import io.seakeep.time.VirtualTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/**
 * A breaker on a clock that stands still, with a real tracker and a tick every 250 ms. Attempts are driven through both as a
 * pipeline does it.
 */
final class BreakerHarness {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;
    static final long TICK = 250 * MS;

    final VirtualTime time = new VirtualTime();
    final LatencyTracker tracker = LatencyTracker.create();
    final List<BreakerTransition> events = new CopyOnWriteArrayList<>();
    final CircuitBreaker breaker;

    private final long startNanos = time.nanoTime();
    private long lastTickNanos = startNanos;
    private volatile long openedNanos = startNanos;

    BreakerHarness(CircuitBreakerPolicy policy) {
        this(policy, 42);
    }

    BreakerHarness(CircuitBreakerPolicy policy, long seed) {
        Problems problems = new Problems("harness");
        policy.check(problems);
        problems.throwIfAny();
        breaker = policy.start(new Scope(seed));
    }

    /** An attempt that is in flight. */
    record Try(long token, long slot, long startNanos) {}

    /** Starts an attempt; null when it is refused. */
    Try begin() {
        long now = time.nanoTime();
        long token = breaker.tryEnter(CallTraits.DEFAULT, now);
        return token < 0 ? null : new Try(token, tracker.begin(now), now);
    }

    void end(Try attempt, Outcome outcome) {
        count(attempt, outcome);
        hear(attempt, outcome);
    }

    /** The first half of an end: the tracker counts it. */
    void count(Try attempt, Outcome outcome) {
        tracker.end(attempt.slot, time.nanoTime() - attempt.startNanos, outcome);
    }

    /** The second half: the breaker hears of it. */
    void hear(Try attempt, Outcome outcome) {
        long now = time.nanoTime();
        breaker.exit(attempt.token, outcome, now - attempt.startNanos, now);
    }

    void withdraw(Try attempt) {
        tracker.abandon(attempt.slot);
        breaker.withdraw(attempt.token);
    }

    /** One attempt from beginning to end; returns whether it was let through. Time passes only if it was. */
    boolean call(Outcome outcome, long durationNanos) {
        Try attempt = begin();
        if (attempt == null) {
            return false;
        }
        advance(durationNanos);
        end(attempt, outcome);
        return true;
    }

    boolean call(Outcome outcome) {
        return call(outcome, 0);
    }

    void calls(int count, Outcome outcome) {
        for (int i = 0; i < count; i++) {
            assertThat(call(outcome)).as("call %d passes", i).isTrue();
        }
    }

    /** Time passes, with the ticks that fall into it. */
    void advance(long nanos) {
        long target = time.nanoTime() + nanos;
        while (target - (lastTickNanos + TICK) >= 0) {
            time.advanceNanos(lastTickNanos + TICK - time.nanoTime());
            tick(0);
        }
        time.advanceNanos(target - time.nanoTime());
    }

    void toNextTick() {
        advance(lastTickNanos + TICK - time.nanoTime());
    }

    /** The process stands still, which ends in one late tick. */
    void pause(long nanos) {
        time.advanceNanos(nanos);
        tick(nanos);
    }

    private void tick(long pausedNanos) {
        long now = time.nanoTime();
        tracker.tick(now);
        breaker.onTick(new Tick(now, now - lastTickNanos, pausedNanos, tracker.lastTick(), tracker.snapshot()));
        lastTickNanos = now;
    }

    /** Steady traffic of successes, evenly spaced, one at a time; what is refused is not tried again. */
    void healthy(long nanos, int perSecond, long latencyNanos) {
        long gap = SECOND / perSecond;
        for (long passed = 0; passed < nanos; passed += gap) {
            Try attempt = begin();
            advance(latencyNanos);
            if (attempt != null) {
                end(attempt, Outcome.SUCCESS);
            }
            advance(gap - latencyNanos);
        }
    }

    /** Opens it by a run of failures. */
    void trip() {
        calls(5, Outcome.FAILURE);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    /** Lets the time to stay open pass, to the nanosecond. */
    void outwaitOpen() {
        advance(lastEvent().openNanos());
    }

    BreakerTransition lastEvent() {
        return events.get(events.size() - 1);
    }

    /** When it first opened, since the start. */
    long openedNanos() {
        return openedNanos - startNanos;
    }

    long sinceStart() {
        return time.nanoTime() - startNanos;
    }

    private final class Scope implements PolicyScope {
        @Override
        public <P extends ActivePolicy> Optional<P> parent(Class<P> type) {
            return Optional.empty();
        }

        @Override
        public Signals signals() {
            return new Signals();
        }

        private final long seed;

        Scope(long seed) {
            this.seed = seed;
        }

        @Override
        public String dependency() {
            return "inventory";
        }

        @Override
        public TimeSource time() {
            return time;
        }

        @Override
        public LatencyTracker tracker() {
            return tracker;
        }

        @Override
        public RandomGenerator newRandom() {
            return new SplittableRandom(seed);
        }

        @Override
        public void emit(SeakeepEvent event) {
            BreakerTransition transition = (BreakerTransition) event;
            if (openedNanos == startNanos && transition.to() == BreakerState.OPEN) {
                openedNanos = time.nanoTime();
            }
            events.add(transition);
        }

        @Override
        public void wake() {}
    }
}
