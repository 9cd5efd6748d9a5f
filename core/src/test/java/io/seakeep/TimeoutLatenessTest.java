package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How late timeouts are, on the real clock; for an idle machine, and so only in the thorough run. */
@Timeout(120)
@EnabledIfSystemProperty(named = "seakeep.thorough", matches = "true")
class TimeoutLatenessTest {

    private static final int ATTEMPTS = 5_000;
    private static final long TICK_NANOS = Duration.ofMillis(1).toNanos();

    @Test
    void ninetyNineInAHundredAreAtMostTwoTicksLate() throws Exception {
        TimeSource time = TimeSource.system();
        Seakeep seakeep = Seakeep.create();
        SplittableRandom random = new SplittableRandom(1);
        List<Dependency> dependencies = new ArrayList<>();
        for (int millis = 1; millis <= 50; millis++) {
            Policy policy = TimeoutContractTest.after(millis, TimeoutEnforcement.ASYNCHRONOUS);
            dependencies.add(seakeep.dependency(
                    "d" + millis, builder -> builder.withoutStandardPolicies().with(policy)));
        }
        List<CompletableFuture<Long>> lateness = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            int millis = 1 + random.nextInt(50);
            long due = time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            lateness.add(dependencies
                    .get(millis - 1)
                    .callAsync(attempt -> new CompletableFuture<Long>())
                    .handle((answer, timedOut) -> time.nanoTime() - due));
            if (i % 10 == 0) {
                time.parkUntil(this, time.nanoTime() + 1_000_000);
            }
        }
        long[] nanos = new long[ATTEMPTS];
        for (int i = 0; i < ATTEMPTS; i++) {
            nanos[i] = lateness.get(i).get(10, TimeUnit.SECONDS);
        }
        Arrays.sort(nanos);
        seakeep.close();
        System.out.printf(
                "lateness of %d timeouts: p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
                ATTEMPTS, nanos[ATTEMPTS / 2] / 1e6, nanos[ATTEMPTS * 99 / 100] / 1e6, nanos[ATTEMPTS - 1] / 1e6);
        assertThat(nanos[0]).as("never early").isNotNegative();
        assertThat(nanos[ATTEMPTS * 99 / 100]).isLessThanOrEqualTo(2 * TICK_NANOS);
    }
}
