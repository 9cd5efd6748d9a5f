package io.seakeep.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.ActivePolicy;
import io.seakeep.CallTimeoutException;
import io.seakeep.Dependency;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Mode;
import io.seakeep.Policy;
import io.seakeep.PolicyScope;
import io.seakeep.Position;
import io.seakeep.Problems;
import io.seakeep.RetryStrategy;
import io.seakeep.Seakeep;
import io.seakeep.SeakeepEvent;
import io.seakeep.Signals.Signal;
import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.BreakerTransition;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Timeouts in a pipeline. */
class AdaptiveTimeoutTest {

    private final VirtualTime time = new VirtualTime();
    private final List<SeakeepEvent> events = new ArrayList<>();
    private final Seakeep seakeep = Seakeep.builder()
            .time(time)
            .seed(1)
            .executor(time::execute)
            .listener(events::add)
            .build();
    private final SplittableRandom random = new SplittableRandom(3);
    private double slowness = 1;

    @Test
    void isHandedOutAndFollowsWhatIsObserved() {
        Dependency dependency = dependency(policy());
        assertThat(remaining(dependency)).isEqualTo(200);
        load(dependency, 300);
        assertThat(remaining(dependency)).isBetween(20L, 40L);
        assertThat(dependency.policy(AdaptiveTimeout.class).derived())
                .isBetween(Duration.ofMillis(20), Duration.ofMillis(40));
        assertThat(dependency.policy(AdaptiveTimeout.class).explain())
                .containsPattern("^\\d+(\\.\\d+)? ms: ")
                .contains("Wanted: at most 0.1 % false timeouts. Known: p99.9 is ")
                .contains(" attempts, of which 0 % were cut off; of the latest, ");
    }

    @Test
    void observingItHandsOutWhatThereIsWithoutItAndSaysWhatItWouldBe() {
        Dependency dependency = dependency(policy().mode(Mode.OBSERVE));
        assertThat(remaining(dependency)).isEqualTo(10_000);
        load(dependency, 300);
        assertThat(remaining(dependency)).isEqualTo(10_000);
        assertThat(dependency.policy(AdaptiveTimeout.class).explain()).startsWith("observing; would be ");
        assertThat(dependency.policy(AdaptiveTimeout.class).derived()).isLessThan(Duration.ofMillis(40));
        CompletableFuture<String> answer = dependency.callAsync(attempt -> new CompletableFuture<>());
        time.advance(Duration.ofSeconds(5));
        assertThat(answer).as("it ends nothing").isNotDone();
    }

