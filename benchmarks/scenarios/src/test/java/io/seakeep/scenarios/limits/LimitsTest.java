package io.seakeep.scenarios.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The adaptive bulkhead against the best fixed limit and the limits of concurrency-limits, on seeds and service times that it was
 * not tuned to: it was tuned to seeds 1 to 3 and a sigma of 0.5.
 */
class LimitsTest {

    private static final boolean THOROUGH = Boolean.getBoolean("seakeep.thorough");
    private static final List<Long> SEEDS = THOROUGH ? List.of(101L, 102L, 103L, 104L, 105L) : List.of(101L);

    private record Case(ServiceTime service, long seed, Shape shape) {

        @Override
        public String toString() {
            return shape.name() + ", seed " + seed;
        }
    }

    static Stream<Case> cases() {
        List<ServiceTime> services = new ArrayList<>();
        services.add(ServiceTime.logNormal(50, 0.7));
        if (THOROUGH) {
            services.add(ServiceTime.logNormal(50, 0.1));
            services.add(ServiceTime.exponential(50));
        }
        return services.stream()
                .flatMap(service -> SEEDS.stream()
                        .flatMap(seed -> Shapes.all(service).stream().map(shape -> new Case(service, seed, shape))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void servesWhatTheBestLimitWouldAndIsNoSlowerThanTheBetterPeer(Case trial) {
        List<Score> scores = Limits.compare(trial.shape(), trial.seed());
        String table = Limits.table(trial.shape(), scores);
        System.out.println(trial + "\n" + table);
        Score best = scores.get(0);
        Score bestAsFast = scores.get(1);
        Score ours = scores.get(2);
        Score vegas = scores.get(4);
        Score gradient2 = scores.get(5);
        Score better = vegas.goodPerSecond() > gradient2.goodPerSecond() ? vegas : gradient2;

        // In bursts the limit that serves most is one that lets the dependency buffer them, for half a second.
        boolean buffering = trial.shape().name().equals("bursts");
        // In the leak 94.3 % were measured where service times hardly vary: the fixed limit of 20 has a queue from the
        // start.
        boolean leaking = trial.shape().name().startsWith("leak");
        double target = buffering ? 0.86 : leaking ? 0.94 : 0.95;
        assertThat(ours.goodPerSecond() / best.goodPerSecond()).as(table).isGreaterThan(target);
        assertThat(ours.goodPerSecond() / bestAsFast.goodPerSecond()).as(table).isGreaterThan(leaking ? 0.94 : 0.95);
        // A twentieth above it was measured, with exponential times, where Gradient2 serves less because it sits at its
        // lowest limit.
        assertThat(ours.p99Millis() / better.p99Millis()).as(table).isLessThan(1.1);
        assertThat(ours.inVainShare()).as(table).isLessThan(0.03);
    }
}
