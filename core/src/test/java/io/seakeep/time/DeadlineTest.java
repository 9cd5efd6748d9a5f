package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final long YEAR_NANOS = 365L * 24 * 3600 * 1_000_000_000L;

    @Property
    void whatRemainsIsTheSameFromAnyOrigin(
            @ForAll long originNanos,
            @ForAll @LongRange(min = -YEAR_NANOS, max = YEAR_NANOS) long inNanos,
            @ForAll @LongRange(min = 0, max = YEAR_NANOS) long passedNanos) {
        VirtualTime time = new VirtualTime(originNanos);
        Deadline deadline = Deadline.after(Duration.ofNanos(inNanos), time);
        assertThat(deadline.remainingNanos()).isEqualTo(inNanos);
        assertThat(deadline.nanoTimeOn(time)).isEqualTo(originNanos + inNanos);
        time.advance(Duration.ofNanos(passedNanos));
        long left = inNanos - passedNanos;
        assertThat(deadline.remainingNanos()).isEqualTo(left);
        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(Math.max(0, left)));
        assertThat(deadline.hasPassed()).isEqualTo(left <= 0);
    }

    @Property
    void theEarlierIsTheOneWithLessLeftOnOneClockAndOnTwo(
            @ForAll long origin,
            @ForAll long otherOrigin,
            @ForAll @LongRange(min = -YEAR_NANOS, max = YEAR_NANOS) long first,
            @ForAll @LongRange(min = -YEAR_NANOS, max = YEAR_NANOS) long second) {
        VirtualTime time = new VirtualTime(origin);
        Deadline here = Deadline.after(Duration.ofNanos(first), time);
        Deadline too = Deadline.after(Duration.ofNanos(second), time);
        Deadline there = Deadline.after(Duration.ofNanos(second), new VirtualTime(otherOrigin));
        assertThat(here.earlier(too)).isSameAs(second < first ? too : here);
        assertThat(here.earlier(there)).isSameAs(second < first ? there : here);
        assertThat(there.nanoTimeOn(time)).isEqualTo(origin + second);
    }

    @Test
    void aClockThatIsOffChangesNothingForOneThatIsNot() {
        VirtualTime time = new VirtualTime();
        VirtualTime other = new VirtualTime(42);
        Deadline deadline = Deadline.after(Duration.ofSeconds(3), time);
        Deadline later = Deadline.after(Duration.ofSeconds(4), other);
        assertThat(deadline.earlier(later)).isSameAs(deadline);
        other.advance(Duration.ofSeconds(2));
        assertThat(deadline.earlier(later)).as("2 s left, against 3 s").isSameAs(later);
    }

    @Test
    void furtherThanATimerReachesIsThatFar() {
        VirtualTime time = new VirtualTime();
        for (Duration beyond : new Duration[] {
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
            Duration.ofNanos(Long.MAX_VALUE),
            Duration.ofNanos(TimeSource.MAX_DELAY_NANOS + 1)
        }) {
            assertThat(Deadline.after(beyond, time).remainingNanos()).isEqualTo(TimeSource.MAX_DELAY_NANOS);
        }
        Deadline longPassed = Deadline.after(Duration.ofSeconds(Long.MIN_VALUE), time);
        assertThat(longPassed.remainingNanos()).isEqualTo(-TimeSource.MAX_DELAY_NANOS);
        assertThat(longPassed.remaining()).isZero();
        assertThat(longPassed.hasPassed()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), time).earlier(longPassed))
                .isSameAs(longPassed);
    }

    @Test
    void theVeryInstantHasPassed() {
        VirtualTime time = new VirtualTime();
        Deadline deadline = Deadline.after(Duration.ofNanos(1), time);
        assertThat(deadline.hasPassed()).isFalse();
        time.advance(Duration.ofNanos(1));
        assertThat(deadline.hasPassed()).isTrue();
    }

    @Test
    void isAValue() {
        VirtualTime time = new VirtualTime();
        Deadline deadline = Deadline.after(Duration.ofSeconds(1), time);
        Deadline same = Deadline.at(time.nanoTime() + 1_000_000_000L, time);
        assertThat(deadline).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo("deadline");
        assertThat(deadline).isNotEqualTo(Deadline.after(Duration.ofSeconds(2), time));
        assertThat(deadline).isNotEqualTo(Deadline.after(Duration.ofSeconds(1), new VirtualTime()));
        assertThat(deadline.timeSource()).isSameAs(time);
    }

    @Test
    void saysHowFarItIs() {
        VirtualTime time = new VirtualTime();
        Deadline deadline = Deadline.after(Duration.ofMillis(1500), time);
        assertThat(deadline).hasToString("in 1500 ms");
        time.advance(Duration.ofMillis(1499).plusNanos(1));
        assertThat(deadline).hasToString("in 1 ms");
        time.advance(Duration.ofMillis(21).minusNanos(1));
        assertThat(deadline).hasToString("passed 20 ms ago");
    }

    @Test
    void countsInRealTimeUnlessToldOtherwise() {
        Deadline deadline = Deadline.after(Duration.ofHours(1));
        assertThat(deadline.timeSource()).isSameAs(TimeSource.system());
        assertThat(deadline.remaining()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
    }
}
