package io.seakeep.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The window of counts, held against one that keeps every tick and looks through all of them. */
final class CountWindowTest {

    private static final long LENGTH = 1_000;

    private record Ended(long startNanos, long endNanos, long attempts, long failures, long stalled) {}

    private final List<Ended> ticks = new ArrayList<>();
    private long nowNanos = Long.MAX_VALUE - 50_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holdsWhatTheModelHolds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CountWindow overTime = CountWindow.overTime(LENGTH);
        CountWindow overAttempts = CountWindow.overAttempts(50);
        for (int i = 0; i < 2_000; i++) {
            long span = random.nextInt(10) == 0 ? random.nextLong(3 * LENGTH) : 100;
            long attempts = random.nextInt(3) == 0 ? 0 : random.nextInt(20);
            long failures = attempts == 0 ? 0 : random.nextLong(attempts + 1);
            long stalled = failures == 0 ? 0 : random.nextLong(failures + 1);
            nowNanos += span;
            if (attempts > 0) {
                ticks.add(new Ended(nowNanos - span, nowNanos, attempts, failures, stalled));
            }
            overTime.add(nowNanos, new Counts(attempts, failures, stalled, span));
            overAttempts.add(nowNanos, new Counts(attempts, failures, stalled, span));

            List<Ended> recent = ticks.stream()
                    .filter(tick -> nowNanos - tick.endNanos < LENGTH)
                    .toList();
            List<Ended> lastFifty = shortest(ticks, 50);
            assertThat(overTime.all(nowNanos)).isEqualTo(sum(recent));
            assertThat(overAttempts.all(nowNanos)).isEqualTo(sum(lastFifty.isEmpty() ? ticks : lastFifty));
            assertThat(overTime.last(20, nowNanos)).isEqualTo(sum(shortest(recent, 20)));
        }
        overTime.clear();
        assertThat(overTime.all(nowNanos)).isEqualTo(Counts.NONE);
        assertThat(overTime.last(0, nowNanos)).isEqualTo(Counts.NONE);
        overTime.add(nowNanos + 100, new Counts(3, 2, 1, 100));
        assertThat(overTime.all(nowNanos + 100)).isEqualTo(new Counts(3, 2, 1, 100));
    }

    /** The shortest end of the list with so many attempts, or nothing. */
    private static List<Ended> shortest(List<Ended> all, long attempts) {
        long sum = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            sum += all.get(i).attempts;
            if (sum >= attempts) {
                return all.subList(i, all.size());
            }
        }
        return List.of();
    }

    private Counts sum(List<Ended> some) {
        return some.isEmpty()
                ? Counts.NONE
                : new Counts(
                        some.stream().mapToLong(Ended::attempts).sum(),
                        some.stream().mapToLong(Ended::failures).sum(),
                        some.stream().mapToLong(Ended::stalled).sum(),
                        nowNanos - some.get(0).startNanos);
    }
}
