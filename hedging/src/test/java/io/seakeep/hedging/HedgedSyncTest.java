package io.seakeep.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.Attempt;
import io.seakeep.RequestContext;
import io.seakeep.time.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of a synchronous call that may have a hedge, beside what holds of every such call. */
@Timeout(30)
class HedgedSyncTest {

    private static final Duration DELAY = Duration.ofMillis(10);

    private final VirtualTime time = VirtualTime.handDriven();
    private final HedgeFixture fixture = new HedgeFixture(time, Hedge.budget(1).after(DELAY)).warmUp(100);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch firstRuns = new CountDownLatch(1);
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** The first attempt takes until it may end, or is interrupted. */
    private String slowAtFirst(Attempt attempt) throws InterruptedException {
        if (attempt.isHedge()) {
            return "hedge";
        }
        firstRuns.countDown();
        try {
            mayEnd.await();
            return "first";
        } catch (InterruptedException loser) {
            interrupted.incrementAndGet();
            throw loser;
        } finally {
            ended.incrementAndGet();
        }
    }

    private <T> FutureTask<T> caller(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void await(BooleanSupplier done) {
        while (!done.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    @Test
    void theWinnerReturnsAndTheLoserIsInterrupted() throws Exception {
        FutureTask<String> call = caller(() -> fixture.dependency.idempotent().callInterruptibly(this::slowAtFirst));
        firstRuns.await();
        time.awaitParked(1);
        time.advance(DELAY);

        assertThat(call.get()).isEqualTo("hedge");
        await(() -> interrupted.get() == 1 || isLeftRunning());
    }

    /** One in twenty is, at random. */
    private boolean isLeftRunning() {
        mayEnd.countDown();
        await(() -> ended.get() == 1);
        return true;
    }

    @Test
    void theWinnerDoesNotWaitForALoserThatTakesNoNotice() throws Exception {
        FutureTask<String> call = caller(() -> fixture.dependency.idempotent().call(attempt -> {
            if (attempt.isHedge()) {
                return "hedge";
            }
            firstRuns.countDown();
            while (mayEnd.getCount() > 0) {
                Thread.onSpinWait();
            }
            return "first";
        }));
        firstRuns.await();
        time.awaitParked(1);
        time.advance(DELAY);

        assertThat(call.get()).isEqualTo("hedge");
        mayEnd.countDown();
    }

    @Test
    void oneThatIsInTimeReturnsWhatItsCodeDoes() throws Exception {
        assertThat(fixture.dependency.idempotent().<String, RuntimeException>call(attempt -> "quick"))
                .isEqualTo("quick");
        assertThatThrownBy(() -> fixture.dependency.idempotent().call(attempt -> {
                    throw new AssertionError("a bug");
                }))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("a bug");
    }

    @Test
    void whatTheCodeThrowsIsThrown() {
        IOException failure = new IOException("reset");
        assertThatThrownBy(() -> fixture.dependency.idempotent().call(attempt -> {
                    if (attempt.number() == 1) {
                        throw new IOException("first");
                    }
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void whatIsNotFinishedIsRefused() {
        assertThatThrownBy(() -> fixture.dependency.idempotent().call(attempt -> new CompletableFuture<String>()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("use callAsync");
        time.advance(Duration.ofMillis(250));
        assertThat(fixture.dependency.latency().count(io.seakeep.latency.Outcome.IGNORED))
                .isEqualTo(1);
    }

    @Test
    void theFallbackRunsOnTheCallersThread() {
        Thread caller = Thread.currentThread();
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        String answer = fixture.dependency
                .idempotent()
                .call(
                        attempt -> {
                            throw new IllegalStateException("down");
                        },
                        failure -> {
                            ranOn.set(Thread.currentThread());
                            return "fallback for " + failure.getMessage();
                        });
        assertThat(answer).isEqualTo("fallback for down");
        assertThat(ranOn).hasValue(caller);
    }

    @Test
    void attemptsRunElsewhereWithTheCallersContext() {
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        AtomicReference<RequestContext> seen = new AtomicReference<>();
        RequestContext request = RequestContext.none().withCohort(7);
        request.run(() -> fixture.dependency.idempotent().call(attempt -> {
            ranOn.set(Thread.currentThread());
            seen.set(RequestContext.current());
            return "";
        }));
        assertThat(ranOn.get()).isNotSameAs(Thread.currentThread());
        assertThat(seen.get().cohort()).hasValue(7);
    }

    @Test
    void callsThatMayNotHaveOneStayOnTheirThread() {
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        fixture.dependency.run(attempt -> ranOn.set(Thread.currentThread()));
        assertThat(ranOn).hasValue(Thread.currentThread());
    }

    @Test
    void anInterruptOfTheCallerCallsOffAllAndIsNotLost() throws Exception {
        CountDownLatch bothRun = new CountDownLatch(2);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> stillInterrupted = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                fixture.dependency.idempotent().call(attempt -> {
                    bothRun.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException calledOff) {
                        interrupted.incrementAndGet();
                    }
                    return "late";
                });
            } catch (Throwable failure) {
                thrown.set(failure);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        time.awaitParked(1);
        time.advance(DELAY);
        bothRun.await();
        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        assertThat(stillInterrupted).hasValue(true);
        await(() -> interrupted.get() == 2);
    }

    @Test
    void codeThatMayBeInterruptedThrowsThat() throws Exception {
        FutureTask<String> call = caller(() -> {
            Thread.currentThread().interrupt();
            return fixture.dependency.idempotent().callInterruptibly(this::slowAtFirst);
        });
        assertThatThrownBy(call::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }
}
