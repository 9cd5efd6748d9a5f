package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.AttemptBudget;
import io.seakeep.AttemptObserver;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.latency.Outcome;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attempts side by side, as an observer sees them. */
@Timeout(30)
class HedgesObservedTest {

    private static final Duration DELAY = Duration.ofMillis(10);

    private final VirtualTime time = VirtualTime.handDriven();
    private final Watching watching = new Watching();
    private final Seakeep seakeep =
            Seakeep.builder().time(time).seed(42).observer(watching).build();
    private final Dependency dependency = seakeep.dependency(
                    "d",
                    it -> it.withoutStandardPolicies()
                            .with(Hedge.budget(1).after(DELAY))
                            .budget(AttemptBudget.concurrent(1).atLeast(1_000)))
            .idempotent();

    @BeforeEach
    void warmUp() {
        for (int i = 0; i < 100; i++) {
            dependency.callAsync(attempt -> CompletableFuture.completedFuture("warm"));
        }
        time.advance(Duration.ofMillis(250));
        assertThat(watching.ended).hasSize(100).containsOnly("1 SUCCESS");
        watching.ended.clear();
        watching.ends.drainPermits();
    }

    @Test
    void aHedgeThatWinsAndItsLoser() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> call =
                dependency.callAsync(attempt -> attempt.isHedge() ? CompletableFuture.completedFuture("hedge") : first);
        time.advance(DELAY);
        assertThat(call).isCompletedWithValue("hedge");
        first.complete("late"); // one in twenty is left running
        watching.ends.tryAcquire(2, 10, TimeUnit.SECONDS);
        assertThat(watching.ended).hasSize(2).contains("2 hedge SUCCESS").containsAnyOf("1 CANCELLED", "1 SUCCESS");
    }

    @Test
    void thoseOfASynchronousCallOnThreadsOfTheirOwn() throws Exception {
        CountDownLatch firstRuns = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        FutureTask<String> call = new FutureTask<>(() -> dependency.callInterruptibly(attempt -> {
            if (attempt.isHedge()) {
                return "hedge";
            }
            firstRuns.countDown();
            mayEnd.await();
            return "first";
        }));
        Thread caller = new Thread(call, "caller");
        caller.start();
        firstRuns.await();
        time.awaitParked(1);
        time.advance(DELAY);
        assertThat(call.get()).isEqualTo("hedge");
        mayEnd.countDown();
        watching.ends.tryAcquire(2, 10, TimeUnit.SECONDS);
        assertThat(watching.ended).hasSize(2).contains("2 hedge SUCCESS").containsAnyOf("1 CANCELLED", "1 SUCCESS");
    }

    @Test
    void oneThatIsCalledOff() {
        CompletableFuture<String> call = dependency.callAsync(attempt -> new CompletableFuture<>());
        call.cancel(true);
        assertThat(watching.ended).containsExactly("1 CANCELLED");
    }

    /** Keeps how attempts ended. */
    private static final class Watching implements AttemptObserver {
        final List<String> ended = new CopyOnWriteArrayList<>();
        final Semaphore ends = new Semaphore(0);

        @Override
        public Call begins(String dependency) {
            return attempt -> new Ending(attempt.number() + (attempt.isHedge() ? " hedge " : " "));
        }

        private final class Ending implements Observed {
            private final String words;

            Ending(String words) {
                this.words = words;
            }

            @Override
            public Scope open() {
                return () -> {};
            }

            @Override
            public void ended(Outcome outcome, Throwable failure) {
                ended.add(words + outcome);
                ends.release();
            }
        }
    }
}
