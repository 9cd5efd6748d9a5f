package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Dependency;
import io.seakeep.Policy;
import io.seakeep.Priority;
import io.seakeep.Seakeep;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in when more is asked for than there is, of calls that arrive at random and take 100 ms on average. */
class OverloadTest {

    private static final int LIMIT = 50;
    private static final double CAPACITY_PER_SECOND = LIMIT / 0.1;

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep =
            Seakeep.builder().time(time).seed(1).executor(time::execute).build();
    private final Map<Priority, Integer> asked = new EnumMap<>(Priority.class);
    private final Map<Priority, Integer> admitted = new EnumMap<>(Priority.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void atTwiceTheLoadCriticalCallsGetInAndBackgroundGoesFirst(long seed) {
        Dependency dependency = dependency(Bulkhead.fixed(LIMIT));
        run(dependency, seed, Duration.ofSeconds(30), 0.16, 0.32, 0.32);
        asked.clear();
        admitted.clear();

        run(dependency, seed + 100, Duration.ofMinutes(2), 0.4, 0.8, 0.8);

        assertThat(share(Priority.CRITICAL)).as("critical, seed %d", seed).isGreaterThanOrEqualTo(0.999);
        assertThat(share(Priority.BACKGROUND)).as("background, seed %d", seed).isLessThan(0.02);
        assertThat(share(Priority.DEFAULT)).as("default, seed %d", seed).isBetween(0.45, 0.6);
        assertThat(goodput(Duration.ofMinutes(2)))
                .as("share of capacity, seed %d", seed)
                .isGreaterThan(0.78);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whereCallsMayWaitTheReserveCostsNothing(long seed) {
        Dependency dependency = dependency(Bulkhead.fixed(LIMIT).queue(50, Duration.ofMillis(100)));

        run(dependency, seed, Duration.ofMinutes(2), 0.4, 0.8, 0.8);

        assertThat(share(Priority.CRITICAL)).as("critical, seed %d", seed).isGreaterThanOrEqualTo(0.999);
        assertThat(share(Priority.BACKGROUND)).as("background, seed %d", seed).isLessThan(0.02);
        assertThat(goodput(Duration.ofMinutes(2)))
                .as("share of capacity, seed %d", seed)
                .isGreaterThan(0.97);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLimitThatGoesUpAndDownKeepsOutNobodyWhoIsCritical(long seed) {
        Dependency dependency = dependency(Bulkhead.adaptive().between(10, 4 * LIMIT));
        run(dependency, seed, Duration.ofSeconds(30), 0.2, 4, 4);
        asked.clear();
        admitted.clear();

        run(dependency, seed + 100, Duration.ofMinutes(1), 0.2, 4, 4);

        assertThat(share(Priority.CRITICAL)).as("critical, seed %d", seed).isGreaterThanOrEqualTo(0.998);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whereAllAreEqualNothingIsKeptFree(long seed) {
        run(dependency(Bulkhead.fixed(LIMIT)), seed, Duration.ofMinutes(1), 0, 2.0, 0);

        assertThat(goodput(Duration.ofMinutes(1))).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void backgroundGetsWhatNobodyElseAsksFor(long seed) {
        run(dependency(Bulkhead.fixed(LIMIT)), seed, Duration.ofMinutes(1), 0.1, 0.2, 2.0);

        assertThat(share(Priority.CRITICAL)).isGreaterThan(0.995);
        assertThat(share(Priority.DEFAULT)).isGreaterThan(0.97);
        assertThat(goodput(Duration.ofMinutes(1))).isGreaterThan(0.8); // the reserve has its price
    }

    private Dependency dependency(Policy policy) {
        return seakeep.dependency("d", builder -> builder.with(policy));
    }

    private double share(Priority priority) {
        return (double) admitted.getOrDefault(priority, 0) / asked.get(priority);
    }

    /** How much of what could have been done was done. */
    private double goodput(Duration span) {
        int all = admitted.values().stream().mapToInt(Integer::intValue).sum();
        return all / (CAPACITY_PER_SECOND * span.toSeconds());
    }

    /** Loads are shares of capacity. */
    private void run(
            Dependency dependency, long seed, Duration span, double critical, double normal, double background) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] loads = {critical, normal, background};
        Priority[] priorities = {Priority.CRITICAL, Priority.DEFAULT, Priority.BACKGROUND};
        double total = Arrays.stream(loads).sum();
        long end = time.nanoTime() + span.toNanos();
        while (end - time.nanoTime() > 0) {
            time.advanceNanos((long) (exponential(random) * 1e9 / (total * CAPACITY_PER_SECOND)));
            double which = random.nextDouble() * total;
            int i = which < loads[0] ? 0 : which < loads[0] + loads[1] ? 1 : 2;
            call(dependency.priority(priorities[i]), priorities[i], (long) (exponential(random) * 1e8));
        }
    }

    private void call(Dependency dependency, Priority priority, long nanos) {
        asked.merge(priority, 1, Integer::sum);
        dependency.acquireAsync().thenAccept(permit -> {
            admitted.merge(priority, 1, Integer::sum);
            time.schedule(nanos, () -> permit.succeed("ok"));
        });
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble());
    }
}
