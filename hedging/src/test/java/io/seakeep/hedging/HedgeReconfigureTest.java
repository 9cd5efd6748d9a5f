package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.HedgeStrategy;
import io.seakeep.Mode;
import io.seakeep.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Other settings while it is at work. */
class HedgeReconfigureTest {

    private static final int THREADS = 8;
    private static final int CALLS = 50_000;
    private static final Duration TEN_MS = Duration.ofMillis(10);
    private static final Duration TWENTY_MS = Duration.ofMillis(20);

    @Test
    void aDelayThatIsSaidHoldsAtOnceAlsoWhereNothingIsGoingOn() {
        HedgeFixture fixture = new HedgeFixture(Hedge.budget(1).after(TEN_MS));
        change(fixture.hedge, Hedge.budget(1).after(TWENTY_MS));
        assertThat(fixture.hedge.delayNanos(1)).isEqualTo(TWENTY_MS.toNanos());
        assertThat(fixture.hedge.lateNanos()).isEqualTo(TWENTY_MS.toNanos());
        change(fixture.hedge, Hedge.budget(1));
        assertThat(fixture.hedge.delay()).isEmpty();
        change(fixture.hedge, Hedge.budget(1).after(TEN_MS));
        assertThat(fixture.hedge.delay()).contains(TEN_MS);
    }

    @Test
    void callsAreHedgedAsTheNewSettingsSay() {
        HedgeFixture fixture = new HedgeFixture(Hedge.budget(1).after(TEN_MS)).warmUp(100);
        change(fixture.hedge, Hedge.budget(1).after(TWENTY_MS).attempts(3));
        fixture.call();
        fixture.advance(19);
        assertThat(fixture.asked).hasSize(1);
        fixture.advance(1);
        assertThat(fixture.asked).hasSize(2);
        fixture.advance(20);
        assertThat(fixture.asked).hasSize(3);
    }

    @Test
    void whatIsKnownAndFollowsFromItStaysThroughWhatHasNothingToDoWithIt() {
        Simulation simulation = new Simulation(7, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.05)).run(60);
        Hedge hedge = simulation.hedge;
        Optional<Duration> delay = hedge.delay();
        String why = hedge.explain();
        HedgeCounts counts = hedge.counts();
        assertThat(delay).isPresent();
        assertThat(counts.sent()).isPositive();
        change(hedge, Hedge.budget(0.05).attempts(4).leavingLosersRunning().assumingIdempotence());
        assertThat(hedge.delay()).isEqualTo(delay);
        assertThat(hedge.delayNanos(3)).isEqualTo(hedge.delayNanos(1));
        assertThat(hedge.leavesLosersRunning()).isTrue();
        assertThat(hedge.assumesIdempotent()).isTrue();
        change(hedge, Hedge.budget(0.05).mode(Mode.OBSERVE));
        assertThat(hedge.delay()).isEqualTo(delay);
        assertThat(hedge.explain()).startsWith("observing; ");
        change(hedge, Hedge.budget(0.05));
        assertThat(hedge.explain()).isEqualTo(why);
        assertThat(hedge.counts()).isEqualTo(counts);
        assertThat(hedge.delayNanos(2)).isEqualTo(HedgeStrategy.NEVER);
    }

    @Test
    void whatWouldHaveBeenSentIsNotToldAsSentOnceItEnforces() {
        Hedge hedge = new Simulation(
                        10, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.05).mode(Mode.OBSERVE))
                .run(60)
                .hedge;
        long wouldHaveSent = hedge.counts().sent();
        assertThat(wouldHaveSent).isPositive();
        change(hedge, Hedge.budget(0.05));
        assertThat(hedge.counts().sent()).isZero();
        assertThat(hedge.explain()).contains("Sent 0, won 0");
        change(hedge, Hedge.budget(0.05).mode(Mode.OBSERVE));
        assertThat(hedge.counts().sent()).isEqualTo(wouldHaveSent);
    }

    @Test
    void anotherBudgetOrQuantileIsAnsweredFromWhatIsKnownAtOnce() {
        Simulation simulation = new Simulation(8, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.05)).run(60);
        Hedge hedge = simulation.hedge;
        Duration before = hedge.delay().orElseThrow();
        change(hedge, Hedge.budget(0.2));
        assertThat(hedge.share()).isEqualTo(0.2);
        assertThat(hedge.delay().orElseThrow()).as("more hedges, earlier").isLessThan(before);
        change(hedge, Hedge.budget(0.2).afterQuantile(0.99));
        assertThat(hedge.delay().orElseThrow()).isGreaterThan(before);
        change(hedge, Hedge.budget(0.05));
        assertThat(hedge.delay().orElseThrow())
                .as("but for what is in flight")
                .isCloseTo(before, before.dividedBy(100));
    }

    @Test
    void thereAreStillNoneWhileAllIsLate() {
        Simulation simulation = new Simulation(
                        9, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.05).after(Duration.ofMillis(30)))
                .run(60);
        simulation.timesSlower(100);
        simulation.run(2);
        assertThat(simulation.hedge.delay()).isEmpty();
        change(simulation.hedge, Hedge.budget(0.05).after(Duration.ofMillis(40)));
        assertThat(simulation.hedge.delay()).isEmpty();
        assertThat(simulation.hedge.lateNanos())
                .as("but it is known what would be late")
                .isEqualTo(40_000_000);
    }

    @Test
    void theDescriptionOfAnotherPolicyIsNoneOfItsOwn() {
        assertThat(new HedgeFixture(Hedge.of()).hedge.reconfigure(CircuitBreaker.of()))
                .isFalse();
    }

    @Test
    void callersGetWhatOneOrTheOtherSaysWhileItChanges() throws InterruptedException {
        HedgeFixture fixture = new HedgeFixture(Hedge.budget(1).after(TEN_MS)).warmUp(1_000);
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread caller = new Thread(() -> {
                try {
                    for (int call = 0; call < CALLS; call++) {
                        assertThat(fixture.hedge.delayNanos(1)).isIn(TEN_MS.toNanos(), TWENTY_MS.toNanos());
                        assertThat(fixture.hedge.delayNanos(4)).isEqualTo(HedgeStrategy.NEVER);
                        assertThat(fixture.dependency
                                        .idempotent()
                                        .callAsync(attempt -> CompletableFuture.completedFuture("answer")))
                                .isCompletedWithValue("answer");
                    }
                } catch (Throwable wrong) {
                    failed.compareAndSet(null, wrong);
                }
            });
            callers.add(caller);
            caller.start();
        }
        while (callers.stream().anyMatch(Thread::isAlive)) {
            change(fixture.hedge, Hedge.budget(1).after(TWENTY_MS).attempts(4));
            change(fixture.hedge, Hedge.budget(0.5).after(TEN_MS).mode(Mode.OBSERVE));
            change(fixture.hedge, Hedge.budget(1).after(TEN_MS));
            Thread.yield();
        }
        assertThat(failed.get()).isNull();
    }

    private static void change(Hedge hedge, HedgePolicy policy) {
        assertThat(hedge.reconfigure(policy)).isTrue();
    }
}
