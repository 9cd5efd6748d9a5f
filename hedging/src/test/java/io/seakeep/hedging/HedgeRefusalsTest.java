package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.AttemptBudget;
import io.seakeep.Dependency;
import io.seakeep.HedgeRefused.Reason;
import io.seakeep.IllegalConfigurationException;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Why a hedge that is due is not sent, and what cannot be asked for. */
class HedgeRefusalsTest {

    private static final HedgePolicy AFTER_10_MS = Hedge.budget(1).after(Duration.ofMillis(10));

    @Test
    void theBreakerIsOpen() {
        HedgeFixture fixture = new HedgeFixture(AFTER_10_MS, CircuitBreaker.of()).warmUp(100);
        CompletableFuture<Object> call = fixture.call();
        fixture.dependency.policy(CircuitBreaker.class).forceOpen();
        fixture.advance(250);

        assertThat(fixture.asked).hasSize(1);
        assertThat(fixture.hedge.delay()).isEmpty();
        assertThat(fixture.hedge.explain()).contains("the breaker is open or the bulkhead full");
        fixture.asked.get(0).answer.complete("first");
        assertThat(call).isCompletedWithValue("first");
    }

    @Test
    void aGateRefusesIt() {
        RefusingGate gate = new RefusingGate();
        HedgeFixture fixture = new HedgeFixture(AFTER_10_MS, gate).warmUp(100);
        CompletableFuture<Object> call = fixture.call();
        gate.refusing = true;
        fixture.advance(10);

        assertThat(fixture.asked).hasSize(1);
        assertThat(fixture.hedge.counts().refused()).containsEntry(Reason.REJECTED, 1L);
        assertThat(gate.inside).isEqualTo(1);
        fixture.asked.get(0).answer.complete("first");
        assertThat(call).isCompletedWithValue("first");
        assertThat(gate.inside).isZero();
    }

    @Test
    void itsBudgetIsSpent() {
        HedgeFixture fixture = new HedgeFixture(Hedge.budget(0.02).after(Duration.ofMillis(10))).warmUp(110);
        for (int i = 0; i < 5; i++) {
            fixture.call();
        }
        fixture.advance(10);
        assertThat(fixture.hedge.counts().sent()).isEqualTo(2);
        assertThat(fixture.hedge.counts().refused()).containsEntry(Reason.BUDGET, 3L);
    }

    @Test
    void theAttemptBudgetIsSpent() {
        VirtualTime time = new VirtualTime();
        Dependency dependency = Seakeep.builder()
                .time(time)
                .build()
                .dependency(
                        "d",
                        builder -> builder.withoutStandardPolicies()
                                .budget(AttemptBudget.concurrent(0).atLeast(1))
                                .with(AFTER_10_MS.assumingIdempotence()));
        for (int i = 0; i < 100; i++) {
            dependency.callAsync(attempt -> CompletableFuture.completedFuture("warm"));
        }
        time.advance(Duration.ofMillis(250));
        dependency.callAsync(attempt -> new CompletableFuture<>());
        dependency.callAsync(attempt -> new CompletableFuture<>());
        time.advance(Duration.ofMillis(10));

        HedgeCounts counts = dependency.policy(Hedge.class).counts();
        assertThat(counts.sent()).isEqualTo(1);
        assertThat(counts.refused()).containsEntry(Reason.ATTEMPT_BUDGET, 1L);
    }

    @Test
    void whatIsOffWantsNone() {
        HedgeFixture fixture = new HedgeFixture(Hedge.of());
        assertThat(fixture.hedge.wants()).isFalse();
        assertThat(fixture.hedge.delayNanos(1)).isNegative();
        assertThat(new HedgeFixture(AFTER_10_MS).hedge.wants()).isTrue();
    }

    @Test
    void eachKeyKnowsItsOwn() {
        HedgeFixture fixture = new HedgeFixture(AFTER_10_MS).warmUp(100);
        fixture.call(fixture.dependency.idempotent().key("eu"));
        fixture.advance(10);
        assertThat(fixture.asked).as("the key's budget is its own").hasSize(1);
        assertThat(fixture.dependency.key("eu").policy(Hedge.class).counts().refused())
                .containsEntry(Reason.BUDGET, 1L);
    }

    @Test
    void whatCannotBeIsRefusedWithAllThatIsWrong() {
        assertThatThrownBy(() -> new HedgeFixture(Hedge.budget(0)
                        .after(Duration.ofHours(2))
                        .afterQuantile(1)
                        .improving(0.3)
                        .attempts(1)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("hedge.budget must be between 0.001 and 1: 0")
                .hasMessageContaining("hedge.delay must be between 0 ns and 60 min: 2 h")
                .hasMessageContaining("hedge.delay-quantile must be between 0.5 and 0.9999: 1")
                .hasMessageContaining("hedge.delay and hedge.delay-quantile cannot both be said")
                .hasMessageContaining("hedge.improved-quantile must be between 0.5 and 0.9999: 0.3")
                .hasMessageContaining("hedge.attempts must be between 2 and 5: 1");
        assertThatThrownBy(() -> new HedgeFixture(Hedge.budget(Double.NaN)))
                .isInstanceOf(IllegalConfigurationException.class);
    }

    @Test
    void isDescribed() {
        assertThat(Hedge.of().describe())
                .isEqualTo("2 % hedges, after the delay that gains most of p99, idempotent calls only");
        assertThat(Hedge.budget(0.05)
                        .after(Duration.ofMillis(10))
                        .attempts(3)
                        .leavingLosersRunning()
                        .assumingIdempotence()
                        .describe())
                .isEqualTo(
                        "5 % hedges, after 10 ms, up to 3 attempts at once, losers left running, every call taken for idempotent");
        assertThat(Hedge.of().afterQuantile(0.95).describe()).startsWith("2 % hedges, after p95");
    }
}
