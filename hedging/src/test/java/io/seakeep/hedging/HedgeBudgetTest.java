package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the dependency does, there are no more hedges than the budget allows, over any ten seconds. */
class HedgeBudgetTest {

    private static final long WINDOW_NANOS = 10_000_000_000L;

    @Property(tries = 200)
    void hedgesAreWithinTheBudgetOverAnyTenSeconds(
            @ForAll long seed,
            @ForAll @IntRange(min = 5, max = 500) int budgetPerMille,
            @ForAll @IntRange(min = 0, max = 100) int delayMillis,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 999) Integer> phases) {
        double budget = budgetPerMille / 1_000.0;
        Simulation simulation = new Simulation(
                seed,
                100,
                DelayRuleTest::bimodal,
                Hedge.budget(budget).after(Duration.ofMillis(delayMillis)).attempts(2 + (int) (seed & 3)));
        for (int phase : phases) {
            simulation.callsPerSecond(Math.pow(10, phase % 10 / 3.0));
            simulation.timesSlower(Math.pow(10, phase / 10 % 10 / 3.0 - 1));
            simulation.run(0.1 + phase / 100);
        }
        requireWithinBudget(simulation, budget);
    }

    private static void requireWithinBudget(Simulation simulation, double budget) {
        List<Long> hedges = simulation.hedgesNanos;
        List<Long> successes = simulation.firstSuccessesNanos;
        int from = 0;
        int earnedFrom = 0;
        int earnedTo = 0;
        for (int i = 0; i < hedges.size(); i++) {
            long now = hedges.get(i);
            while (hedges.get(from) - (now - WINDOW_NANOS) <= 0) {
                from++;
            }
            while (earnedFrom < successes.size() && successes.get(earnedFrom) - (now - WINDOW_NANOS) <= 0) {
                earnedFrom++;
            }
            while (earnedTo < successes.size() && successes.get(earnedTo) - now <= 0) {
                earnedTo++;
            }
            assertThat((double) (i - from + 1))
                    .as("hedges in ten seconds, of %d first attempts that succeeded", earnedTo - earnedFrom)
                    .isLessThanOrEqualTo(budget * (earnedTo - earnedFrom) + 1e-9);
        }
    }
}
