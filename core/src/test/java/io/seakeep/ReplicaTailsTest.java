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
import org.junit.jupiter.params.provider.CsvSource;

/** Which replica is passed over, from what is told of the attempts at all of them. */
class ReplicaTailsTest {

    private static final int MANY_ATTEMPTS = 25;

    @Test
    void theOneThatIsLateTenTimesAsOftenIsPassedOver() {
        Course course = new Course(1);
        course.ticks(240, 0.02, 0.02, 0.02);
        assertThat(course.passedOver()).isEmpty();
        course.ticks(12, 0.02, 0.3, 0.02);
        assertThat(course.passedOver()).containsExactly("b");
    }

    /**
     * A delay that becomes shorter makes more of all of them late; one of the two that are left is ahead by chance then. Few attempts tell less
     * of what is usual in a tick, so for them more have to be late, and it is not never.
     */
    @ParameterizedTest
    @CsvSource({"25, 0.1, 0", "3, 0.5, 20"})
    void nobodyElseIsWhenMoreIsTakenForLate(int attemptsInATick, double late, int mostOf300) {
        List<Integer> seeds = IntStream.rangeClosed(1, 300)
                .filter(seed -> anotherIsPassedOver(seed, attemptsInATick, late))
                .boxed()
                .toList();
        assertThat(seeds).as("seeds with another").hasSizeLessThanOrEqualTo(mostOf300);
    }

    private static boolean anotherIsPassedOver(int seed, int attemptsInATick, double late) {
        Course course = new Course(seed);
        course.ticks(40, 0.01, 1, 0.01);
        for (int second = 0; second < 60; second++) {
            course.second(attemptsInATick, 0.01, true);
        }
        for (int second = 0; second < 10; second++) {
            course.second(attemptsInATick, late, true);
            if (!course.passedOver().equals(List.of("b"))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void oneThatHadAPauseIsNot() {
        Course course = new Course(3);
        course.ticks(240, 0.01, 0.01, 0.01);
        course.ticks(2, 0.01, 1, 0.01);
        course.ticks(1, 0.01, 0.01, 0.01);
        assertThat(course.passedOver()).isEmpty();
    }

    /** It was late nearly each time. */
    @Test
    void oneThatHasRecoveredIsAskedAgainAfterAHandfulInTime() {
        Course course = new Course(4);
        course.ticks(240, 0.01, 0.01, 0.01);
        course.ticks(40, 0.01, 1, 0.01);
        for (int second = 0; second < 60; second++) {
            course.second(MANY_ATTEMPTS, 0.01, second % 20 != 0);
        }
        assertThat(course.passedOver()).containsExactly("b");
        int seconds = 0;
        while (!course.passedOver().isEmpty()) {
            course.second(MANY_ATTEMPTS, 0.01, false);
            seconds++;
        }
        assertThat(seconds).isBetween(4, 10);
    }

    @Test
    void noMoreThanHalfOfThemAre() {
        Course course = new Course(5);
        course.ticks(40, 0.01, 0.01, 0.01);
        course.ticks(12, 1, 1, 0.01);
        assertThat(course.passedOver()).isEmpty();
    }

    /** What is told of three replicas from tick to tick. */
    private static final class Course {

        private static final List<String> REPLICAS = List.of("a", "b", "c");
        private static final long DELAY_NANOS = 50_000_000L;
        private static final long TICK_NANOS = 250_000_000L;
        private static final int TICKS_IN_A_SECOND = 4;

        private final ReplicaTails tails = new ReplicaTails();
        private final SplittableRandom random;
        private long nowNanos;

        Course(long seed) {
            this.random = new SplittableRandom(seed);
        }

        void ticks(int ticks, double... lateShares) {
            for (int tick = 0; tick < ticks; tick++) {
                for (int replica = 0; replica < REPLICAS.size(); replica++) {
                    tell(REPLICAS.get(replica), MANY_ATTEMPTS, lateShares[replica]);
                }
                tick();
            }
        }

        /** Of b, which is passed over, there is one attempt in that time. */
        void second(int attemptsInATick, double lateShareOfOthers, boolean isLate) {
            tell("b", 1, isLate ? 1 : 0);
            for (int tick = 0; tick < TICKS_IN_A_SECOND; tick++) {
                tell("a", attemptsInATick, lateShareOfOthers);
                tell("c", attemptsInATick, lateShareOfOthers);
                tick();
            }
        }

        private void tell(String replica, int attempts, double lateShare) {
            for (int i = 0; i < attempts; i++) {
                boolean isLate = random.nextDouble() < lateShare;
                tails.ended(replica, Outcome.SUCCESS, isLate ? 3 * DELAY_NANOS : DELAY_NANOS / 2, DELAY_NANOS);
            }
        }

        private void tick() {
            nowNanos += TICK_NANOS;
            tails.onTick(
                    new Tick(nowNanos, TICK_NANOS, 0, LatencyTracker.create().lastTick(), LatencySnapshot.empty()));
        }

        /** Asked for several times each, for a laggard is asked now and then. */
        List<String> passedOver() {
            return IntStream.range(0, REPLICAS.size())
                    .filter(index -> IntStream.range(0, 10)
                            .anyMatch(any -> !tails.preferred(REPLICAS, index).equals(REPLICAS.get(index))))
                    .mapToObj(REPLICAS::get)
                    .toList();
        }
    }
}
