package io.seakeep.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.AttemptBudget;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Problems;
import io.seakeep.RetryStrategy;
import io.seakeep.Seakeep;
import io.seakeep.Verdict;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final long MS = 1_000_000L;

    private final SplittableRandom random = new SplittableRandom(1);

    @Test
    void constantAndExponentialAreExact() {
        Backoff constant = Backoff.constant(Duration.ofMillis(70));
        Backoff exponential = Backoff.exponential(Duration.ofMillis(50), Duration.ofMillis(300));

        assertThat(waits(constant, 3)).containsExactly(70 * MS, 70 * MS, 70 * MS);
        assertThat(waits(exponential, 5)).containsExactly(50 * MS, 100 * MS, 200 * MS, 300 * MS, 300 * MS);
    }

    @Property
    void jitterStaysWithinWhatItIsAPartOf(
            @ForAll @LongRange(min = 1, max = 3_600_000) long firstMillis,
            @ForAll @LongRange(min = 1, max = 3_600_000) long maxMillis,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int attemptsMade,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long previousNanos) {
        Duration first = Duration.ofMillis(Math.min(firstMillis, maxMillis));
        Duration max = Duration.ofMillis(maxMillis);
        long exponential = Backoff.exponential(first, max).nanosBeforeNext(attemptsMade, previousNanos, random);
        long full = Backoff.fullJitter(first, max).nanosBeforeNext(attemptsMade, previousNanos, random);
        long equal = Backoff.equalJitter(first, max).nanosBeforeNext(attemptsMade, previousNanos, random);
        long decorrelated = Backoff.decorrelatedJitter(first, max).nanosBeforeNext(attemptsMade, previousNanos, random);

        assertThat(exponential).isBetween(first.toNanos(), max.toNanos());
        assertThat(full).isBetween(0L, exponential);
        assertThat(equal).isBetween(exponential / 2, exponential);
        assertThat(decorrelated).isBetween(first.toNanos(), max.toNanos());
        assertThat((double) decorrelated).isLessThanOrEqualTo(3.0 * Math.max(first.toNanos(), previousNanos));
    }

    @Test
    void longestAndLatestWaitsDoNotOverflow() {
        Duration hour = Duration.ofHours(1);
        for (Backoff backoff : List.of(
                Backoff.constant(hour),
                Backoff.exponential(hour, hour),
                Backoff.equalJitter(hour, hour),
                Backoff.fullJitter(hour, hour),
                Backoff.decorrelatedJitter(hour, hour),
                Backoff.exponential(Duration.ofMillis(1), hour))) {
            for (int attemptsMade : new int[] {1, 31, 32, 63, 64, 65, 1_025, Integer.MAX_VALUE}) {
                assertThat(backoff.nanosBeforeNext(attemptsMade, Long.MAX_VALUE, random))
                        .as("%s after %d attempts", backoff, attemptsMade)
                        .isBetween(0L, hour.toNanos());
            }
        }
    }

    @Test
    void aWaitThatIsMissingIsRefusedWhereItIs() {
        assertThatThrownBy(() -> Backoff.fullJitter(Duration.ofMillis(1), absent()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("max");
        assertThatThrownBy(() -> Backoff.constant(absent()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("wait");
    }

    @SuppressWarnings("NullAway") // as a caller without the checker could
    private static Duration absent() {
        return null;
    }

    @Test
    void jitterUsesAllOfIt() {
        Backoff full = Backoff.fullJitter(Duration.ofMillis(100), Duration.ofSeconds(1));
        long below = 0;
        for (int i = 0; i < 10_000; i++) {
            below += full.nanosBeforeNext(1, 0, random) < 50 * MS ? 1 : 0;
        }
        assertThat(below).isBetween(4_800L, 5_200L);
    }

    @Test
    void whatCannotBeIsNamedAllAtOnce() {
        Problems problems = new Problems("dependency d");
        Retry.of()
                .attempts(0)
                .honouringUpTo(Duration.ofSeconds(-1))
                .backoff(Backoff.fullJitter(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .check(problems);
        Retry.of().backoff(Backoff.constant(Duration.ZERO)).check(problems);
        Retry.of()
                .attempts(101)
                .backoff(Backoff.decorrelatedJitter(Duration.ofNanos(1), Duration.ofDays(1)))
                .check(problems);

        assertThat(problems.found())
                .containsExactly(
                        "retry.attempts must be between 1 and 100: 0",
                        "retry.longest-pushback must be between 0 ns and 60 min: -1 s",
                        "retry.backoff.first must be at most retry.backoff.max: 2 s > 1 s",
                        "retry.backoff.first must be between 1 ms and 60 min: 0 ns",
                        "retry.attempts must be between 1 and 100: 101",
                        "retry.backoff.first must be between 1 ms and 60 min: 1 ns",
                        "retry.backoff.max must be between 1 ms and 60 min: 24 h");
    }

    private List<Long> waits(Backoff backoff, int count) {
        Long[] waits = new Long[count];
        long previous = 0;
        for (int i = 0; i < count; i++) {
            previous = backoff.nanosBeforeNext(i + 1, previous, random);
            waits[i] = previous;
        }
        return List.of(waits);
    }

    @Test
    void aDependencysWaitsFollowFromTheSeedAndDifferFromEachOther() {
        assertThat(waitsOfCalls(7)).isEqualTo(waitsOfCalls(7)).isNotEqualTo(waitsOfCalls(8));
        assertThat(waitsOfCalls(7)).doesNotHaveDuplicates().allMatch(wait -> wait >= 0 && wait < 100 * MS);
        assertThat(waitsOfCalls(7).stream().mapToLong(wait -> wait).average().orElse(0))
                .isBetween(40.0 * MS, 60.0 * MS);
    }

    private static List<Long> waitsOfCalls(long seed) {
        List<Long> waits = new ArrayList<>();
        try (Seakeep seakeep =
                Seakeep.builder().time(new VirtualTime()).seed(seed).build()) {
            Dependency dependency = seakeep.dependency(
                    "d",
                    builder -> builder.with(Retry.of()
                                    .backoff(Backoff.fullJitter(Duration.ofMillis(100), Duration.ofSeconds(1))))
                            .with(CircuitBreaker.of().off())
                            .budget(AttemptBudget.windowed(1).floorPerSecond(1_000)));
            for (int i = 0; i < 400; i++) {
                Permit permit = dependency.idempotent().acquire();
                permit.fail(new IOException());
                waits.add(permit.retryIn().orElseThrow().toNanos());
            }
        }
        return waits;
    }

    @Test
    void itIsDescribed() {
        assertThat(Retry.of().describe())
                .isEqualTo(
                        "up to 2 attempts, full jitter 50 ms to 1 s, waits as it is asked to, up to 10 s, idempotent calls only");
        assertThat(Retry.of()
                        .assumingIdempotence()
                        .backoff(Backoff.constant(Duration.ofMillis(5)))
                        .describe())
                .contains("constant 5 ms", "every call taken for idempotent");
        assertThat(Backoff.decorrelatedJitter(Duration.ofMillis(5), Duration.ofSeconds(2)))
                .hasToString("decorrelated jitter 5 ms to 2 s");
        assertThat(Backoff.equalJitter(Duration.ofMillis(5), Duration.ofSeconds(2)))
                .hasToString("equal jitter 5 ms to 2 s");
    }

    @Test
    void aWaitThatIsLongerThanHonouredEndsItAndOneThatIsNotIsAddedTo() {
        RetryStrategy strategy = new BackoffStrategy(
                2, Backoff.constant(Duration.ofMillis(5)), 1_000 * MS, Retry.Assumed.NOTHING, random);

        assertThat(Retry.of().honouringUpTo(Duration.ofSeconds(1)).describe())
                .contains("waits as it is asked to, up to 1 s");
        assertThat(strategy.waitNanos(1, 0, Verdict.THROTTLED.retryAfter(Duration.ofSeconds(1))))
                .isEqualTo(1_005 * MS);
        assertThat(strategy.waitNanos(1, 0, Verdict.THROTTLED.retryAfter(Duration.ofNanos(1_000 * MS + 1))))
                .isEqualTo(RetryStrategy.STOP);
        assertThat(strategy.waitNanos(2, 0, Verdict.FAILURE)).isEqualTo(RetryStrategy.STOP);
    }
}
