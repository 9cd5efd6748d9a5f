package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.seakeep.time.Deadline;
import io.seakeep.time.TimeSource;
import io.seakeep.time.VirtualTime;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class RequestBindingTest {

    private static final long MILLI = 1_000_000L;
    private static final long ROUNDING = 32;
    private static final long FALLBACK = -99;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final VirtualTime time = new VirtualTime();
    private final long now = time.nanoTime();
    private final RequestContext none = RequestContext.none();

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(RequestContext.current()).isSameAs(none);
        assertThat(deadlineNanos(time)).isEqualTo(FALLBACK);
        assertThat(RequestBinding.isRetry()).isFalse();
    }

    @Property
    void aDeadlineIsKeptToWithin32NanosAndNeverLater(
            @ForAll long originNanos, @ForAll @LongRange(min = -(1L << 60), max = 1L << 60) long inNanos) {
        VirtualTime clock = new VirtualTime(originNanos);
        long before = enter(clock, originNanos + inNanos);
        long bound = deadlineNanos(clock);
        RequestContext request = RequestContext.current();
        RequestBinding.exit(before);
        assertThat(originNanos + inNanos - bound).isBetween(0L, ROUNDING - 1);
        assertThat(request).isEqualTo(none.withDeadline(Deadline.at(bound, clock)));
    }

    @Test
    void theNearerDeadlineCountsAndTheFormerComesBack() {
        long first = enter(time, now + 10 * MILLI);
        long second = enter(time, now + 20 * MILLI);
        assertBound(10 * MILLI);
        long third = enter(time, now + 5 * MILLI);
        assertBound(5 * MILLI);
        RequestBinding.exit(third);
        assertBound(10 * MILLI);
        RequestBinding.exit(second);
        assertBound(10 * MILLI);
        RequestBinding.exit(first);
    }

    @Test
    void aRetryIsOneForEverythingInside() {
        long first = enterRetry();
        assertThat(RequestContext.current()).isEqualTo(none.asRetry());
        long second = enter(time, now + MILLI);
        assertThat(RequestBinding.isRetry()).isTrue();
        assertBound(MILLI);
        RequestBinding.exit(second);
        RequestBinding.exit(first);
        assertThat(RequestBinding.isRetry()).isFalse();

        long third = enterRetry(time, now + MILLI);
        assertThat(RequestBinding.isRetry()).isTrue();
        assertBound(MILLI);
        RequestBinding.exit(third);
    }

    @Test
    void anotherClockIsConvertedByWhatRemains() {
        VirtualTime other = new VirtualTime(Long.MIN_VALUE + 7);
        long first = enter(other, other.nanoTime() + 10 * MILLI);
        assertBound(10 * MILLI);
        long second = enter(time, now + 3 * MILLI);
        assertBound(3 * MILLI);
        RequestBinding.exit(second);
        RequestBinding.exit(first);
        long third = enter(time, now + 3 * MILLI);
        assertThat(RequestContext.current().deadline().orElseThrow().timeSource())
                .as("the clock of the next outermost")
                .isSameAs(time);
        RequestBinding.exit(third);
    }

    @Test
    void scopesAndCallsNest() {
        RequestContext request = none.withDeadline(Deadline.after(Duration.ofSeconds(1), time));
        try (RequestContext.Scope scope = request.enter()) {
            long before = enter(time, now + MILLI);
            assertBound(MILLI);
            none.asRetry().run(() -> {
                assertBound(MILLI);
                assertThat(RequestBinding.isRetry()).isTrue();
            });
            assertThat(RequestBinding.isRetry()).isFalse();
            RequestBinding.exit(before);
            assertThat(RequestContext.current()).isSameAs(request);
        }
    }

    @Test
    void aScopeLeftOpenInACallEndsWithIt() {
        RequestContext request = none.withDeadline(Deadline.after(Duration.ofSeconds(1), time));
        try (RequestContext.Scope scope = request.enter()) {
            long before = enter(time, now + MILLI);
            RequestContext.Scope forgotten = none.asRetry().enter();
            RequestBinding.exit(before);
            assertThat(RequestContext.current()).isSameAs(request);
            forgotten.close();
            assertThat(RequestContext.current())
                    .as("it does not bring the call's binding back")
                    .isSameAs(request);
        }
    }

    @Test
    void aScopeIsNotClosedWithinACallMadeInsideIt() {
        RequestContext.Scope scope = none.asRetry().enter();
        long before = enter(time, now + MILLI);
        assertThatThrownBy(scope::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must be closed after the guarded calls made inside it: 1 under way");
        assertBound(MILLI);
        RequestBinding.exit(before);
        scope.close();
    }

    /** Against a stack of what should be bound, with scopes and calls that nest at random. */
    @Property(tries = 200)
    void whateverNestsTheFormerComesBack(@ForAll long seed) {
        Random random = new Random(seed);
        VirtualTime other = new VirtualTime(random.nextLong());
        Deque<Runnable> exits = new ArrayDeque<>();
        Deque<Long> deadlines = new ArrayDeque<>();
        Deque<Boolean> retries = new ArrayDeque<>();
        deadlines.push(Long.MAX_VALUE);
        retries.push(false);
        for (int step = 0; step < 100; step++) {
            if (exits.size() > random.nextInt(8)) {
                exits.pop().run();
                deadlines.pop();
                retries.pop();
            } else {
                long in = random.nextInt(200_000_000) * ROUNDING;
                boolean retry = random.nextInt(4) == 0;
                VirtualTime clock = random.nextBoolean() ? time : other;
                long at = clock.nanoTime() + in;
                boolean withDeadline = !retry || random.nextBoolean();
                exits.push(
                        random.nextBoolean()
                                ? scope(clock, at, withDeadline, retry)
                                : call(clock, at, withDeadline, retry));
                deadlines.push(withDeadline ? Math.min(deadlines.element(), in) : deadlines.element());
                retries.push(retries.element() || retry);
            }
            assertThat(RequestBinding.isRetry()).isEqualTo(retries.element());
            long expected = deadlines.element();
            long bound = deadlineNanos(time);
            if (expected == Long.MAX_VALUE) {
                assertThat(bound).isEqualTo(FALLBACK);
            } else {
                assertThat(now + expected - bound).isBetween(0L, ROUNDING - 1);
                assertThat(RequestContext.current().deadline().orElseThrow().remainingNanos())
                        .isBetween(expected - ROUNDING + 1, expected);
            }
        }
        exits.forEach(Runnable::run);
    }

    private Runnable scope(VirtualTime clock, long at, boolean withDeadline, boolean retry) {
        RequestContext request = withDeadline ? none.withDeadline(Deadline.at(at, clock)) : none;
        return (retry ? request.asRetry() : request).enter()::close;
    }

    private Runnable call(VirtualTime clock, long at, boolean withDeadline, boolean retry) {
        long before = !withDeadline ? enterRetry() : retry ? enterRetry(clock, at) : enter(clock, at);
        return () -> RequestBinding.exit(before);
    }

    @Test
    void enteringAndExitingAllocatesNothing() {
        Runnable nested = () -> {
            for (int i = 0; i < 10_000; i++) {
                long first = enter(time, now + MILLI);
                long second = enterRetry(time, now + i);
                deadlineNanos(time);
                RequestBinding.exit(second);
                RequestBinding.exit(first);
            }
        };
        nested.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        nested.run();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    @Test
    void aPooledThreadKeepsNeitherRequestNorClock() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            WeakReference<Object> clock = new WeakReference<>(bindTo(new VirtualTime(), pool));
            assertCollected(clock);
        } finally {
            pool.shutdown();
        }
    }

    private Object bindTo(VirtualTime clock, ExecutorService pool) throws Exception {
        RequestContext request = none.withDeadline(Deadline.after(Duration.ofSeconds(1), clock));
        pool.submit(() -> request.run(() -> RequestBinding.exit(enter(clock, clock.nanoTime()))))
                .get();
        return clock;
    }

    @Test
    void aPooledThreadKeepsNoClassLoader() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        try {
            WeakReference<Object> loader = new WeakReference<>(bindInAnotherApplication(pool));
            assertCollected(loader);
        } finally {
            pool.shutdown();
        }
    }

    private static Object bindInAnotherApplication(ExecutorService pool) throws Exception {
        ClassLoader application = new AnotherApplication();
        Class<?> theirs = application.loadClass(RequestContext.class.getName());
        assertThat(theirs).isNotSameAs(RequestContext.class);
        Object request =
                theirs.getMethod("asRetry").invoke(theirs.getMethod("none").invoke(null));
        Method run = theirs.getMethod("run", Runnable.class);
        boolean[] bound = {false};
        Runnable work = () -> bound[0] = true;
        pool.submit(() -> run.invoke(request, work)).get();
        assertThat(bound[0]).isTrue();
        return application;
    }

    private static void assertCollected(WeakReference<Object> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreadsAreBoundEachByItself() throws Exception {
        Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
        ExecutorService virtual = (ExecutorService) factory.invoke(null);
        try {
            CompletableFuture<?>[] all = new CompletableFuture<?>[1_000];
            for (int i = 0; i < all.length; i++) {
                long in = (i + 1) * MILLI;
                all[i] = CompletableFuture.runAsync(() -> onAVirtualThread(in), virtual);
            }
            CompletableFuture.allOf(all).join();
        } finally {
            virtual.shutdown();
        }
    }

    private void onAVirtualThread(long in) {
        assertThat(RequestContext.current()).isSameAs(none);
        RequestContext request = none.withDeadline(Deadline.at(now + in, time));
        request.run(() -> {
            Thread.yield(); // to another carrier, perhaps
            assertThat(RequestContext.current()).isSameAs(request);
            long before = enter(time, now + in / 2);
            Thread.yield();
            assertBound(in / 2);
            RequestBinding.exit(before);
        });
        assertThat(RequestContext.current()).isSameAs(none);
    }

    private void assertBound(long inNanos) {
        assertThat(now + inNanos - deadlineNanos(time)).isBetween(0L, ROUNDING - 1);
    }

    private static long deadlineNanos(TimeSource clock) {
        return RequestBinding.deadlineNanos(RequestBinding.cellOrNull(), clock, FALLBACK);
    }

    private static long enter(TimeSource clock, long deadlineNanos) {
        Object[] cell = RequestBinding.cell();
        return RequestBinding.enter(
                cell, RequestBinding.narrowed(cell, RequestBinding.word(cell), clock, deadlineNanos));
    }

    private static long enterRetry() {
        Object[] cell = RequestBinding.cell();
        return RequestBinding.enter(cell, RequestWord.asRetry(RequestBinding.word(cell)));
    }

    private static long enterRetry(TimeSource clock, long deadlineNanos) {
        Object[] cell = RequestBinding.cell();
        long word = RequestBinding.narrowed(cell, RequestBinding.word(cell), clock, deadlineNanos);
        return RequestBinding.enter(cell, RequestWord.asRetry(word));
    }
}
