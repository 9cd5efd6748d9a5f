package io.seakeep.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seakeep.latency.LatencyTracker;
import io.seakeep.latency.Outcome;
import org.junit.jupiter.api.Test;

/** The parts of the adaptive limit, each by itself, by numbers. */
class LimitPartsTest {

    private static final double MS = 1e6;

    @Test
    void aWindowIsEnoughWithFiftyAndAsLongAsAnAttemptTakes() {
        LimitWindow window = new LimitWindow();
        window.add(sample(49, 0, 0, 300, 100));
        assertThat(window.isEnough()).isFalse();
        window.add(sample(1, 0, 0, 300, 99));
        assertThat(window.isEnough()).as("199 ms of attempts that take 300").isFalse();
        window.add(sample(0, 0, 0, 300, 110));
        assertThat(window.isEnough()).isTrue();
        assertThat(window.meanNanos()).isCloseTo(300 * MS, within(5 * MS));
        assertThat(window.seconds()).isCloseTo(0.309, within(1e-9));
        assertThat(window.successesPerSecond()).isCloseTo(50 / 0.309, within(1e-6));
        window.clear();
        assertThat(window.isEnough()).isFalse();
        assertThat(window.wasFull()).isFalse();
    }

    @Test
    void aWindowCountsTimeoutsAndThrottlingAsDroppedAndFailuresAsNothing() {
        LimitWindow window = new LimitWindow();
        window.add(sample(40, 7, 3, 10, 250));
        assertThat(window.droppedShare()).isCloseTo(0.2, within(1e-9));
        assertThat(window.isEnough()).isTrue();
        LimitWindow allDropped = new LimitWindow();
        allDropped.add(sample(0, 50, 0, 10, 1));
        assertThat(allDropped.isEnough()).as("there is no latency to wait for").isTrue();
        assertThat(allDropped.meanNanos()).isZero();
        assertThat(allDropped.wasFull()).isTrue();
    }

    @Test
    void aWindowGoesOnCountingWhereAFewDropsMayBeChance() {
        LimitWindow window = new LimitWindow();
        window.add(sample(48, 2, 0, 10, 250));
        assertThat(window.isEnough()).as("2 of 50").isFalse();
        window.add(sample(50, 0, 0, 10, 250));
        assertThat(window.isEnough()).as("2 of 100").isTrue();
        assertThat(window.tooManyDropped()).isFalse();
        window.clear();
        window.add(sample(96, 3, 1, 10, 500));
        assertThat(window.isEnough()).as("4 of 100").isFalse();
        window.add(sample(24, 1, 0, 10, 250));
        assertThat(window.isEnough()).as("5 of 125").isTrue();
        assertThat(window.tooManyDropped()).isTrue();
    }

