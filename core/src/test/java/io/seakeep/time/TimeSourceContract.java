package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for every {@link TimeSource}. */
@Timeout(60)
abstract class TimeSourceContract {

    static final long MILLI = 1_000_000;

    final TimeSource time;

    TimeSourceContract(TimeSource time) {
        this.time = time;
    }

    /** Lets time pass until the condition holds, which must be within a second of this clock. */
    abstract void passUntil(BooleanSupplier condition);

    @Test
    void firesOnceAndNotEarly() {
        List<Long> earlyBy = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger fired = new AtomicInteger();
        int timers = 200;
        for (int i = 0; i < timers; i++) {
            long delay = (i * 7919L) % 20 * MILLI / 3;
            long deadline = time.nanoTime() + delay;
            time.schedule(delay, () -> {
                if (time.nanoTime() - deadline < 0) {
                    earlyBy.add(deadline - time.nanoTime());
                }
                fired.incrementAndGet();
            });
        }
        passUntil(() -> fired.get() >= timers);
        AtomicBoolean afterAll = new AtomicBoolean();
        time.schedule(5 * MILLI, () -> afterAll.set(true));
        passUntil(afterAll::get);
        assertThat(fired).hasValue(timers);
        assertThat(earlyBy).isEmpty();
    }

    @Test
    void aDelayOfNothingOrLessFiresAsSoonAsPossible() {
        AtomicInteger fired = new AtomicInteger();
        time.schedule(0, fired::incrementAndGet);
        time.schedule(-1, fired::incrementAndGet);
        time.schedule(Long.MIN_VALUE, fired::incrementAndGet);
        passUntil(() -> fired.get() == 3);
    }

    @Test
    void anEndlessDelayIsArmedAndHoldsUpNobody() {
        AtomicInteger fired = new AtomicInteger();
        AtomicBoolean other = new AtomicBoolean();
        TimerHandle endless = time.schedule(Long.MAX_VALUE, fired::incrementAndGet);
        time.schedule(3 * MILLI, () -> other.set(true));
        passUntil(other::get);
        assertThat(endless.cancel()).isTrue();
        assertThat(fired).hasValue(0);
    }

    @Test
    void anEarlierTimerArmedLaterDoesNotWaitForALaterOne() {
        AtomicBoolean earlier = new AtomicBoolean();
        TimerHandle later = time.schedule(Duration.ofHours(1).toNanos(), () -> {});
        time.schedule(5 * MILLI, () -> earlier.set(true));
        passUntil(earlier::get);
        assertThat(later.cancel()).isTrue();
    }

    @Test
    void aTimerFiresUnlessCancellingHasWon() {
        AtomicBoolean fired = new AtomicBoolean();
        AtomicBoolean later = new AtomicBoolean();
        TimerHandle handle = time.schedule(5 * MILLI, () -> fired.set(true));
        boolean won = handle.cancel(); // as good as always, but this thread may have lost its core for 5 ms
        assertThat(handle.cancel()).isFalse();
        time.schedule(20 * MILLI, () -> later.set(true));
        passUntil(later::get);
        assertThat(fired.get()).isEqualTo(!won);
    }

    @Test
    void cancellingComesTooLateForWhatHasFiredOrIsFiring() {
        AtomicBoolean fired = new AtomicBoolean();
        TimerHandle[] self = {() -> false};
        List<Boolean> cancelledInside = Collections.synchronizedList(new ArrayList<>());
        self[0] = time.schedule(20 * MILLI, () -> {
            cancelledInside.add(self[0].cancel());
            fired.set(true);
        });
        passUntil(fired::get);
        assertThat(self[0].cancel()).isFalse();
        assertThat(cancelledInside).containsExactly(false);
    }

    @Test
    void aCancelledTimerLetsGoOfItsTaskAtOnce() {
        TimerHandle[] handle = new TimerHandle[1];
        WeakReference<Object> captured = armHolding(handle);
        assertThat(captured.get()).isNotNull();
        assertThat(handle[0].cancel()).isTrue();
        collectUntilGone(captured);
        assertThat(handle[0].cancel()).isFalse(); // and the handle was reachable all along
    }

    private WeakReference<Object> armHolding(TimerHandle[] handle) {
        Object payload = new Object();
        handle[0] = time.schedule(
                Duration.ofHours(1).toNanos(), () -> assertThat(payload).isNotNull());
        return new WeakReference<>(payload);
    }

    private static void collectUntilGone(WeakReference<Object> reference) {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }

