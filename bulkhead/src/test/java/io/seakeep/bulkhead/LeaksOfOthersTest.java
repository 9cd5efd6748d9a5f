package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Attempt;
import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.BreakerState;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.time.TimeSource;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where other libraries were seen to lose permits. Two more such cases are in {@link WaitingTest}. */
class LeaksOfOthersTest {

    private final VirtualTime time = new VirtualTime();

    /** Resilience4j: an {@code Error} in a probe does not bring its permit back, so two of them shut a breaker of two for good. */
    @Test
    void halfOpenPermitsAnErrorInAProbeCostsNeitherThePermitNorTheRecovery() {
        Dependency dependency = Seakeep.builder()
                .time(time)
                .seed(7)
                .build()
                .dependency("d", builder -> builder.with(CircuitBreaker.of()).with(Bulkhead.fixed(2)));
        CircuitBreaker breaker = dependency.policy(CircuitBreaker.class);
        for (int i = 0; breaker.state() == BreakerState.CLOSED; i++) {
            assertThat(i).isLessThan(100);
            assertThatThrownBy(() -> dependency.run(attempt -> {
                        throw new IOException("reset");
                    }))
                    .isInstanceOf(IOException.class);
        }
        int probes = 0;
        for (int i = 0; probes < 5; i++) {
            assertThat(i).isLessThan(10_000);
            time.advance(Duration.ofMillis(100));
            try {
                dependency.run(LeaksOfOthersTest::fail);
            } catch (StackOverflowError probed) {
                probes++;
            } catch (CallRejectedException refused) {
                assertThat(refused.policy()).isEqualTo("breaker");
            }
        }
        assertThat(dependency.policy(Bulkhead.class).inside()).isZero();
        for (int i = 0; breaker.state() != BreakerState.CLOSED; i++) {
            assertThat(i).isLessThan(10_000);
            time.advance(Duration.ofMillis(100));
            try {
                dependency.run(attempt -> {});
            } catch (CallRejectedException refused) {
                assertThat(refused.policy()).isEqualTo("breaker");
            }
        }
        assertThat(dependency.policy(Bulkhead.class).inside()).isZero();
    }

    /** concurrency-limits: its {@code BlockingAdaptiveExecutor} does not bring the permit back when a task throws an {@code Error}. */
    @Test
    void blockingAdaptiveExecutorAnErrorOnAnotherThreadBringsThePermitBack() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((ignored, expected) -> {});
            return thread;
        });
        try (StandaloneBulkhead blocking =
                Bulkhead.fixed(2).queue(100, Duration.ofSeconds(30)).standalone("tasks", TimeSource.system())) {
            List<CompletableFuture<Void>> done = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Void> ended = new CompletableFuture<>();
                done.add(ended);
                executor.execute(() -> {
                    try {
                        blocking.call(attempt -> {
                            throw new StackOverflowError();
                        });
                    } finally {
                        ended.complete(null);
                    }
                });
            }
            CompletableFuture.allOf(done.toArray(new CompletableFuture<?>[0])).get(30, TimeUnit.SECONDS);
            assertThat(blocking.bulkhead().inside()).isZero();
        } finally {
            executor.shutdownNow();
        }
    }

    /** The same for what runs on threads of the bulkhead's own. */
    @Test
    void anErrorOnAThreadOfItsOwnBringsThePermitBack() {
        try (StandaloneBulkhead isolating = Bulkhead.fixed(2).isolate().standalone("tasks", TimeSource.system())) {
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> isolating.call(attempt -> {
                            throw new StackOverflowError();
                        }))
                        .isInstanceOf(StackOverflowError.class);
            }
            assertThat(isolating.bulkhead().inside()).isZero();
            assertThat(isolating.bulkhead().abandonedNow()).isZero();
        }
    }

    private static void fail(Attempt attempt) {
        throw new StackOverflowError();
    }
}