    @Test
    void endsAsynchronousAttempts() {
        Dependency dependency = dependency(policy());
        load(dependency, 300);
        CompletableFuture<String> answer = dependency.callAsync(attempt -> new CompletableFuture<>());
        time.advance(Duration.ofMillis(40));
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void whatItEndsSaysHowLongItWasAndWhichSettingDecided() {
        Dependency dependency = dependency(policy());
        assertTimedOut(dependency, Duration.ofMillis(200), "timeout.initial");
        load(dependency, 300);
        assertTimedOut(dependency, dependency.policy(AdaptiveTimeout.class).derived(), "timeout.false-timeout-rate");
    }

    @Test
    void belowItsMinimumItIsTheMinimumThatDecides() {
        Dependency dependency = dependency(AdaptiveTimeout.falseTimeoutRate(0.001)
                .between(Duration.ofSeconds(1), Duration.ofSeconds(2))
                .initial(Duration.ofSeconds(2)));
        load(dependency, 300);
        assertTimedOut(dependency, Duration.ofSeconds(1), "timeout.min");
    }

    @Test
    void whoIsolatesWhileItOnlyObservesKeepsToTheInitialOne() {
        Dependency dependency = dependency(policy().mode(Mode.OBSERVE));
        load(dependency, 300);
        assertThat(dependency.policy(AdaptiveTimeout.class).setting()).isEqualTo("timeout.mode");
    }

    private void assertTimedOut(Dependency dependency, Duration limit, String setting) {
        CompletableFuture<String> answer = dependency.callAsync(attempt -> new CompletableFuture<>());
        time.advance(Duration.ofSeconds(2));
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(CallTimeoutException.class, timedOut -> {
                    assertThat(timedOut.limitDuration()).isEqualTo(limit);
                    assertThat(timedOut.setting()).isEqualTo(setting);
                });
    }

    /** Else it would never close: what is slower now would be cut off, and be taken for failing, for good. */
    @Test
    void findsOutBehindAnOpenBreakerThatTheDependencyHasBecomeSlower() {
        Dependency dependency = dependency(policy(), CircuitBreaker.of());
        load(dependency, 300);
        slowness = 1e6;
        load(dependency, 3);
        assertThat(dependency.policy(CircuitBreaker.class).state()).isNotEqualTo(BreakerState.CLOSED);
        slowness = 8;
        load(dependency, 57);
        assertThat(dependency.policy(CircuitBreaker.class).state()).isEqualTo(BreakerState.CLOSED);
        assertThat(remaining(dependency)).isGreaterThan(200);
    }

    @Test
    void givesAsLongAsThereIsWhileTheBreakerIsOpenAndRemembersWhatItWas() {
        Dependency dependency = dependency(policy(), CircuitBreaker.of());
        load(dependency, 300);
        long before = remaining(dependency);
        slowness = 1e6;
        load(dependency, 20);
        assertThat(dependency.policy(AdaptiveTimeout.class).timeoutNanos()).isEqualTo(2_000_000_000L);
        slowness = 1;
        load(dependency, 60);
        assertThat(dependency.policy(CircuitBreaker.class).state()).isEqualTo(BreakerState.CLOSED);
        assertThat(remaining(dependency)).isBetween(before / 2, 2 * before);
    }

    /** Else the breaker would open again, for what was too short for a few is much too short for all. */
    @Test
    void doesNotFallToWhatProbesTookWhenTheBreakerHasClosed() {
        Dependency dependency = dependency(policy(), CircuitBreaker.of());
        load(dependency, 300);
        slowness = 1e6;
        load(dependency, 3);
        slowness = 8;
        loadUntilClosed(dependency);
        AdaptiveTimeout timeout = dependency.policy(AdaptiveTimeout.class);
        slowness = 24;
        load(dependency, 1);
        assertThat(timeout.timeoutNanos()).isGreaterThan(timeout.derived().toNanos());
        load(dependency, 29);
        assertThat(events)
                .filteredOn(event -> event instanceof BreakerTransition changed && changed.to() == BreakerState.OPEN)
                .filteredOn(event -> ((BreakerTransition) event).mode() == Mode.ENFORCE)
                .hasSize(1);
        assertThat(remaining(dependency)).isGreaterThan(600);
    }

    @Test
    void isTheDerivedOneAgainSecondsAfterTheBreakerHasClosed() {
        Dependency dependency = dependency(policy(), CircuitBreaker.of());
        load(dependency, 300);
        slowness = 1e6;
        load(dependency, 5);
        slowness = 1;
        loadUntilClosed(dependency);
        AdaptiveTimeout timeout = dependency.policy(AdaptiveTimeout.class);
        load(dependency, 2);
        assertThat(timeout.timeoutNanos()).isBetween(800_000_000L, 1_200_000_000L);
        load(dependency, 15);
        assertThat(timeout.timeoutNanos()).isEqualTo(timeout.derived().toNanos());
    }

    /** Else they would be cut off and sent again, and wait behind themselves. */
    @Test
    void givesMoreForSomeSecondsWhereMostOverranIt() {
        Dependency dependency = dependency(policy());
        AdaptiveTimeout timeout = learned(dependency);
        long before = timeout.timeoutNanos();
        slowness = 1e6;
        loadForATick(dependency);
        assertThat(timeout.timeoutNanos()).isBetween(3 * before, 4 * before);
        assertThat(timeout.derived().toNanos()).isLessThan(2 * before);
        slowness = 1;
        load(dependency, 15);
        assertThat(timeout.timeoutNanos()).isEqualTo(timeout.derived().toNanos());
    }

    /** By the tick most would have begun already, and been cut off and sent again. */
    @Test
    void givesMoreAsSoonAsTheFirstFewAreLateInARow() {
        Dependency dependency = dependency(policy());
        AdaptiveTimeout timeout = learned(dependency);
        long before = timeout.timeoutNanos();
        late(dependency, 3);
        assertThat(timeout.timeoutNanos()).isEqualTo(before);
        late(dependency, 1);
        assertThat(timeout.timeoutNanos()).isEqualTo(7 * before / 2);
        assertThat(timeout.derived()).as("it is not slower").isEqualTo(Duration.ofNanos(before));
    }

    @Test
    void givesNoMoreWhereOneIsAnsweredBetweenThem() {
        Dependency dependency = dependency(policy());
        AdaptiveTimeout timeout = learned(dependency);
        long before = timeout.timeoutNanos();
        late(dependency, 3);
        dependency.call(attempt -> "good");
        late(dependency, 3);
        assertThat(timeout.timeoutNanos()).isEqualTo(before);
    }

    /** It was not this timeout that they had too little of. */
    @Test
    void givesNoMoreWhereClientsGiveUpSoonerByThemselves() {
        Dependency dependency = dependency(policy());
        AdaptiveTimeout timeout = learned(dependency);
        long before = timeout.timeoutNanos();
        for (int i = 0; i < 10; i++) {
            dependency.callAsync(attempt -> CompletableFuture.failedFuture(new TimeoutException("connecting")));
            time.advance(Duration.ofMillis(3));
        }
        assertThat(timeout.timeoutNanos()).isEqualTo(before);
        time.advance(Duration.ofMillis(250));
        assertThat(dependency.latency().count(Outcome.TIMED_OUT)).isEqualTo(10);
    }

    /** Else a dependency that was out of order for a second would be waited for five times as long, for minutes. */
    @Test
    void isWhatItWasWhereTheBreakerOpensAfterAll() {
        Dependency dependency = dependency(policy(), CircuitBreaker.of());
        AdaptiveTimeout timeout = learned(dependency);
        Duration before = timeout.derived();
        slowness = 1e6;
        load(dependency, 3);
        assertThat(dependency.policy(CircuitBreaker.class).state()).isNotEqualTo(BreakerState.CLOSED);
        assertThat(timeout.derived()).isEqualTo(before);
        slowness = 1;
        load(dependency, 60);
        assertThat(timeout.derived()).isBetween(before.dividedBy(2), before.multipliedBy(2));
    }

    /** Else nothing that gets in would end well any more. */
    @Test
    void growsThoughTheBulkheadIsFull() {
        Dependency dependency = dependency(policy(), new AlwaysFull());
        load(dependency, 300);
        slowness = 8;
        load(dependency, 30);
        assertThat(remaining(dependency)).isGreaterThan(200);
    }

    @Test
    void warnsOnceOfAttemptsThatOverrunIt() {
        Dependency dependency = dependency(Timeout.of(Duration.ofMillis(100)));
        for (int i = 0; i < 3; i++) {
            dependency.run(attempt -> time.advance(Duration.ofMillis(200)));
            time.advance(Duration.ofMillis(250));
        }
        assertThat(events)
                .filteredOn(AttemptsOverran.class::isInstance)
                .extracting(SeakeepEvent::severity)
                .containsExactly(
                        SeakeepEvent.Severity.WARNING, SeakeepEvent.Severity.DEBUG, SeakeepEvent.Severity.DEBUG);
        assertThat(events.stream()
                        .filter(AttemptsOverran.class::isInstance)
                        .findFirst()
                        .orElseThrow()
                        .message())
                .isEqualTo(
                        "1 attempt at d took longer than the timeout of 100 ms. Give attempt.remaining() to the client, or ask"
                                + " for interrupting() or isolated()");
    }

    @Test
    void namesEveryWrongValue() {
        assertThatThrownBy(() -> dependency(AdaptiveTimeout.falseTimeoutRate(0.5)
                        .between(Duration.ZERO, Duration.ofDays(1))
                        .initial(Duration.ofDays(2))))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("timeout.false-timeout-rate")
                .hasMessageContaining("timeout.min")
                .hasMessageContaining("timeout.max")
                .hasMessageContaining("timeout.initial");
        assertThatThrownBy(() -> dependency(Timeout.of(Duration.ZERO)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("timeout.value");
    }

    @Test
    void isDescribed() {
        assertThat(dependency(policy().interrupting()).describe())
                .contains(
                        "timeout    enforce   0.1 % false timeouts, between 20 ms and 2 s, 200 ms at first, ends asynchronous attempts,"
                                + " interrupts synchronous ones");
        assertThat(Timeout.of(Duration.ofSeconds(1)).isolated().describe())
                .isEqualTo("1 s, ends asynchronous attempts, abandons synchronous ones on threads of their own");
        assertThat(Timeout.of(Duration.ofSeconds(1)).mode(Mode.OBSERVE).mode()).isEqualTo(Mode.OBSERVE);
    }

    private static AdaptiveTimeoutPolicy policy() {
        return AdaptiveTimeout.falseTimeoutRate(0.001)
                .between(Duration.ofMillis(20), Duration.ofSeconds(2))
                .initial(Duration.ofMillis(200));
    }

    private AdaptiveTimeout learned(Dependency dependency) {
        load(dependency, 300);
        return dependency.policy(AdaptiveTimeout.class);
    }

    /** That many calls that are never answered, one after the other within 100 ms. */
    private void late(Dependency dependency, int calls) {
        for (int i = 0; i < calls; i++) {
            dependency.callAsync(attempt -> new CompletableFuture<>());
        }
        time.advance(Duration.ofMillis(40));
    }

    private static long remaining(Dependency dependency) {
        return dependency.call(attempt -> attempt.remaining(TimeUnit.MILLISECONDS));
    }

    private void loadUntilClosed(Dependency dependency) {
        load(dependency, 1);
        for (int i = 0; i < 400 && dependency.policy(CircuitBreaker.class).state() != BreakerState.CLOSED; i++) {
            loadForATick(dependency);
        }
        assertThat(dependency.policy(CircuitBreaker.class).state()).isEqualTo(BreakerState.CLOSED);
    }

    private void load(Dependency dependency, int seconds) {
        for (int i = 0; i < 4 * seconds; i++) {
            loadForATick(dependency);
        }
    }

    /** Calls that take 5 to 25 ms times the slowness, a hundred of them. */
    private void loadForATick(Dependency dependency) {
        for (int i = 0; i < 100; i++) {
            long nanos = 5_000_000 + random.nextLong(20_000_000);
            CompletableFuture<String> stage = new CompletableFuture<>();
            dependency.callAsync(attempt -> stage);
            time.schedule((long) (slowness * nanos), () -> time.execute(() -> stage.complete("good")));
        }
        time.advance(Duration.ofMillis(250));
    }

    private Dependency dependency(Policy... policies) {
        return seakeep.dependency("d", builder -> {
            builder.withoutStandardPolicies();
            List.of(policies).forEach(builder::with);
        });
    }

    /** Says on each tick, as a bulkhead does, that somebody was kept out. */
    private record AlwaysFull() implements Policy {

        @Override
        public String name() {
            return "always-full";
        }

        @Override
        public Position position() {
            return Position.RETRY;
        }

        @Override
        public Mode mode() {
            return Mode.ENFORCE;
        }

        @Override
        public void check(Problems problems) {}

        @Override
        public ActivePolicy start(PolicyScope scope) {
            scope.signals().raise(Signal.BULKHEAD_FULL);
            return (RetryStrategy) (attemptsMade, previousWaitNanos, last) -> RetryStrategy.STOP;
        }

        @Override
        public String describe() {
            return "says that it is full";
        }
    }
}
