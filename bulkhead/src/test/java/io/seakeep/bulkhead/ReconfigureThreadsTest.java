package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Mode;
import io.seakeep.Permit;
import io.seakeep.Policy;
import io.seakeep.Seakeep;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Eight threads that come and go, while a ninth changes all there is to change, as the tick's thread does. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReconfigureThreadsTest {

    private static final int THREADS = 8;
    private static final int VISITS = Boolean.getBoolean("seakeep.thorough") ? 1_000_000 : 15_000;
    private static final int LEAST_CHANGES = 2_000;
    private static final int HIGHEST_LIMIT = 8;
    private static final Duration LONG = Duration.ofMinutes(10);

    /** Each lets eight in, or wait, or pass. */
    private static final List<Policy> ROOM_FOR_ALL = List.of(
            Bulkhead.fixed(8),
            Bulkhead.fixed(100),
            Bulkhead.fixed(3).queue(8, LONG),
            Bulkhead.fixed(1).queue(100, LONG).isolate(),
            Bulkhead.fixed(1).mode(Mode.OBSERVE),
            Bulkhead.fixed(2).queue(8, LONG).mode(Mode.OBSERVE),
            Bulkhead.adaptive().between(8, 50),
            Bulkhead.adaptive().between(2, 4).queue(8, LONG));

    /** Each refuses somebody, but for those that watch. */
    private static final List<Policy> TIGHT = List.of(
            Bulkhead.fixed(1),
            Bulkhead.fixed(HIGHEST_LIMIT),
            Bulkhead.fixed(2).queue(2, Duration.ofMillis(1)),
            Bulkhead.fixed(3).queue(10, Duration.ofMillis(20)).isolate(),
            Bulkhead.fixed(2).mode(Mode.OBSERVE),
            Bulkhead.adaptive().between(1, HIGHEST_LIMIT),
            Bulkhead.adaptive().between(2, 3).queue(3, Duration.ofMillis(5)));

    private final long seed = ThreadLocalRandom.current().nextLong();
    private final VirtualTime time = VirtualTime.handDriven();
    private final Seakeep seakeep =
            Seakeep.builder().time(time).seed(seed).executor(Runnable::run).build();
    private final Dependency dependency =
            seakeep.dependency("d", builder -> builder.withoutStandardPolicies().with(Bulkhead.fixed(HIGHEST_LIMIT)));
    private final Bulkhead bulkhead = dependency.policy(Bulkhead.class);

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();

    @AfterEach
    void nothingIsLost() {
        assertThat(failed.get()).as("seed %d", seed).isNull();
        assertThat(bulkhead.waiting()).as("seed %d", seed).isZero();
        assertThat(bulkhead.inside()).as("seed %d", seed).isZero();
        time.advance(Duration.ofMinutes(1)); // so that nothing is kept free any more
        bulkhead.reconfigure(Bulkhead.fixed(HIGHEST_LIMIT + 1));
        bulkhead.reconfigure(Bulkhead.fixed(HIGHEST_LIMIT));
        List<CompletableFuture<Permit>> permits = new ArrayList<>();
        for (int i = 0; i <= HIGHEST_LIMIT; i++) {
            permits.add(dependency.acquireAsync());
        }
        assertThat(permits.stream().filter(permit -> !permit.isCompletedExceptionally()))
                .as("seed %d", seed)
                .hasSize(HIGHEST_LIMIT);
        permits.forEach(permit -> permit.thenAccept(Permit::close));
    }

    @Test
    void nobodyIsRefusedWhomOldAndNewSettingsLetIn() throws InterruptedException {
        run(ROOM_FOR_ALL);
        assertThat(refused).as("seed %d", seed).hasValue(0);
        assertThat(bulkhead.refused()).as("seed %d", seed).isZero();
    }

    @Test
    void noPermitIsLostOrMadeWhoeverIsRefused() throws InterruptedException {
        run(TIGHT);
        assertThat(refused).as("seed %d", seed).hasPositiveValue();
    }

    private void run(List<Policy> policies) throws InterruptedException {
        SplittableRandom seeds = new SplittableRandom(seed);
        List<Thread> visitors = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = seeds.split();
            Thread visitor = new Thread(() -> guarded(() -> visit(random)));
            visitors.add(visitor);
            visitor.start();
        }
        SplittableRandom random = seeds.split();
        int changes = 0;
        while (changes < LEAST_CHANGES || visitors.stream().anyMatch(Thread::isAlive)) {
            Policy policy = policies.get(random.nextInt(policies.size()));
            assertThat(bulkhead.reconfigure(policy)).isTrue();
            changes++;
            time.advance(Duration.ofMillis(random.nextInt(20)));
            Thread.yield();
        }
        for (Thread visitor : visitors) {
            visitor.join();
        }
        System.out.printf("%,d changes, %,d refused, %s%n", changes, refused.get(), bulkhead.explain());
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) {
            failed.compareAndSet(null, failure);
        }
    }

    private void visit(SplittableRandom random) {
        for (int i = 0; i < VISITS && failed.get() == null; i++) {
            try {
                switch (random.nextInt(3)) {
                    case 0 -> dependency.run(attempt -> stay(random));
                    case 1 -> {
                        try (Permit permit = dependency.acquire()) {
                            stay(random);
                            permit.succeed("good");
                        }
                    }
                    default ->
                        dependency.acquireAsync().thenAccept(Permit::close).join();
                }
            } catch (CallRejectedException expected) {
                refused.incrementAndGet();
            } catch (CompletionException expected) {
                assertThat(expected).hasRootCauseInstanceOf(CallRejectedException.class);
                refused.incrementAndGet();
            }
        }
    }

    /** Where all leave at once, nobody meets anybody. */
    private static void stay(SplittableRandom random) {
        if (random.nextInt(4) == 0) {
            Thread.yield();
        }
    }
}
