package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.hedging.HedgeFixture.Body;
import io.seakeep.latency.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What hedging in other libraries is known to get wrong. */
class FaultsOfOthersTest {

    private static final HedgePolicy AFTER_10_MS = Hedge.budget(1).after(Duration.ofMillis(10));

    @Nested
    class Resilience4j {

        /** Its delay is that of an average which begins at zero: the first calls are all sent twice. */
        @Test
        void hedgesEveryCallWhileItKnowsNothing() {
            HedgeFixture cold = new HedgeFixture(Hedge.of());
            for (int i = 0; i < 100; i++) {
                cold.call();
            }
            cold.advance(10_000);
            assertThat(cold.asked).hasSize(100);
            assertThat(cold.hedge.counts().refused()).as("none was due").isEmpty();
        }

        /** Half of the calls of many a dependency take longer than the mean. */
        @Test
        void derivesItsDelayFromTheMean() {
            Simulation even =
                    new Simulation(61, 1_000, random -> 10 * Math.exp(0.2 * random.nextGaussian()), Hedge.budget(0.02));
            even.run(60).run(30);
            assertThat(even.hedge.counts().refused())
                    .as("no more are due than there may be")
                    .isEmpty();
        }

        @Test
        void leavesLosersRunning() {
            HedgeFixture fixture = new HedgeFixture(AFTER_10_MS).warmUp(100);
            fixture.call();
            fixture.advance(10);
            fixture.asked.get(0).answer.complete("first");
            assertThat(fixture.asked.get(1).answer).isCancelled();
            assertThat(fixture.asked.get(1).calledOff).isTrue();
        }

        @Test
        void letsTheFirstCompletionWinEvenIfItFailed() {
            HedgeFixture fixture = new HedgeFixture(AFTER_10_MS).warmUp(100);
            CompletableFuture<Object> call = fixture.call();
            fixture.advance(10);
            fixture.asked.get(1).answer.completeExceptionally(new IOException("reset"));
            fixture.asked.get(0).answer.complete("first");
            assertThat(call).isCompletedWithValue("first");
        }
    }

    @Nested
    class Tower {

        /** It drops what it cancels, so its delay shrinks with every turn of its histogram, and it hedges ever earlier. */
        @Test
        void forgetsWhatItCutOffAndHedgesEverEarlier() {
            Simulation simulation = new Simulation(
                    62, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.1).afterQuantile(0.95));
            simulation.run(300);
            assertThat(simulation.hedge.delay().orElseThrow().toNanos() / 1e6).isBetween(26.5, 29.0);
        }
    }

    @Nested
    class Finagle {

        /** Its issue 905: from an empty histogram it reads a delay of 1 ms. */
        @Test
        void hedgesAfterAMillisecondWhenItKnowsNothing() {
            HedgeFixture idle = new HedgeFixture(Hedge.of().afterQuantile(0.99)).warmUp(10);
            idle.advance(60_000);
            idle.call();
            idle.advance(100);
            assertThat(idle.asked).hasSize(1);
            assertThat(idle.hedge.counts().refused()).as("none was due").isEmpty();
            assertThat(idle.hedge.explain()).startsWith("none: too little is known yet");
        }

        /** It records what it cancels as if that had ended there. */
        @Test
        void takesTheTimeOfACancellationForALatency() {
            HedgeFixture fixture = new HedgeFixture(AFTER_10_MS).warmUp(100);
            for (int i = 0; i < 50; i++) {
                fixture.call();
            }
            fixture.advance(10);
            fixture.asked.stream()
                    .filter(asked -> asked.attempt.isHedge())
                    .forEach(asked -> asked.answer.complete("hedge"));
            fixture.advance(250);
            assertThat(fixture.dependency.latency().count(Outcome.SUCCESS)).isEqualTo(100);
            assertThat(fixture.dependency.latency().count(Outcome.CANCELLED)).isBetween(90L, 100L);
        }

        /** Its delay is the quantile that leaves its budget beyond it, which may gain nothing. */
        @Test
        void spendsASmallBudgetWhereItGainsNothing() {
            Simulation simulation = new Simulation(63, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.01));
            simulation.run(60).run(60);
            assertThat(simulation.quantileMillis(0.99)).isLessThan(210);
        }
    }

    @Nested
    class Polly {

        @Test
        void waitsForTheLosers() {
            HedgeFixture fixture = new HedgeFixture(AFTER_10_MS).warmUp(100);
            Body late = new Body();
            CompletableFuture<Object> never = new CompletableFuture<>();
            CompletableFuture<Object> call = fixture.dependency
                    .idempotent()
                    .callAsync(attempt -> attempt.isHedge()
                            ? CompletableFuture.completedFuture("hedge")
                            : never.minimalCompletionStage());
            fixture.advance(10);
            assertThat(call).isCompletedWithValue("hedge");
            never.complete(late);
            assertThat(late.closed).isEqualTo(1);
        }
    }

    @Nested
    class Kitex {

        /** Its issue 1117: what limits hedges is failures, and while all is slow and nothing fails all calls are sent twice. */
        @Test
        void doublesTheLoadWhenAllIsSlowAndNothingFails() {
            Simulation slow = new Simulation(64, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.05));
            slow.run(60);
            slow.timesSlower(10);
            slow.run(10);
            assertThat(slow.extra()).isLessThan(0.01);
        }
    }

    @Nested
    class FailsafeGo {

        /** Its moving estimate of a quantile is of no use far out. */
        @Test
        void losesTheTail() {
            Simulation simulation = new Simulation(
                    65, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.02).afterQuantile(0.999));
            simulation.run(200);
            assertThat(simulation.hedge.delay().orElseThrow().toNanos() / 1e6).isBetween(275.0, 415.0);
        }
    }
}
