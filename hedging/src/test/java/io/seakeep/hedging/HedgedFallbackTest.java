package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Dependency;
import io.seakeep.FallbackUsed;
import io.seakeep.Seakeep;
import io.seakeep.Verdict;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The fallback of a synchronous call with hedges, which is wanted on one thread and runs on another. */
class HedgedFallbackTest {

    private final CountDownLatch left = new CountDownLatch(1);
    private final CountDownLatch bodyClosed = new CountDownLatch(1);

    @Test
    void whatItIsWantedForIsClosedIfTheCallerHasLeft() throws Exception {
        Thread caller = Thread.currentThread();
        VirtualTime time = VirtualTime.handDriven();
        Seakeep seakeep = Seakeep.builder()
                .time(time)
                .executor(Runnable::run)
                .listener(event -> {
                    if (event instanceof FallbackUsed) {
                        caller.interrupt();
                        awaitThat(left);
                    }
                })
                .build();
        Dependency dependency = seakeep.dependency(
                "d",
                builder -> builder.withoutStandardPolicies()
                        .with(Hedge.budget(1).after(Duration.ofMillis(10)))
                        .classifier(new HedgeFixture.Judging()));

        assertThatThrownBy(() -> dependency
                        .idempotent()
                        .callInterruptibly(
                                attempt -> {
                                    time.awaitParked(
                                            1); // the caller waits, and so is not the one who goes on from here
                                    return new Bad();
                                },
                                failure -> "nobody waits for it"))
                .isInstanceOf(InterruptedException.class);
        left.countDown();

        awaitThat(bodyClosed);
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException nobodyDoes) {
            throw new AssertionError(nobodyDoes);
        }
    }

    private final class Bad extends HedgeFixture.Body {
        Bad() {
            super(Verdict.FAILURE);
        }

        @Override
        public void close() {
            bodyClosed.countDown();
        }
    }
}
