package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.Priority;
import io.seakeep.RequestContext;
import io.seakeep.Seakeep;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of five calls to two dependencies, each asked for twice of what it can do, for users who are in cohorts or are not. */
class CohortTest {

    private static final int LIMIT = 50;
    private static final double PAGES_PER_SECOND = 2 * 1_000 / 5.0;

    private final VirtualTime time = new VirtualTime();
    private final Seakeep seakeep =
            Seakeep.builder().time(time).seed(1).executor(time::execute).build();
    private final Dependency prices = dependency("prices");
    private final Dependency stock = dependency("stock");
    private final List<CompletableFuture<Void>> pages = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theSameUsersAreServedByEverything(long seed) {
        assertThat(completePages(seed, "user-")).as("seed %d", seed).isGreaterThan(0.4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void withoutCohortsEachLosesAPartOfHisPage(long seed) {
        assertThat(completePages(seed, null)).as("seed %d", seed).isLessThan(0.28);
    }

    @Test
    void whoIsShedIsToldSo() {
        run(new SplittableRandom(4), 5, "user-");
        CallRejectedException refused = null;
        for (int cohort = 0; cohort < RequestContext.COHORTS && refused == null; cohort++) {
            try (RequestContext.Scope scope =
                            RequestContext.none().withCohort(cohort).enter();
                    Permit permit = prices.acquire()) {
                permit.succeed("served");
            } catch (CallRejectedException cohortRefused) {
                refused = cohortRefused;
            }
        }
        assertThat(refused)
                .hasMessageContaining("the call's cohort is not among those that are")
                .hasMessageContaining("bulkhead.limit");
        assertThat(prices.policy(Bulkhead.class).explain()).contains("with their cohort");
    }

    @Test
    void whichAreServedChangesByTheHourUntilAllHaveHadTheirTurn() {
        Admission half = new Admission(new int[5], new int[] {128, 128, 64, 0, 0}, 100);
        assertThat(half.takes(Priority.DEFAULT, 100)).isTrue();
        assertThat(half.takes(Priority.DEFAULT, 99)).isFalse();
        assertThat(half.takes(Priority.DEFAULT, 35)).isTrue();
        assertThat(half.takes(Priority.DEFAULT, 36)).isFalse();
        assertThat(half.takes(Priority.CRITICAL, 99)).isTrue();
        assertThat(half.takes(Priority.BACKGROUND, 100)).isFalse();
        assertThat(half.takes(Priority.BACKGROUND, -1)).as("of no cohort").isTrue();
    }

    /** The share of pages of which all calls were answered, after a minute to settle in. */
    private double completePages(long seed, String userPrefix) {
        SplittableRandom random = new SplittableRandom(seed);
        run(random, 60, userPrefix);
        pages.clear();
        run(random, 60, userPrefix);
        time.advance(Duration.ofSeconds(5));
        return pages.stream().filter(page -> !page.isCompletedExceptionally()).count() / (double) pages.size();
    }

    private void run(SplittableRandom random, int seconds, String userPrefix) {
        long end = time.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (end - time.nanoTime() > 0) {
            time.advanceNanos((long) (exponential(random) * 1e9 / PAGES_PER_SECOND));
            RequestContext request = RequestContext.none();
            int user = random.nextInt(100_000);
            (userPrefix == null ? request : request.withCohort(userPrefix + user)).run(() -> page(random));
        }
    }

    private void page(SplittableRandom random) {
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long nanos = (long) (exponential(random) * (i < 2 ? 1.25e8 : 0.83e8));
            calls.add((i < 2 ? prices : stock)
                    .acquireAsync()
                    .thenAccept(permit -> time.schedule(nanos, () -> permit.succeed("ok"))));
        }
        pages.add(CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])));
    }

    private Dependency dependency(String name) {
        return seakeep.dependency(
                name,
                builder -> builder.withoutStandardPolicies()
                        .with(Bulkhead.fixed(LIMIT).queue(50, Duration.ofMillis(100))));
    }

    private static double exponential(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble());
    }
}
