package io.seakeep.time;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class WakePromiseTest {

    @Property
    void onlyAnEarlierDeadlinePullsAndOnlyOnce(
            @ForAll long now,
            @ForAll @LongRange(max = TimeSource.MAX_DELAY_NANOS) long promisedIn,
            @ForAll @LongRange(max = TimeSource.MAX_DELAY_NANOS) long delay,
            @ForAll @LongRange(max = TimeSource.MAX_DELAY_NANOS) long laterDelay) {
        WakePromise promise = new WakePromise(now);
        promise.make(now + promisedIn);
        assertThat(promise.pullForward(now + delay, now)).isEqualTo(delay < promisedIn);
        if (delay < promisedIn) {
            assertThat(promise.pullForward(now + laterDelay, now))
                    .as("one wakes for all")
                    .isFalse();
        }
    }

    @Property
    void whileNothingIsPromisedAnyDeadlinePulls(
            @ForAll long now, @ForAll @LongRange(max = TimeSource.MAX_DELAY_NANOS) long delay) {
        WakePromise promise = new WakePromise(now);
        assertThat(promise.pullForward(now + delay, now)).isTrue();
        promise.makeNone(now);
        assertThat(promise.pullForward(now + delay, now)).isTrue();
    }
}
