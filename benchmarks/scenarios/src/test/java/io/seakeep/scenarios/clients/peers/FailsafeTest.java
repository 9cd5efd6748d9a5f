package io.seakeep.scenarios.clients.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.clients.peers.HandServed.Ended;
import io.seakeep.scenarios.sim.Client.Gauge;
import java.util.LongSummaryStatistics;
import org.junit.jupiter.api.Test;

/** What Failsafe's guide says of what it shows, in virtual time. */
class FailsafeTest {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long MILLI_NANOS = 1_000_000;
    private static final Terms TERMS = Terms.of("database", 1).retries(0);

    @Test
    void theBreakerOpensAfterFiveFailuresInARow() {
        HandServed served = served();
        served.fail(4);
        served.succeed(1);
        served.fail(4);
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(1);
        served.fail(1);
        assertThat(served.gauge(Gauge.BREAKER)).isZero();
        assertThat(served.call().failureName()).isEqualTo("CircuitBreakerOpenException");
        assertThat(served.sent()).isEqualTo(10);
    }

    @Test
    void itIsHalfOpenOnceAMinuteHasPassed() {
        HandServed served = served();
        served.fail(5);
        served.pass(60 * SECOND_NANOS - 1);
        assertThat(served.call().failureName()).isEqualTo("CircuitBreakerOpenException");
        served.pass(1);
        Ended permitted = served.call();
        assertThat(permitted.yet()).isFalse();
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(0.5);
    }

    @Test
    void twoSuccessesCloseIt() {
        HandServed served = served();
        served.fail(5);
        served.pass(60 * SECOND_NANOS);
        served.succeed(1);
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(0.5);
        served.succeed(1);
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(1);
    }

    @Test
    void withoutAKnownLimitThereIsNone() {
        HandServed served = served();
        assertThat(served.client().gauges()).doesNotContainKey(Gauge.LIMIT);
        for (int i = 0; i < 1_000; i++) {
            assertThat(served.call().yet()).isFalse();
        }
    }

    @Test
    void whatWasGivenUpMakesRoomAndTheServerDoesNotHearOfIt() {
        HandServed served = new HandServed(new Failsafe(), 1, TERMS.concurrency(1));
        served.call();
        served.pass(SECOND_NANOS);
        assertThat(served.call().yet()).isFalse();
        assertThat(served.isUnderWay(0)).isTrue();
    }

    @Test
    void theWaitIsASecondAndThenTwoMoreOrLessByATenth() {
        LongSummaryStatistics first = new LongSummaryStatistics();
        LongSummaryStatistics second = new LongSummaryStatistics();
        HandServed served = new HandServed(new Failsafe(), 1, TERMS.retries(2));
        for (int i = 0; i < 1_000; i++) {
            served.call();
            first.accept(served.failAndAwaitRetry() / MILLI_NANOS);
            second.accept(served.failAndAwaitRetry() / MILLI_NANOS);
            served.answerLast();
            served.succeed(3); // so that the breaker stays closed
        }
        assertThat(first.getMin()).isBetween(900L, 910L);
        assertThat(first.getMax()).isBetween(1_090L, 1_100L);
        assertThat(second.getMin()).isBetween(1_800L, 1_810L);
        assertThat(second.getMax()).isBetween(2_190L, 2_200L);
    }

    private static HandServed served() {
        return new HandServed(new Failsafe(), 1, TERMS);
    }
}
