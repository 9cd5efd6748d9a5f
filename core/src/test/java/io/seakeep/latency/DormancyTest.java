package io.seakeep.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.time.LockStep;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DormancyTest {

    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final int ROUNDS = Boolean.getBoolean("seakeep.thorough") ? 1_000_000 : 10_000;

    private final AtomicInteger wakes = new AtomicInteger();
    private final LatencyTracker tracker = LatencyTracker.waking(wakes::incrementAndGet);
    private long now;

    /** The ways to use a tracker; each answers the token to abandon when the race is over, or -1. */
    private enum Use {
        RECORD {
            @Override
            long of(LatencyTracker tracker) {
                tracker.record(1_000, Outcome.SUCCESS);
                return -1;
            }
        },
        BEGIN {
            @Override
            long of(LatencyTracker tracker) {
                return tracker.begin(7);
            }
        },
        BEGIN_AND_END {
            @Override
            long of(LatencyTracker tracker) {
                tracker.end(tracker.begin(7), 1_000, Outcome.SUCCESS);
                return -1;
            }
        };

        abstract long of(LatencyTracker tracker);
    }

    @Test
    void aNewTrackerSleepsUntilItIsUsed() {
        assertThat(wakes).hasValue(0);
        long token = tracker.begin(1);
        assertThat(wakes).hasValue(1);
        tracker.end(token, 5, Outcome.SUCCESS);
        tracker.record(5, Outcome.SUCCESS);
        assertThat(wakes).as("it is awake").hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void eachUseWakes(Use use) {
        for (int round = 1; round <= 3; round++) {
            long token = use.of(tracker);
            assertThat(wakes).hasValue(round);
            if (token != -1) {
                tracker.abandon(token);
            }
            quieten();
            assertThat(tracker.sleep()).isTrue();
        }
    }

    @Test
    void aWindowThatIsNotEmptyKeepsItAwake() {
        tracker.record(5, Outcome.SUCCESS);
        assertThat(tracker.tick(now)).isTrue();
        assertThat(tracker.sleep()).isFalse();
        tracker.record(5, Outcome.SUCCESS);
        assertThat(wakes).hasValue(1);
    }

    @Test
    void aRecordThatNoTickHasSeenKeepsItAwake() {
        tracker.record(5, Outcome.SUCCESS);
        quieten();
        tracker.end(tracker.begin(1), 5, Outcome.FAILURE);
        assertThat(tracker.sleep()).isFalse();
        assertThat(wakes).as("it did not fall asleep").hasValue(1);
        assertThat(tracker.tick(now += WINDOW)).isTrue();
        assertThat(tracker.lastTick().of(Outcome.FAILURE)).isOne();
    }

    @Test
    void aFailedWakeUpIsTriedAgainAndLeavesNoAttemptInFlight() {
        AtomicInteger failures = new AtomicInteger(2);
        LatencyTracker failing = LatencyTracker.waking(() -> {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("for a test");
            }
        });
        assertThatThrownBy(() -> failing.begin(1)).isInstanceOf(OutOfMemoryError.class);
        assertThat(failing.inFlight()).isZero();
        assertThatThrownBy(() -> failing.record(5, Outcome.SUCCESS)).isInstanceOf(OutOfMemoryError.class);
        failing.end(failing.begin(1), 5, Outcome.SUCCESS);
        failing.tick(0);
        assertThat(failures).hasValue(-1);
        assertThat(failing.lastTick().total()).as("nothing recorded is lost").isEqualTo(2);
    }

    /** Whoever uses it while it falls asleep finds it registered, or registers it. */
    @ParameterizedTest
    @EnumSource
    void noWakeUpIsLost(Use use) throws InterruptedException {
        AtomicBoolean registered = new AtomicBoolean();
        LatencyTracker raced = LatencyTracker.waking(() -> registered.set(true));
        LockStep steps = new LockStep();
        long[] token = {-1};
        Thread user = new Thread(() -> {
            Random random = new Random(1);
            for (int round = 0; round < ROUNDS; round++) {
                steps.await(0, 3 * round);
                spin(random);
                token[0] = use.of(raced);
                steps.await(0, 3 * round + 1);
                steps.await(0, 3 * round + 2);
            }
        });
        user.start();
        Random random = new Random(2);
        int lost = 0;
        int asleep = 0;
        long found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            registered.set(false);
            steps.await(1, 3 * round);
            spin(random);
            if (raced.sleep()) {
                asleep++;
            } else {
                registered.set(true);
            }
            steps.await(1, 3 * round + 1);
            lost += registered.get() ? 0 : 1;
            if (token[0] != -1) {
                raced.abandon(token[0]);
            }
            raced.tick(now += WINDOW);
            found += raced.lastTick().total();
            raced.tick(now += WINDOW);
            steps.await(1, 3 * round + 2);
        }
        user.join();

        assertThat(lost).isZero();
        assertThat(asleep)
                .as("rounds in which it slept, so that there was a race")
                .isBetween(1, ROUNDS);
        assertThat(found).isEqualTo(use == Use.BEGIN ? 0 : ROUNDS);
    }

    private static void spin(Random random) {
        for (int i = random.nextInt(60); i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    private void quieten() {
        tracker.tick(now += WINDOW);
        assertThat(tracker.tick(now += WINDOW)).isFalse();
    }
}
