package io.seakeep.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.time.TimeSource;
import io.seakeep.time.TimerHandle;
import io.seakeep.time.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Attempts that time out while others are at work on the timeout. */
class TimedOutTest {

    private final VirtualTime time = new VirtualTime();
    private final CountDownLatch saving = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final AtomicBoolean waitedInVain = new AtomicBoolean();

    /** Where thousands time out at once, each would be held up by all those before it. */
    @Test
    void waitsForNobody() throws InterruptedException {
        Dependency dependency = Seakeep.builder()
                .time(new Saving())
                .build()
                .dependency("d", it -> it.withoutStandardPolicies().with(AdaptiveTimeout.falseTimeoutRate(0.001)));
        Thread saver = new Thread(dependency.policy(AdaptiveTimeout.class)::save);
        saver.start();
        saving.await();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> dependency.run(attempt -> {
                        time.advance(Duration.ofSeconds(10));
                        throw new TimeoutException();
                    }))
                    .isInstanceOf(TimeoutException.class);
        }
        mayGoOn.countDown();
        saver.join();
        assertThat(waitedInVain).isFalse();
    }

    /** Whoever asks for the date, as one who saves does, is kept until all have timed out. */
    private final class Saving implements TimeSource {

        @Override
        public long epochMillis() {
            saving.countDown();
            try {
                waitedInVain.set(!mayGoOn.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return time.epochMillis();
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public TimerHandle schedule(long delayNanos, Runnable task) {
            return () -> true; // no ticks
        }

        @Override
        public void execute(Runnable work) {
            time.execute(work);
        }

        @Override
        public void parkUntil(Object blocker, long deadlineNanos) {
            time.parkUntil(blocker, deadlineNanos);
        }

        @Override
        public void unpark(Thread thread) {
            time.unpark(thread);
        }
    }
}