    @Test
    void aResponseIsTheExponentByWhichLatencyAndThroughputFollow() {
        LoadResponse response = new LoadResponse();
        for (int i = 0; i < 9; i++) {
            assertThat(response.isKnown()).isEqualTo(i == 9);
            double limit = i % 2 == 0 ? 90 : 110;
            response.observe(limit, Math.pow(limit, 0.25) * MS, Math.pow(limit, 0.75));
        }
        assertThat(response.isKnown()).as("eight pairs").isTrue();
        assertThat(response.ofLatency()).isCloseTo(0.25, within(1e-9));
        assertThat(response.ofThroughput()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void ofPairsThatDifferMuchFewAreEnough() {
        LoadResponse response = new LoadResponse();
        for (double limit : new double[] {30, 19, 12}) {
            assertThat(response.isKnown()).as("limit %s", limit).isFalse();
            response.observe(limit, 250 * MS, 4 * limit);
        }
        assertThat(response.isKnown()).isTrue();
        assertThat(response.ofLatency()).isCloseTo(0, within(1e-9));
        assertThat(response.ofThroughput()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aResponseNeedsAPairThatDiffers() {
        LoadResponse response = new LoadResponse();
        for (int i = 0; i < 20; i++) {
            response.observe(100 + i % 2 * 3, 50 * MS, 100);
        }
        assertThat(response.isKnown()).as("3 %% are noise").isFalse();
        for (int i = 0; i < 20; i++) {
            response.observe(i % 2 == 0 ? 90 : 110, 50 * MS, 100);
            response.interrupt();
        }
        assertThat(response.isKnown()).as("nothing is next to each other").isFalse();
    }

    @Test
    void aReferenceFollowsLowerLatencyAndNotAHigherOne() {
        ReferenceLatency reference = new ReferenceLatency();
        reference.observe(100);
        assertThat(reference.nanos()).isEqualTo(100);
        reference.observe(200);
        assertThat(reference.nanos()).isEqualTo(100);
        reference.observe(50);
        assertThat(reference.nanos()).isCloseTo(90, within(1e-9));
        reference.observeUnused(190);
        assertThat(reference.nanos()).isCloseTo(92, within(1e-9));
    }

    @Test
    void aReferenceGoesUpWhereThroughputAnswersAndDownWhereOnlyLatencyDoes() {
        ReferenceLatency reference = new ReferenceLatency();
        reference.observe(100);
        reference.observeResponse(200, new LoadResponse());
        assertThat(reference.nanos()).as("nothing is known").isEqualTo(100);
        reference.observeResponse(200, response(0.5, 0.5));
        assertThat(reference.nanos()).isCloseTo(110, within(1e-9));
        reference.observeResponse(200, response(0.2, 0.2));
        assertThat(reference.nanos()).as("neither answers").isCloseTo(110, within(1e-9));
        reference.observeResponse(200, response(0.8, 0.2));
        assertThat(reference.nanos()).as("not decided").isCloseTo(110, within(1e-9));
        reference.observeResponse(200, response(1.2, 0));
        assertThat(reference.nanos()).isCloseTo(110 * 0.997, within(1e-9));
        ReferenceLatency sure = new ReferenceLatency();
        sure.observe(100);
        sure.observeResponse(200, response(0.2, 0.8));
        assertThat(sure.nanos()).isCloseTo(150, within(1e-9));
    }

    private static LoadResponse response(double ofLatency, double ofThroughput) {
        LoadResponse response = new LoadResponse();
        for (int i = 0; i < 12; i++) {
            double limit = i % 2 == 0 ? 90 : 110;
            response.observe(limit, Math.pow(limit, ofLatency), Math.pow(limit, ofThroughput));
        }
        return response;
    }

    @Test
    void aCeilingIsApproachedSlowlyAndForgotten() {
        LimitCeiling ceiling = new LimitCeiling();
        assertThat(ceiling.cap(50, 80)).isEqualTo(80);
        assertThat(ceiling.capProbe(50, 80)).isEqualTo(80);
        ceiling.hitAt(100);
        assertThat(ceiling.stands()).isTrue();
        assertThat(ceiling.cap(90, 120)).isCloseTo(96, within(1e-9));
        assertThat(ceiling.cap(98, 120)).as("never down").isEqualTo(98);
        assertThat(ceiling.cap(90, 80))
                .as("what is lower is none of its business")
                .isEqualTo(80);
        assertThat(ceiling.capProbe(90, 120)).isCloseTo(97, within(1e-9));
        ceiling.age(30);
        assertThat(ceiling.cap(90, 120)).isCloseTo(102, within(1e-9));
        ceiling.age(30);
        assertThat(ceiling.stands()).isTrue();
        ceiling.age(0.1);
        assertThat(ceiling.stands()).isFalse();
    }

    private static LimitSample sample(int successes, int timedOut, int throttled, long millis, long spanMillis) {
        LatencyTracker tracker = LatencyTracker.create();
        record(tracker, successes, millis, Outcome.SUCCESS);
        record(tracker, timedOut, 1, Outcome.TIMED_OUT);
        record(tracker, throttled, 1, Outcome.THROTTLED);
        record(tracker, 10, 1, Outcome.FAILURE);
        tracker.tick(1);
        return new LimitSample(spanMillis * 1_000_000, 0, tracker.lastTickSnapshot(), 1);
    }

    private static void record(LatencyTracker tracker, int count, long millis, Outcome outcome) {
        for (int i = 0; i < count; i++) {
            tracker.record(millis * 1_000_000, outcome);
        }
    }
}
