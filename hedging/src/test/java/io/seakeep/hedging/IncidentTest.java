package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.HedgeRefused.Reason;
import io.seakeep.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hedging does when it is not single attempts that are late. */
class IncidentTest {

    private static final long[] SEEDS_OF_GAIN = {43, 44, 45, 46, 47, 48, 49, 50};

    private static final double TICK = 0.25;

    private static Simulation calm(long seed, double rate) {
        return new Simulation(seed, rate, DelayRuleTest::bimodal, Hedge.budget(0.02)).run(60);
    }

    /** A slow-but-successful incident, in which each hedge "succeeds" and no failure would ever stop them. */
    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void whenEverythingIsTenTimesSlowerItIsOffWithinThreeTicks(long seed) {
        Simulation incident = calm(seed, 1_000);
        assertThat(incident.hedge.delay()).isPresent();
        incident.timesSlower(10);
        incident.run(3 * TICK);
        assertThat(incident.hedge.delay()).as("seed %d", seed).isEmpty();
        assertThat(incident.hedge.explain()).contains("much more is late than usual");

        long sent = incident.hedge.counts().sent();
        incident.run(5);
        assertThat(incident.hedge.counts().sent()).as("seed %d", seed).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(longs = {34, 35})
    void whenItIsAsItWasHedgesComeBack(long seed) {
        Simulation incident = calm(seed, 1_000);
        incident.timesSlower(10);
        incident.run(5);
        incident.timesSlower(1);
        incident.run(5);
        assertThat(incident.hedge.delay()).as("seed %d", seed).isPresent();
    }

    /** What lasts is no incident but another dependency. */
    @ParameterizedTest
    @ValueSource(longs = {36, 37})
    void whatStaysSlowerIsLearned(long seed) {
        Simulation slower = calm(seed, 1_000);
        slower.timesSlower(3);
        slower.run(240);
        assertThat(slower.hedge.delay())
                .as("seed %d: %s", seed, slower.hedge.explain())
                .isPresent();
        assertThat(slower.quantileMillis(0.5)).isBetween(28.0, 32.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {38, 39})
    void chanceDoesNotSwitchItOff(long seed) {
        Simulation usual = calm(seed, 1_000);
        int off = 0;
        for (int tick = 0; tick < 1_000; tick++) {
            usual.run(TICK);
            off += usual.hedge.delay().isEmpty() ? 1 : 0;
        }
        assertThat(off).as("seed %d", seed).isLessThan(20);
    }

    @Test
    void withTooFewSamplesThereIsNoneAndItSaysSo() {
        Simulation cold = new Simulation(40, 10, DelayRuleTest::bimodal, Hedge.budget(0.02)).run(50);
        assertThat(cold.hedge.delay()).isEmpty();
        assertThat(cold.hedge.counts().sent()).isZero();
        assertThat(cold.hedge.explain())
                .startsWith("none: too little is known yet")
                .contains("of 1000 needed");
    }

    @Test
    void oneThatObservesSendsNothingAndTellsWhatItWouldGain() {
        Simulation observing = new Simulation(
                        41, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.05).mode(Mode.OBSERVE))
                .run(60);
        assertThat(observing.extra()).isZero();
        assertThat((double) observing.hedge.counts().sent() / observing.calls()).isBetween(0.03, 0.05);
        assertThat(observing.hedge.explain())
                .startsWith("observing; would be sent after")
                .contains("without, and is expected to be");
    }

    @Test
    void moreThanTheBudgetIsRefused() {
        Simulation greedy = new Simulation(
                        42, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.01).after(Duration.ofMillis(12)))
                .run(60);
        assertThat(greedy.extra()).isBetween(0.008, 0.01);
        assertThat(greedy.hedge.counts().refused().get(Reason.BUDGET)).isGreaterThan(10_000);
    }

    /**
     * What it says that it has gained is what was gained: against the same calls without. It knows of the tail without hedges from one in twenty of
     * those that had one, so a single minute may be off by a fifth.
     */
    @Test
    void theGainIsMeasured() {
        double ratios = 0;
        for (long seed : SEEDS_OF_GAIN) {
            Simulation with = new Simulation(seed, 1_000, DelayRuleTest::bimodal, Hedge.budget(0.05));
            with.run(60);
            with.run(60);
            double gained = with.hedge.gained().orElseThrow().toNanos() / 1e6;
            double ratio = gained / (226.7 - with.quantileMillis(0.99));
            System.out.printf("seed %d: %.2f of the gain%n", seed, ratio);
            assertThat(ratio).as("seed %d", seed).isBetween(0.8, 1.2);
            ratios += ratio;
        }
        assertThat(ratios / SEEDS_OF_GAIN.length).isBetween(0.95, 1.05);
    }
}
