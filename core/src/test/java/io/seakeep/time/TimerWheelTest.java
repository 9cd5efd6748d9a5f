package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

    private static final long TICK = TimerWheel.TICK_NANOS;
    private static final int STEPS = Boolean.getBoolean("seakeep.thorough") ? 20_000 : 400;

    /** Near the overflow of the clock, so that most runs cross it, and anywhere else. */
    @Provide
    Arbitrary<Long> origins() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(Long.MAX_VALUE - 5_000_000_000L, Long.MAX_VALUE),
                Arbitraries.longs().between(-5_000_000L, 5_000_000L),
                Arbitraries.longs());
    }

    @Property(tries = 300)
    void agreesWithASortedMap(@ForAll("origins") long origin, @ForAll long seed) {
        Oracle oracle = new Oracle(origin, new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            oracle.step();
        }
        oracle.advance(TimeSource.MAX_DELAY_NANOS);
        oracle.advance(TimeSource.MAX_DELAY_NANOS);
        assertThat(oracle.wheel.size()).as("left over").isZero();
        assertThat(oracle.wheel.nanosToNext(origin)).isEqualTo(TimerWheel.NEVER);
    }

    @Property(tries = 300)
    void goingFromNextToNextFiresWithinATick(@ForAll("origins") long origin, @ForAll long seed) {
        Random random = new Random(seed);
        long delay = randomDelay(random);
        TimerWheel wheel = new TimerWheel(origin);
        List<Runnable> fired = new ArrayList<>();
        wheel.add(new TimerEntry(origin + delay, () -> {}));
        long now = origin;
        int hops = 0;
        while (fired.isEmpty()) {
            long rest = wheel.nanosToNext(now);
            assertThat(rest).isPositive();
            now += rest;
            wheel.advance(now, fired::add);
            hops++;
        }
        assertThat(now - origin - delay).as("late by").isBetween(0L, TICK);
        assertThat(hops).as("one for each level it moved through").isLessThanOrEqualTo(8);
    }

    @Test
    void anEmptyWheelHasNoNext() {
        TimerWheel wheel = new TimerWheel(Long.MAX_VALUE);
        assertThat(wheel.nanosToNext(Long.MIN_VALUE + 5)).isEqualTo(TimerWheel.NEVER);
    }

    @Test
    void whatIsOverdueFiresAtTheNextTick() {
        TimerWheel wheel = new TimerWheel(0);
        List<Runnable> fired = new ArrayList<>();
        wheel.advance(10 * TICK, fired::add);
        wheel.add(new TimerEntry(3 * TICK, () -> {}));
        assertThat(wheel.nanosToNext(10 * TICK)).isEqualTo(TICK);
        wheel.advance(11 * TICK - 1, fired::add);
        assertThat(fired).isEmpty();
        wheel.advance(11 * TICK, fired::add);
        assertThat(fired).hasSize(1);
    }

    @Test
    void aTimeBeforeTheLastOneChangesNothing() {
        TimerWheel wheel = new TimerWheel(0);
        List<Runnable> fired = new ArrayList<>();
        wheel.advance(1_000 * TICK, fired::add);
        wheel.add(new TimerEntry(1_001 * TICK, () -> {}));
        wheel.advance(5 * TICK, fired::add);
        wheel.advance(-5 * TICK, fired::add);
        assertThat(fired).isEmpty();
        wheel.advance(1_001 * TICK, fired::add);
        assertThat(fired).hasSize(1);
    }

    @Test
    void husksOfLongTimeoutsNeverOutnumberTheLiveByFar() {
        TimerWheel wheel = new TimerWheel(0);
        Random random = new Random(7);
        int live = 1_000;
        for (int i = 0; i < live; i++) {
            wheel.add(new TimerEntry(randomDelay(random) + 60_000 * TICK, () -> {}));
        }
        int largest = 0;
        long now = 0;
        for (int i = 0; i < 200_000; i++) {
            TimerEntry timeout = new TimerEntry(now + 10_000 * TICK, () -> {});
            wheel.add(timeout);
            timeout.cancel();
            if (i % 50 == 0) {
                now += TICK;
                wheel.advance(now, task -> {});
                wheel.sweep();
                largest = Math.max(largest, wheel.size());
            }
        }
        assertThat(largest).isLessThan(4 * live);
        assertThat(wheel.size() + wheel.huskCount()).isEqualTo(live + 200_000);
    }

    @Test
    void aFiredEntryLetsGoOfItsNeighbours() {
        TimerWheel wheel = new TimerWheel(0);
        TimerEntry last = new TimerEntry(TICK, () -> {});
        wheel.add(new TimerEntry(TICK, () -> {}));
        wheel.add(last);
        assertThat(last.next).isNotNull();
        wheel.advance(TICK, task -> {});
        assertThat(last.next).isNull();
    }

    @Test
    void aSweptEntryLetsGoOfItsNeighbours() {
        TimerWheel wheel = new TimerWheel(0);
        TimerEntry last = new TimerEntry(TICK, () -> {});
        wheel.add(new TimerEntry(TICK, () -> {}));
        wheel.add(last);
        assertThat(last.next).isNotNull();
        last.cancel();
        wheel.sweep();
        assertThat(last.next).isNull();
        assertThat(wheel.size()).isEqualTo(1);
    }

    /** From nothing to the longest delay, each order of magnitude as likely as the next, and often just around a tick. */
    private static long randomDelay(Random random) {
        long delay = (random.nextLong() >>> 2) >>> random.nextInt(62);
        if (random.nextInt(4) == 0) {
            delay = delay / TICK * TICK + random.nextInt(3) - 1;
        }
        return Math.min(Math.max(delay, 0), TimeSource.MAX_DELAY_NANOS);
    }

    /** A model in plain time since the origin, which cannot overflow here. */
    private static final class Oracle {

        final TimerWheel wheel;
        private final Random random;
        private final long origin;
        private final TreeMap<Long, List<Armed>> armed = new TreeMap<>();
        private final List<Armed> all = new ArrayList<>();
        private final List<Armed> firedNow = new ArrayList<>();
        private long elapsed;
        private long fired;

        Oracle(long origin, Random random) {
            this.origin = origin;
            this.random = random;
            this.wheel = new TimerWheel(origin);
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0 -> cancelAny();
                case 1 -> advance(random.nextInt(3 * (int) TICK));
                case 2 -> advance(Math.min(randomDelay(random), elapsed < 1L << 59 ? 1L << 58 : 70 * TICK));
                case 3 -> advanceToNext();
                case 4 -> wheel.sweep();
                default -> arm(randomDelay(random));
            }
            assertThat(wheel.size() + wheel.huskCount() + fired).isEqualTo(all.size());
        }

        private void arm(long delay) {
            Armed timer = new Armed(elapsed + delay);
            all.add(timer);
            armed.computeIfAbsent(timer.due, due -> new ArrayList<>()).add(timer);
            wheel.add(timer.entry);
        }

        private void cancelAny() {
            if (!all.isEmpty()) {
                Armed timer = all.get(random.nextInt(all.size()));
                boolean wasArmed = isArmed(timer);
                assertThat(timer.entry.cancel()).isEqualTo(wasArmed);
                forget(timer);
            }
        }

        private void advanceToNext() {
            long rest = wheel.nanosToNext(origin + elapsed);
            if (rest != TimerWheel.NEVER && elapsed < 1L << 59 && rest < 1L << 59) {
                advance(Math.max(rest, 0));
            }
        }

        void advance(long nanos) {
            elapsed += nanos;
            wheel.advance(origin + elapsed, Runnable::run);
            long lastTick = 0;
            for (Armed timer : firedNow) {
                assertThat(timer.due).as("fired early").isLessThanOrEqualTo(elapsed);
                assertThat(isArmed(timer))
                        .as("fired once, and not if cancelled")
                        .isTrue();
                assertThat(timer.tick).as("fired in order of ticks").isGreaterThanOrEqualTo(lastTick);
                lastTick = timer.tick;
                forget(timer);
            }
            fired += firedNow.size();
            firedNow.clear();
            if (!armed.isEmpty()) {
                assertThat(armed.firstKey())
                        .as("due a tick ago, and has not fired")
                        .isGreaterThan(elapsed - TICK);
                assertThat(wheel.nanosToNext(origin + elapsed))
                        .as("the next look is not after the first deadline's tick")
                        .isLessThanOrEqualTo(armed.firstKey() - elapsed + TICK);
            }
        }

        private boolean isArmed(Armed timer) {
            return armed.getOrDefault(timer.due, List.of()).contains(timer);
        }

        private void forget(Armed timer) {
            List<Armed> same = armed.get(timer.due);
            if (same != null && same.remove(timer) && same.isEmpty()) {
                armed.remove(timer.due);
            }
        }

        private final class Armed {
            final long due;
            final long tick;
            final TimerEntry entry;

            Armed(long due) {
                this.due = due;
                this.tick = Math.max((due + TICK - 1) / TICK, elapsed / TICK + 1);
                this.entry = new TimerEntry(origin + due, () -> firedNow.add(this));
            }
        }
    }
}
