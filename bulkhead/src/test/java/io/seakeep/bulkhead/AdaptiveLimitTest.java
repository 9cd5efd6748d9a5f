package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.bulkhead.LimitDecision.Reason;
import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a dependency that is one formula: so much at once takes no longer, and what is beyond waits. */
class AdaptiveLimitTest {

    private static final long TICK_NANOS = 250_000_000L;
    private static final long SEED = 20261121;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final LatencyTracker tracker = LatencyTracker.create();

    private long nowNanos;
    private double baseSeconds = 0.05;
    private double capacityPerSecond = 400;
    private double noise = 0.03;
    private double dropShare;
    private double failureShare;
    private long pausedNanos;
    private boolean kept = true;

    @Test
    void growsWhileTheDependencyCanTakeMore() {
        capacityPerSecond = 1e9;
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 300);
        run(limit, 60);
        assertThat(limit.limit()).isBetween(270, 300);
        assertThat(limit.last().reason()).isEqualTo(Reason.ROOM);
    }

    @Test
    void settlesWhereThroughputStopsRising() {
        AdaptiveLimit limit = new AdaptiveLimit(5, 4, 1_000);
        run(limit, 120);
        assertThat(limit.limit()).isBetween(18, 34);
    }

    @Test
    void comesDownWhereItBeganFarTooHigh() {
        AdaptiveLimit limit = new AdaptiveLimit(200, 4, 1_000);
        run(limit, 1_200);
        assertThat(limit.limit()).isBetween(15, 60);
    }

    @Test
    void shrinksWhenLatencyRises() {
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        run(limit, 60);
        capacityPerSecond = 100;
        run(limit, 30);
        assertThat(limit.limit()).isLessThan(12);
    }

    @Test
    void afterOtherBoundsItWaitsForAsLongAsAnAttemptTakesAlsoWhereItHasDecidedJustBefore() {
        int ticksOfOneAttempt = 8;
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        feed(limit, 1_900_000_000L, ticksOfOneAttempt);
        LimitDecision before = limit.last();
        assertThat(before.reason()).isNotEqualTo(Reason.UNKNOWN);
        limit.between(40, 50);
        assertThat(limit.limit()).isEqualTo(40);
        feed(limit, 1_900_000_000L, 2 * ticksOfOneAttempt - 1);
        assertThat(limit.last())
                .as("the first of them began under the limit before")
                .isSameAs(before);
        feed(limit, 1_900_000_000L, 1);
        assertThat(limit.last()).isNotSameAs(before);
    }

    @Test
    void growsAgainWhenTheCapacityComesBack() {
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        run(limit, 60);
        capacityPerSecond = 100;
        run(limit, 60);
        capacityPerSecond = 800;
        run(limit, 60);
        assertThat(limit.limit()).isGreaterThan(35);
    }

    @Test
    void shrinksWhenAttemptsAreDroppedThoughLatencyIsFlat() {
        capacityPerSecond = 1e9;
        AdaptiveLimit limit = new AdaptiveLimit(100, 4, 1_000);
        run(limit, 10);
        int before = limit.limit();
        dropShare = 0.1;
        run(limit, 10);
        assertThat(limit.limit()).isLessThan(before / 2);
        assertThat(limit.last().explain()).matches("lowered, since \\d+ % timed out or were turned away");
    }

    @Test
    void aDropShareThatIsNoiseDoesNotCount() {
        capacityPerSecond = 1e9;
        dropShare = 0.01;
        AdaptiveLimit limit = new AdaptiveLimit(100, 4, 200);
        run(limit, 30);
        assertThat(limit.limit()).isGreaterThan(150);
    }

    @Test
    void approachesWithCareWhereItWasTurnedAway() {
        capacityPerSecond = 1e9;
        AdaptiveLimit limit = new AdaptiveLimit(40, 4, 1_000);
        int highest = 0;
        int lowest = Integer.MAX_VALUE;
        int drops = 0;
        for (int second = 0; second < 300; second++) {
            dropShare = limit.limit() > 50 ? 0.1 : 0;
            drops += second > 60 && dropShare > 0 ? 1 : 0;
            run(limit, 1);
            if (second > 60) {
                highest = Math.max(highest, limit.limit());
                lowest = Math.min(lowest, limit.limit());
            }
        }
        assertThat(highest).as("a tenth above what it had grown to in a minute").isLessThan(64);
        assertThat(lowest).isGreaterThan(40);
        assertThat(drops).as("seconds of 240 in which it was too high").isLessThan(24);
    }

    @Test
    void fastFailuresAreNoFastDependency() {
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        run(limit, 60);
        failureShare = 0.7;
        run(limit, 120);
        assertThat(limit.limit()).isBetween(14, 40);
        failureShare = 1;
        int before = limit.limit();
        run(limit, 60);
        assertThat(limit.limit()).as("nothing succeeds, so nothing is known").isEqualTo(before);
    }

    @Test
    void isNotPinnedToTheFloorByVariableServiceTimes() {
        noise = 0.25;
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        double sum = 0;
        for (int second = 0; second < 600; second++) {
            run(limit, 1);
            sum += second < 60 ? 0 : limit.limit();
        }
        assertThat(sum / 540).isBetween(16.0, 45.0);
    }

    @Test
    void doesNotDriftUpwardThroughALongIncident() {
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        run(limit, 60);
        capacityPerSecond = 100;
        int highest = 0;
        run(limit, 60);
        for (int minute = 0; minute < 180; minute++) {
            run(limit, 60);
            highest = Math.max(highest, limit.limit());
        }
        assertThat(highest).isLessThan(12);
    }

    @Test
    void aDependencyThatBecameSlowerIsNotTakenForACrowdedOne() {
        capacityPerSecond = 1e9;
        AdaptiveLimit limit = new AdaptiveLimit(40, 4, 80);
        run(limit, 60);
        baseSeconds = 0.15;
        run(limit, 120);
        assertThat(limit.limit()).isGreaterThan(60);
    }

    /** Before it was sure so early, this took a hundred seconds, in which nine calls in ten were refused. */
    @Test
    void aStepInLatencyIsSeenForWhatItIsWithinSeconds() {
        capacityPerSecond = 1e9;
        baseSeconds = 0.015;
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 20);
        run(limit, 60);
        baseSeconds = 0.265;
        run(limit, 30);
        assertThat(limit.limit()).isGreaterThan(15);
    }

    @Test
    void doesNotGrowWhileNobodyIsKeptOut() {
        capacityPerSecond = 1e9;
        kept = false;
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        run(limit, 600);
        assertThat(limit.limit()).isEqualTo(20);
        assertThat(limit.last().reason()).isEqualTo(Reason.UNUSED);
    }

    @Test
    void aPauseOfTheProcessSaysNothing() {
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        run(limit, 60);
        int before = limit.limit();
        pausedNanos = 3_000_000_000L;
        baseSeconds = 5;
        run(limit, 20);
        assertThat(limit.limit()).isEqualTo(before);
    }

    @Test
    void knowsNothingOfTooFew() {
        capacityPerSecond = 4; // one in a tick
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        run(limit, 12);
        assertThat(limit.limit()).isEqualTo(20);
        assertThat(limit.last().explain()).isEqualTo("too little has ended to decide by");
    }

    @Test
    void staysWithinItsBounds() {
        AdaptiveLimit limit = new AdaptiveLimit(20, 10, 30);
        for (int i = 0; i < 100; i++) {
            capacityPerSecond = random.nextDouble() < 0.5 ? 1e9 : 50;
            dropShare = random.nextDouble() < 0.2 ? 0.5 : 0;
            run(limit, 5);
            assertThat(limit.limit()).isBetween(10, 30);
        }
    }

    @Test
    void saysWhatItWentBy() {
        capacityPerSecond = 100;
        noise = 0;
        AdaptiveLimit limit = new AdaptiveLimit(20, 4, 1_000);
        baseSeconds = 0.04;
        capacityPerSecond = 1e9;
        run(limit, 3);
        assertThat(limit.last().explain())
                .matches("has room, since attempts take 40(\\.\\d)? ms, and 40(\\.\\d)? ms with room");
    }

    private void run(AdaptiveLimit limit, int seconds) {
        for (int tick = 0; tick < 4 * seconds; tick++) {
            double each = limit.limit() / Math.min(limit.limit() / baseSeconds, capacityPerSecond);
            double count = limit.limit() / each * TICK_NANOS / 1e9;
            int whole = (int) count + (random.nextDouble() < count % 1 ? 1 : 0);
            int most = Math.min(whole, 2_000);
            // As many as end in a tick vary together: that is what a mean of so many varies by.
            double together = 1 + noise * gaussian();
            for (int i = 0; i < most; i++) {
                double kind = random.nextDouble();
                Outcome outcome = kind < dropShare
                        ? Outcome.THROTTLED
                        : kind < dropShare + failureShare ? Outcome.FAILURE : Outcome.SUCCESS;
                double duration = outcome == Outcome.SUCCESS ? each * Math.max(0.1, together) : 0.001;
                tracker.record((long) (duration * 1e9), outcome);
            }
            nowNanos += TICK_NANOS;
            tracker.tick(nowNanos);
            limit.next(new LimitSample(TICK_NANOS, pausedNanos, tracker.lastTickSnapshot(), kept ? 10 : 0));
        }
    }

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Twenty attempts in each tick that take so long. */
    private void feed(AdaptiveLimit limit, long nanos, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            for (int i = 0; i < 20; i++) {
                tracker.record(nanos, Outcome.SUCCESS);
            }
            nowNanos += TICK_NANOS;
            tracker.tick(nowNanos);
            limit.next(new LimitSample(TICK_NANOS, 0, tracker.lastTickSnapshot(), 1));
        }
    }
}
