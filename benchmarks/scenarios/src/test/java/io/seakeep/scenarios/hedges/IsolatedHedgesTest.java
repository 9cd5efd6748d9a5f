package io.seakeep.scenarios.hedges;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.hedging.Hedge;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads of a bulkhead's own, and code of losers that takes no notice of an interrupt. */
@Timeout(30)
class IsolatedHedgesTest {

    private final VirtualTime time = VirtualTime.handDriven();
    private final Dependency dependency = Seakeep.builder()
            .time(time)
            .seed(2) // with which the first attempt is not the one in twenty that is left running
            .build()
            .dependency(
                    "d",
                    builder -> builder.withoutStandardPolicies()
                            .with(Hedge.budget(1).after(Duration.ofMillis(10)))
                            .with(Bulkhead.fixed(2).isolate()));
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch firstRuns = new CountDownLatch(1);

    @Test
    void thereAreNeverMoreThreadsThanPlaces() throws Exception {
        for (int i = 0; i < 100; i++) {
            dependency.call(attempt -> "warm");
        }
        time.advance(Duration.ofMillis(250));
        CountDownLatch called = new CountDownLatch(1);
        Thread winner = new Thread(() -> dependency.idempotent().call(attempt -> {
            attempt.onCancel(() -> {
                called.countDown();
                end.await(); // in the middle of being called off
            });
            return attempt.isHedge() ? count() : hang();
        }));
        winner.start();
        firstRuns.await();
        time.awaitParked(1);
        new Thread(() -> time.advance(Duration.ofMillis(10))).start(); // which may be who runs the hook
        winner.join();
        called.await();

        CountDownLatch others = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            new Thread(() -> other(others)).start();
        }
        others.await();
        end.countDown();
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    private void other(CountDownLatch others) {
        try {
            dependency.call(attempt -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                others.countDown();
                end.await();
                return "other";
            });
        } catch (CallRejectedException | InterruptedException refused) {
            others.countDown();
        }
    }

    private String count() {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        inside.decrementAndGet();
        return "hedge";
    }

    private String hang() {
        firstRuns.countDown();
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        while (end.getCount() > 0) {
            Thread.onSpinWait();
        }
        inside.decrementAndGet();
        return "first";
    }
}
