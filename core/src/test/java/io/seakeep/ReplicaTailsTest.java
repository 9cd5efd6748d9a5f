package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.latency.LatencySnapshot;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which replica is passed over, from what is told of the attempts at all of them. */
class ReplicaTailsTest {

    private static final List<String> REPLICAS = List.of("a", "b", "c");
    private static final long DELAY_NANOS = 50_000_000L;
    private static final int ATTEMPTS_IN_A_TICK = 25;
    private static final int FEW_ATTEMPTS_IN_A_TICK = 3;
    private static final int TICKS_IN_A_SECOND = 4;

    private final ReplicaTails tails = new ReplicaTails();
    private long nowNanos;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 300);
    }

    private void ticks(int ticks, SplittableRandom random, double... lateShares) {
        for (int tick = 0; tick < ticks; tick++) {
            for (int replica = 0; replica < REPLICAS.size(); replica++) {
                for (int i = 0; i < ATTEMPTS_IN_A_TICK; i++) {
                    tell(REPLICAS.get(replica), random.nextDouble() < lateShares[replica]);
                }
            }
            tick();
        }
    }

    private void tell(String replica, boolean isLate) {
        tails.ended(replica, Outcome.SUCCESS, isLate ? 3 * DELAY_NANOS : DELAY_NANOS / 2, DELAY_NANOS);
    }

    private void tick() {
        nowNanos += 250_000_000L;
        tails.onTick(new Tick(nowNanos, 250_000_000L, 0, LatencyTracker.create().lastTick(), LatencySnapshot.empty()));
    }

    /** Some, for a laggard is asked now and then. */
    private List<String> passedOver() {
        return IntStream.range(0, REPLICAS.size())
                .filter(index -> IntStream.range(0, 10)
                        .anyMatch(any -> !tails.preferred(REPLICAS, index).equals(REPLICAS.get(index))))
                .mapToObj(REPLICAS::get)
                .toList();
    }

    @Test
    void theOneThatIsLateTenTimesAsOftenIsPassedOver() {
        SplittableRandom random = new SplittableRandom(1);
        ticks(240, random, 0.02, 0.02, 0.02);
        assertThat(passedOver()).isEmpty();
        ticks(12, random, 0.02, 0.3, 0.02);
        assertThat(passedOver()).containsExactly("b");
    }

    /** A delay that becomes shorter makes more of all of them late; one of the two that are left is ahead by chance then. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobodyElseIsWhenMoreIsTakenForLate(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ticks(40, random, 0.01, 1, 0.01);
        for (int second = 0; second < 60; second++) {
            second(random, ATTEMPTS_IN_A_TICK, 0.01, true);
        }
        for (int second = 0; second < 10; second++) {
            second(random, ATTEMPTS_IN_A_TICK, 0.1, true);
            assertThat(passedOver()).as("second %d", second).containsExactly("b");
        }
    }

    /** Few tell less of what is usual in a tick, and more of them have to be late by then. */
    @Test
    void norWithFewerAttempts() {
        int withAnother = 0;
        for (int seed = 1; seed <= 300; seed++) {
            withAnother += new ReplicaTailsTest().hasAnotherWithFewAttempts(seed) ? 1 : 0;
        }
        assertThat(withAnother).isLessThanOrEqualTo(20);
    }

    private boolean hasAnotherWithFewAttempts(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ticks(40, random, 0.01, 1, 0.01);
        for (int second = 0; second < 60; second++) {
            second(random, FEW_ATTEMPTS_IN_A_TICK, 0.01, true);
        }
        boolean hasAnother = false;
        for (int second = 0; second < 10; second++) {
            second(random, FEW_ATTEMPTS_IN_A_TICK, 0.5, true);
            hasAnother |= !passedOver().equals(List.of("b"));
        }
        return hasAnother;
    }

    @Test
    void oneThatHadAPauseIsNot() {
        SplittableRandom random = new SplittableRandom(3);
        ticks(240, random, 0.01, 0.01, 0.01);
        ticks(2, random, 0.01, 1, 0.01);
        ticks(1, random, 0.01, 0.01, 0.01);
        assertThat(passedOver()).isEmpty();
    }

    /** It was late nearly each time. */
    @Test
    void oneThatHasRecoveredIsAskedAgainAfterAHandfulInTime() {
        SplittableRandom random = new SplittableRandom(4);
        ticks(240, random, 0.01, 0.01, 0.01);
        ticks(40, random, 0.01, 1, 0.01);
        for (int second = 0; second < 60; second++) {
            second(random, ATTEMPTS_IN_A_TICK, 0.01, second % 20 != 0);
        }
        assertThat(passedOver()).containsExactly("b");
        int seconds = 0;
        while (!passedOver().isEmpty()) {
            second(random, ATTEMPTS_IN_A_TICK, 0.01, false);
            seconds++;
        }
        assertThat(seconds).isBetween(4, 10);
    }

    /** One that is passed over is asked once in that time. */
    private void second(SplittableRandom random, int attemptsInATick, double lateShareOfOthers, boolean isLate) {
        tell("b", isLate);
        for (int tick = 0; tick < TICKS_IN_A_SECOND; tick++) {
            for (int i = 0; i < attemptsInATick; i++) {
                tell("a", random.nextDouble() < lateShareOfOthers);
                tell("c", random.nextDouble() < lateShareOfOthers);
            }
            tick();
        }
    }

    @Test
    void noMoreThanHalfOfThemAre() {
        SplittableRandom random = new SplittableRandom(5);
        ticks(40, random, 0.01, 0.01, 0.01);
        ticks(12, random, 1, 1, 0.01);
        assertThat(passedOver()).isEmpty();
    }
}
