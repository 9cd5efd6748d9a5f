package io.seakeep.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BehaviourTest {

    private static final int DRAWS = 100_000;

    @Test
    void whatIsDrawnIsWhatWasDescribed() {
        Behaviour behaviour =
                Behaviour.taking(15).slower(2).withTail(0.03).failing(0.2).hanging(0.1);

        assertThat(share(behaviour, work -> work.millis() == Behaviour.HANG_MILLIS && work.status() == 500))
                .isCloseTo(0.1, within(0.005));
        assertThat(share(behaviour, work -> work.millis() < 150 && work.status() == 500))
                .isCloseTo(0.2, within(0.005));
        assertThat(share(behaviour, work -> work.millis() > 150 && work.status() == 200))
                .isCloseTo(0.7 * 0.03, within(0.003));
        assertThat(median(behaviour.withTail(0).failing(0).hanging(0), Behaviour.Work::millis))
                .isCloseTo(30, within(0.5));
    }

    @Test
    void aWayIsLongAndKeepsNoWorkerBusy() {
        Behaviour behaviour = Behaviour.taking(15).fromAfar(250);

        assertThat(median(behaviour, Behaviour.Work::millis)).isCloseTo(15, within(0.3));
        assertThat(median(behaviour, Behaviour.Work::wayMillis)).isCloseTo(250, within(5.0));
        assertThat(works(Behaviour.taking(15))).allMatch(work -> work.wayMillis() == 0);
    }

    private static double share(Behaviour behaviour, Predicate<Behaviour.Work> kind) {
        return (double) works(behaviour).filter(kind).count() / DRAWS;
    }

    private static double median(Behaviour behaviour, ToDoubleFunction<Behaviour.Work> time) {
        DoubleStream sorted = works(behaviour).mapToDouble(time).sorted();
        return sorted.skip(DRAWS / 2).findFirst().orElseThrow();
    }

    private static Stream<Behaviour.Work> works(Behaviour behaviour) {
        Random random = new Random(7);
        return Stream.generate(() -> behaviour.draw(random)).limit(DRAWS);
    }
}