    @Test
    void aTimerMayArmAnother() {
        AtomicInteger left = new AtomicInteger(10);
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (left.decrementAndGet() > 0) {
                time.schedule(MILLI, again[0]);
            }
        };
        time.schedule(MILLI, again[0]);
        passUntil(() -> left.get() == 0);
    }

    @Test
    void whatATaskThrowsCostsNoOtherItsTurn() {
        AtomicInteger fired = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            time.schedule(MILLI, () -> {
                throw new Boom();
            });
            time.schedule(MILLI, fired::incrementAndGet);
            time.schedule(2 * MILLI, () -> {
                throw new StackOverflowError("planted");
            });
            time.schedule(3 * MILLI, fired::incrementAndGet);
        }
        passUntil(() -> fired.get() == 20);
    }

    @Test
    void workRunsInOrderWhateverItThrows() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            expected.add(i);
            time.execute(() -> {
                order.add(number);
                if (number % 100 == 0) {
                    throw new Boom();
                }
            });
        }
        passUntil(() -> order.size() == 1_000);
        assertThat(order).isEqualTo(expected);
    }

    @Test
    void workNeverRunsInsideATaskOrOtherWork() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger nested = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        Runnable inner = () -> {
            nested.addAndGet(inside.get());
            done.incrementAndGet();
        };
        time.schedule(
                MILLI,
                () -> time.execute(() -> {
                    inside.incrementAndGet();
                    time.execute(inner);
                    inside.decrementAndGet();
                }));
        passUntil(() -> done.get() == 1);
        assertThat(nested).hasValue(0);
    }

    @Test
    void parkingLastsUntilTheDeadline() {
        long deadline = time.nanoTime() + 20 * MILLI;
        int returns = 0;
        while (time.nanoTime() - deadline < 0) {
            time.parkUntil(this, deadline);
            returns++;
        }
        assertThat(returns).as("it did not spin").isBetween(1, 100);
        time.parkUntil(this, deadline);
        time.parkUntil(this, deadline - 1);
        time.parkUntil(this, time.nanoTime() - TimeSource.MAX_DELAY_NANOS);
    }

    @Test
    void unparkingEndsAPark() {
        Thread parker = Thread.currentThread();
        AtomicBoolean released = new AtomicBoolean();
        long start = time.nanoTime();
        time.schedule(5 * MILLI, () -> {
            released.set(true);
            time.unpark(parker);
        });
        while (!released.get() && !parker.isInterrupted()) {
            time.parkUntil(this, start + Duration.ofMinutes(10).toNanos());
        }
        assertThat(released).isTrue();
        assertThat(time.nanoTime() - start)
                .isBetween(5 * MILLI, Duration.ofMinutes(9).toNanos());
    }

    @Test
    void aPermitGivenBeforeIsNotLost() {
        long start = time.nanoTime();
        time.unpark(Thread.currentThread());
        time.parkUntil(this, start + Duration.ofMinutes(10).toNanos());
        assertThat(time.nanoTime() - start).isLessThan(Duration.ofMinutes(9).toNanos());
    }

    @Test
    void anInterruptEndsAParkAndKeepsItsStatus() {
        long start = time.nanoTime();
        Thread parker = Thread.currentThread();
        AtomicBoolean sent = new AtomicBoolean();
        time.schedule(5 * MILLI, () -> {
            sent.set(true);
            parker.interrupt();
        });
        try {
            while (!parker.isInterrupted()) {
                time.parkUntil(this, start + Duration.ofMinutes(10).toNanos());
            }
            time.parkUntil(this, start + Duration.ofMinutes(10).toNanos());
            assertThat(sent).isTrue();
            assertThat(time.nanoTime() - start).isLessThan(Duration.ofMinutes(9).toNanos());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theWallClockGoesAlong() {
        long wall = time.epochMillis();
        AtomicLong wallThen = new AtomicLong();
        time.schedule(30 * MILLI, () -> wallThen.set(time.epochMillis()));
        passUntil(() -> wallThen.get() != 0);
        assertThat(wallThen.get() - wall).isBetween(25L, 60_000L);
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without a null checker may do
    void tasksAreNeeded() {
        assertThatThrownBy(() -> time.schedule(0, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("task");
        assertThatThrownBy(() -> time.execute(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("work");
    }

    /** A failure that is planted; it needs no stack trace in the log. */
    static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1;

        Boom() {
            super("planted", null, false, false);
        }
    }
}
