package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.CallTimeoutException;
import io.seakeep.Dependency;
import io.seakeep.Mode;
import io.seakeep.RequestContext;
import io.seakeep.Seakeep;
import io.seakeep.latency.Outcome;
import io.seakeep.time.Deadline;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code on threads of its own, on a clock that only the test moves. */
@Timeout(60)
class IsolationTest {

    private final VirtualTime time = VirtualTime.handDriven();
    private final Seakeep seakeep = Seakeep.builder().time(time).seed(1).build();
    private final Dependency dependency =
            seakeep.dependency("d", builder -> builder.with(Bulkhead.fixed(1).isolate()));
    private final Bulkhead bulkhead = dependency.policy(Bulkhead.class);

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger interrupts = new AtomicInteger();
    private final AtomicReference<String> after = new AtomicReference<>("");

    private Thread callerThread = Thread.currentThread();

    /** Code that goes on whatever happens. */
    private String ignoreInterrupts() {
        started.countDown();
        while (true) {
            try {
                mayEnd.await();
                return "late";
            } catch (InterruptedException ignored) {
                interrupts.incrementAndGet();
            }
        }
    }

    @Test
    void runsOnAnotherThreadAndReturnsWhatTheCodeDoes() throws Exception {
        Thread[] ranOn = new Thread[1];

        assertThat(dependency.<String, RuntimeException>call(attempt -> {
                    ranOn[0] = Thread.currentThread();
                    return "ok";
                }))
                .isEqualTo("ok");
        assertThat(ranOn[0]).isNotSameAs(Thread.currentThread());
        IOException failure = new IOException("reset");
        assertThatThrownBy(() -> dependency.call(attempt -> {
                    throw failure;
                }))
                .isSameAs(failure);
        AssertionError error = new AssertionError("a bug");
        assertThatThrownBy(() -> dependency.call(attempt -> {
                    throw error;
                }))
                .isSameAs(error);
        assertThat(bulkhead.inside()).isZero();
        assertThat(dependency.describe()).contains("on threads of their own, left behind when their time is over");
    }

    @Test
    void takesTheRequestAlong() {
        RequestContext request =
                RequestContext.none().asRetry().withDeadline(Deadline.after(Duration.ofSeconds(2), time));
        RequestContext[] seen = new RequestContext[1];
        request.run(() -> dependency.run(attempt -> seen[0] = RequestContext.current()));

        assertThat(seen[0]).isEqualTo(request);
    }

    @Test
    void codeThatIgnoresInterruptsCostsItsOwnBulkheadOnlyAndIsCountedUntilItEnds() throws Exception {
        AtomicInteger hooks = new AtomicInteger();
        FutureTask<String> caller = caller(() -> dependency.call(attempt -> {
            attempt.onCancel(hooks::incrementAndGet);
            return ignoreInterrupts();
        }));
        started.await();
        time.awaitParked(1);
        time.advance(Duration.ofSeconds(10));

        assertThatThrownBy(() -> get(caller))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessage("call to d ended by its timeout of 10 s; setting: timeout.mode");
        assertThat(hooks).hasValue(1);
        assertThat(bulkhead.abandonedNow()).isEqualTo(1);
        assertThat(bulkhead.inside()).isEqualTo(1);
        assertThatThrownBy(() -> dependency.run(attempt -> {})).isInstanceOf(CallRejectedException.class);

        mayEnd.countDown();
        await(() -> bulkhead.abandonedNow() == 0);
        assertThat(bulkhead.inside()).isZero();
        assertThat(interrupts).hasValue(1);
        assertThat(dependency.<String, RuntimeException>call(attempt -> "again"))
                .isEqualTo("again");
        time.advance(Duration.ofSeconds(1));
        assertThat(dependency.latency().count(Outcome.TIMED_OUT)).isEqualTo(1);
    }

    @Test
    void theCallsDeadlineEndsItToo() throws Exception {
        FutureTask<String> caller = caller(() -> RequestContext.none()
                .withDeadline(Deadline.after(Duration.ofSeconds(2), time))
                .call(() -> dependency.<String, RuntimeException>call(attempt -> ignoreInterrupts())));
        started.await();
        time.awaitParked(1);
        time.advance(Duration.ofSeconds(2));

        assertThatThrownBy(() -> get(caller))
                .hasMessage("call to d ended by its deadline of 2 s, which its caller brought along");
        mayEnd.countDown();
        await(() -> bulkhead.inside() == 0);
    }

    @Test
    void anInterruptedCallerLeavesAndStaysInterrupted() throws Exception {
        FutureTask<String> caller = caller(() -> {
            try {
                return dependency.<String, RuntimeException>call(attempt -> ignoreInterrupts());
            } finally {
                after.set("interrupted " + Thread.currentThread().isInterrupted());
            }
        });
        started.await();
        time.awaitParked(1);
        callerThread.interrupt();

        assertThatThrownBy(() -> get(caller)).isInstanceOf(CancellationException.class);
        assertThat(after).hasValue("interrupted true");
        mayEnd.countDown();
        await(() -> bulkhead.inside() == 0);
    }

    @Test
    void anInterruptedCallerWhoMayBeInterruptedGetsTheException() throws Exception {
        FutureTask<String> caller = caller(() -> dependency.callInterruptibly(attempt -> ignoreInterrupts()));
        started.await();
        time.awaitParked(1);
        callerThread.interrupt();

        assertThatThrownBy(() -> get(caller)).isInstanceOf(InterruptedException.class);
        mayEnd.countDown();
        await(() -> bulkhead.inside() == 0);
    }

    @Test
    void aLateResultIsClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        FutureTask<AutoCloseable> caller = caller(() -> dependency.call(attempt -> {
            ignoreInterrupts();
            return closed::countDown;
        }));
        started.await();
        time.awaitParked(1);
        time.advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> get(caller)).isInstanceOf(CallTimeoutException.class);
        mayEnd.countDown();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void abandonedBeyondAnObservedLimitIsCountedAndForgotten() throws Exception {
        Dependency watched = seakeep.dependency(
                "watched", builder -> builder.with(Bulkhead.fixed(1).isolate().mode(Mode.OBSERVE)));
        Bulkhead observing = watched.policy(Bulkhead.class);
        try (AutoCloseable held = watched.acquire()) {
            FutureTask<String> caller = caller(() -> watched.call(attempt -> ignoreInterrupts()));
            started.await();
            time.awaitParked(1);
            time.advance(Duration.ofSeconds(10));
            assertThatThrownBy(() -> get(caller)).isInstanceOf(CallTimeoutException.class);
            assertThat(observing.abandonedNow()).isEqualTo(1);
            mayEnd.countDown();
            await(() -> observing.abandonedNow() == 0);
            assertThat(observing.inside()).isEqualTo(1);
        }
        assertThat(observing.inside()).isZero();
    }

    private <T> FutureTask<T> caller(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        callerThread = new Thread(task, "caller");
        callerThread.setDaemon(true);
        callerThread.start();
        return task;
    }

    /** What another thread is about to bring about. */
    private static void await(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static <T> T get(FutureTask<T> task) throws Throwable {
        try {
            return task.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }
}
