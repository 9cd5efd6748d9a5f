package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TickerTest {

    private final Fixture fixture = new Fixture();

    /** A gate that keeps its ticks, and may throw at each. */
    private static final class TickGate extends Fixture.RecordingGate {
        final List<Tick> ticks = new ArrayList<>();
        boolean throwing;
        boolean needing;

        @Override
        public void onTick(Tick tick) {
            ticks.add(tick);
            if (throwing) {
                throw new IllegalStateException("broken tick");
            }
        }

        @Override
        public boolean needsTicks() {
            return needing;
        }
    }

    private final TickGate first = new TickGate();
    private final TickGate second = new TickGate();
    private final Dependency inventory = fixture.bare(
            "inventory",
            new Fixture.GatePolicy("first", Position.ADMISSION, first),
            new Fixture.GatePolicy("second", Position.BULKHEAD, second));

    @Test
    void aTickTellsWhatEndedSinceTheOneBefore() {
        inventory.run(attempt -> {});
        inventory.run(attempt -> {});
        fixture.time.advance(Duration.ofMillis(250));
        inventory.run(attempt -> {});
        fixture.time.advance(Duration.ofMillis(250));

        assertThat(first.ticks).hasSize(2);
        assertThat(first.ticks.get(0).counts().total()).isEqualTo(2);
        assertThat(first.ticks.get(0).spanNanos()).isEqualTo(250_000_000L);
        assertThat(first.ticks.get(0).pausedNanos()).isZero();
        assertThat(first.ticks.get(1).counts().total()).isEqualTo(1);
        assertThat(first.ticks.get(1).window().count()).isEqualTo(3);
    }

    /** Whatever the order in which they woke: or else the same seed would not give the same run. */
    @Test
    void pipelinesThinkInTheOrderInWhichTheyWereMade() {
        List<String> order = new ArrayList<>();
        List<Dependency> made = new ArrayList<>();
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "d" + i).toList();
        for (String name : names) {
            Fixture.RecordingGate gate = new Fixture.RecordingGate() {
                @Override
                public void onTick(Tick tick) {
                    order.add(name);
                }
            };
            made.add(fixture.bare(name, new Fixture.GatePolicy("gate", Position.ADMISSION, gate)));
        }
        Collections.reverse(made);
        made.forEach(dependency -> dependency.run(attempt -> {}));
        fixture.time.advance(Duration.ofMillis(250));
        assertThat(order).isEqualTo(names);
    }

    @Test
    void onePolicyThatThrowsKeepsNoOtherFromThinking() {
        first.throwing = true;
        inventory.run(attempt -> {});
        fixture.time.advance(Duration.ofMillis(500));

        assertThat(second.ticks).hasSize(2);
        assertThat(fixture.events)
                .anySatisfy(event -> assertThat(event.message()).contains("tick of TickGate of inventory failed"));
    }

    @Test
    void aPolicyThatNeedsTicksGetsThemAlthoughTheDependencyIsIdle() {
        second.needing = true;
        inventory.run(attempt -> {});
        fixture.time.advance(Duration.ofSeconds(60));
        assertThat(second.ticks).hasSize(240);

        second.needing = false;
        fixture.time.advance(Duration.ofSeconds(60));
        assertThat(second.ticks).hasSizeLessThan(300);
        assertThat(fixture.time.pendingTimers()).isZero();
    }

    @Test
    void theTimeAsleepIsNoPartOfTheNextTick() {
        inventory.run(attempt -> {});
        fixture.time.advance(Duration.ofMinutes(10));
        first.ticks.clear();

        inventory.run(attempt -> {});
        fixture.time.advance(Duration.ofMillis(250));

        assertThat(first.ticks).hasSize(1);
        assertThat(first.ticks.get(0).spanNanos()).isEqualTo(250_000_000L);
        assertThat(first.ticks.get(0).pausedNanos()).isZero();
    }

    @Test
    void aClosedSeakeepThinksNoMoreAndStillLetsCallsThrough() {
        inventory.run(attempt -> {});
        fixture.seakeep.close();
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(first.ticks).isEmpty();
        inventory.run(attempt -> {});
        assertThat(first.inside).isZero();
    }
}
