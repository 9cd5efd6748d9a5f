package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VirtualTimeTest extends TimeSourceContract {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime clock;

    VirtualTimeTest() {
        super(new VirtualTime());
        this.clock = (VirtualTime) time;
    }

    @Override
    void passUntil(BooleanSupplier condition) {
        try {
            clock.advance(SECOND);
        } catch (Boom | StackOverflowError planted) {
            assertThat(planted).hasMessage("planted");
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void startsJustBeforeTheOverflowAtAReadableInstant() {
        assertThat(clock.nanoTime()).isEqualTo(Long.MAX_VALUE - 1_000_000_000);
        assertThat(clock.epochMillis()).isEqualTo(VirtualTime.EPOCH.toEpochMilli());
        long start = clock.nanoTime();
        clock.advance(Duration.ofMillis(1_500));
        assertThat(clock.nanoTime()).isNegative();
        assertThat(clock.nanoTime() - start).isEqualTo(1_500 * MILLI);
        assertThat(clock.epochMillis()).isEqualTo(VirtualTime.EPOCH.toEpochMilli() + 1_500);
    }

    @Test
    void startsWhereItIsTold() {
        assertThat(new VirtualTime(-42).nanoTime()).isEqualTo(-42);
    }

    @Test
    void timersRunExactlyOnTimeAndInOrder() {
        List<String> log = new ArrayList<>();
        long start = clock.nanoTime();
        for (String name : List.of("c3", "a1", "b1", "d0")) {
            clock.schedule(name.charAt(1) - '0', () -> log.add(name + "@" + (clock.nanoTime() - start)));
        }
        clock.advanceNanos(2);
        assertThat(log).containsExactly("d0@0", "a1@1", "b1@1");
        assertThat(clock.nanoTime() - start).isEqualTo(2);
        clock.advanceNanos(1);
        assertThat(log).endsWith("c3@3");
    }

    @Test
    void advancingByNothingRunsWhatIsDue() {
        AtomicInteger fired = new AtomicInteger();
        clock.schedule(0, fired::incrementAndGet);
        assertThat(fired).hasValue(0);
        clock.advance(Duration.ZERO);
        assertThat(fired).hasValue(1);
    }

    @Test
    void aTimerArmedByATimerRunsWithinTheSameMoveIfDue() {
        List<Long> at = new ArrayList<>();
        long start = clock.nanoTime();
        clock.schedule(10, () -> {
            clock.schedule(5, () -> at.add(clock.nanoTime() - start));
            clock.schedule(0, () -> at.add(clock.nanoTime() - start));
            clock.schedule(11, () -> at.add(clock.nanoTime() - start));
        });
        clock.advanceNanos(20);
        assertThat(at).containsExactly(10L, 15L);
        assertThat(clock.pendingTimers()).isEqualTo(1);
    }

    @Test
    void advancingToTheNextRunsOneTimerAndItsWork() {
        List<String> log = new ArrayList<>();
        long start = clock.nanoTime();
        assertThat(clock.advanceToNext()).isFalse();
        clock.schedule(5, () -> clock.execute(() -> log.add("work")));
        clock.schedule(5, () -> log.add("second"));
        clock.schedule(TimeSource.MAX_DELAY_NANOS, () -> log.add("endless"));
        assertThat(clock.advanceToNext()).isTrue();
        assertThat(log).containsExactly("work");
        assertThat(clock.nanoTime() - start).isEqualTo(5);
        assertThat(clock.advanceToNext()).isTrue();
        assertThat(clock.nanoTime() - start).isEqualTo(5);
        assertThat(clock.advanceToNext()).isTrue();
        assertThat(log).containsExactly("work", "second", "endless");
        assertThat(clock.nanoTime() - start).isEqualTo(TimeSource.MAX_DELAY_NANOS);
        assertThat(clock.advanceToNext()).isFalse();
    }

    @Test
    void pendingTimersAreNeitherFiredNorCancelled() {
        TimerHandle handle = clock.schedule(5, () -> {});
        clock.schedule(6, () -> {});
        clock.schedule(7, () -> {});
        assertThat(clock.pendingTimers()).isEqualTo(3);
        handle.cancel();
        assertThat(clock.pendingTimers()).isEqualTo(2);
        clock.advanceNanos(6);
        assertThat(clock.pendingTimers()).isEqualTo(1);
        clock.advanceNanos(1);
        assertThat(clock.pendingTimers()).isZero();
    }

    @Test
    void workRunsAtOnceWhileTheClockStands() {
        List<String> log = new ArrayList<>();
        clock.execute(() -> {
            clock.execute(() -> log.add("inner"));
            log.add("outer");
        });
        log.add("after");
        assertThat(log).containsExactly("outer", "inner", "after");
    }

    @Test
    void workRunsAfterTheTaskAndBeforeTheClockMovesOn() {
        List<String> log = new ArrayList<>();
        long start = clock.nanoTime();
        clock.schedule(1, () -> {
            clock.execute(() -> log.add("work@" + (clock.nanoTime() - start)));
            log.add("task");
        });
        clock.schedule(2, () -> log.add("next"));
        clock.advanceNanos(5);
        assertThat(log).containsExactly("task", "work@1", "next");
    }

    @Test
    void whatTasksThrowIsThrownAtTheEndOfTheMove() {
        AtomicInteger fired = new AtomicInteger();
        AssertionError first = new AssertionError("planted");
        Boom second = new Boom();
        clock.schedule(1, () -> {
            throw first;
        });
        clock.schedule(
                2,
                () -> clock.execute(() -> {
                    throw second;
                }));
        clock.schedule(3, fired::incrementAndGet);
        assertThatThrownBy(() -> clock.advanceNanos(10)).isSameAs(first).hasSuppressedException(second);
        assertThat(fired).hasValue(1);
        assertThatCode(() -> clock.advanceNanos(10)).as("only once").doesNotThrowAnyException();
    }

    @Test
    void whatTasksThrowWhileParkedIsThrownByTheNextMove() {
        Boom boom = new Boom();
        clock.schedule(1, () -> {
            throw boom;
        });
        clock.parkUntil(this, clock.nanoTime() + 5);
        assertThatThrownBy(clock::advanceToNext).isSameAs(boom);
    }

    @Test
    void aTaskMustNotMoveTheClockOrPark() {
        clock.schedule(1, () -> clock.advance(SECOND));
        assertThatThrownBy(() -> clock.advanceNanos(1)).isInstanceOf(IllegalStateException.class);
        clock.schedule(1, clock::advanceToNext);
        assertThatThrownBy(() -> clock.advanceNanos(1)).isInstanceOf(IllegalStateException.class);
        clock.schedule(1, () -> clock.parkUntil(this, clock.nanoTime() + 1));
        assertThatThrownBy(() -> clock.advanceNanos(1)).isInstanceOf(IllegalStateException.class);
        clock.execute(() -> clock.advance(SECOND));
        assertThatThrownBy(() -> clock.advanceNanos(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theClockMovesForwardByAnAllowedAmount() {
        assertThatThrownBy(() -> clock.advanceNanos(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("duration=PT-0.000000001S");
        assertThatThrownBy(() -> clock.advanceNanos(TimeSource.MAX_DELAY_NANOS + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.advance(Duration.ofDays(1_000_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("duration=PT24000000H");
        clock.advanceNanos(TimeSource.MAX_DELAY_NANOS);
    }

    @Test
    void parkingMovesTheClockAndRunsWhatIsDue() {
        List<String> log = new ArrayList<>();
        long start = clock.nanoTime();
        clock.schedule(4, () -> log.add("before"));
        clock.schedule(10, () -> log.add("with"));
        clock.schedule(10, () -> log.add("too"));
        clock.schedule(11, () -> log.add("after"));
        clock.parkUntil(this, start + 10);
        assertThat(clock.nanoTime() - start).isEqualTo(10);
        assertThat(log).containsExactly("before", "with", "too");
    }

    @Test
    void anUnparkEndsAParkWhereTheClockStands() {
        long start = clock.nanoTime();
        Thread parker = Thread.currentThread();
        List<String> log = new ArrayList<>();
        clock.schedule(4, () -> {
            clock.execute(() -> log.add("work"));
            clock.unpark(parker);
        });
        clock.schedule(5, () -> log.add("later"));
        clock.parkUntil(this, start + 10);
        assertThat(clock.nanoTime() - start).isEqualTo(4);
        assertThat(log).containsExactly("work");
        clock.parkUntil(this, start + 10);
        assertThat(clock.nanoTime() - start).as("the permit was used up").isEqualTo(10);
    }

    @Test
    void anInterruptEndsAParkWhereTheClockStands() {
        long start = clock.nanoTime();
        clock.schedule(4, Thread.currentThread()::interrupt);
        clock.parkUntil(this, start + 10);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(clock.nanoTime() - start).isEqualTo(4);
    }

    @Test
    void aParkWhoseTimeHasComeLeavesThePermit() {
        clock.unpark(Thread.currentThread());
        clock.parkUntil(this, clock.nanoTime());
        long start = clock.nanoTime();
        clock.parkUntil(this, start + 10);
        assertThat(clock.nanoTime()).isEqualTo(start);
    }

    @Test
    void workMayParkAndTimersGoOnButOtherWorkWaits() {
        List<String> log = new ArrayList<>();
        long start = clock.nanoTime();
        clock.schedule(1, () -> {
            clock.execute(() -> {
                clock.parkUntil(this, start + 10);
                log.add("parked until " + (clock.nanoTime() - start));
            });
            clock.execute(() -> log.add("next work"));
        });
        clock.schedule(5, () -> log.add("timer@" + (clock.nanoTime() - start)));
        clock.advanceNanos(2);
        assertThat(log).containsExactly("timer@5", "parked until 10", "next work");
        assertThat(clock.nanoTime() - start).isEqualTo(10);
    }

    @Test
    void cancelledTimersDoNotPileUp() {
        VirtualTimers timers = new VirtualTimers();
        int largest = 0;
        for (int i = 0; i < 100_000; i++) {
            timers.arm(Long.MAX_VALUE - i, () -> {}).cancel();
            largest = Math.max(largest, timers.size());
        }
        assertThat(largest).isLessThanOrEqualTo(1_025);
        assertThat(timers.countArmed()).isZero();
        assertThat(timers.first()).isNull();
    }

    /** Arms, cancels, moves and parks at random, against a list sorted by deadline and arming order. */
    @Property(tries = 200)
    void runsWhatASortedListWouldRun(@ForAll long origin, @ForAll long seed) {
        VirtualTime anyClock = new VirtualTime(origin);
        Random random = new Random(seed);
        List<Armed> expected = new ArrayList<>();
        List<Armed> ran = new ArrayList<>();
        long[] elapsed = {0};
        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    long nanos = random.nextInt(50);
                    elapsed[0] += nanos;
                    if (random.nextBoolean()) {
                        anyClock.advanceNanos(nanos);
                    } else {
                        anyClock.parkUntil(this, origin + elapsed[0]);
                        anyClock.advanceNanos(0); // a park for no time runs nothing
                    }
                    List<Armed> due = expected.stream()
                            .filter(timer -> timer.due <= elapsed[0])
                            .sorted(Comparator.comparingLong(timer -> timer.due)) // stable: arming order
                            .toList();
                    assertThat(ran).containsExactlyElementsOf(due);
                    assertThat(anyClock.nanoTime()).isEqualTo(origin + elapsed[0]);
                    expected.removeAll(due);
                    ran.clear();
                }
                case 1 -> {
                    if (!expected.isEmpty()) {
                        Armed timer = expected.remove(random.nextInt(expected.size()));
                        assertThat(timer.handle.cancel()).isTrue();
                    }
                }
                default -> {
                    Armed timer = new Armed(elapsed[0] + random.nextInt(100));
                    timer.handle = anyClock.schedule(timer.due - elapsed[0], () -> {
                        assertThat(anyClock.nanoTime()).isEqualTo(origin + timer.due);
                        ran.add(timer);
                    });
                    expected.add(timer);
                }
            }
            assertThat(anyClock.pendingTimers()).isEqualTo(expected.size());
        }
    }

    @Test
    void theSameSeedRunsTheSame() {
        assertThat(simulate(3)).isEqualTo(simulate(3)).isNotEqualTo(simulate(4));
    }

    private static long simulate(long seed) {
        int events = Boolean.getBoolean("seakeep.thorough") ? 10_000_000 : 200_000;
        VirtualTime clock = new VirtualTime();
        Random random = new Random(seed);
        long[] hash = {0};
        Runnable[] call = new Runnable[1];
        call[0] = () -> {
            hash[0] = 31 * hash[0] + clock.nanoTime();
            TimerHandle timeout = clock.schedule(Duration.ofSeconds(10).toNanos(), () -> hash[0]++);
            clock.schedule(random.nextInt(1_000_000), () -> clock.execute(timeout::cancel));
            clock.schedule(random.nextInt(1_000_000), call[0]);
        };
        for (int i = 0; i < 10; i++) {
            clock.schedule(i, call[0]);
        }
        for (int i = 0; i < events; i++) {
            clock.advanceToNext();
        }
        return hash[0];
    }

    private static final class Armed {
        final long due;
        TimerHandle handle = () -> false;

        Armed(long due) {
            this.due = due;
        }
    }
}
