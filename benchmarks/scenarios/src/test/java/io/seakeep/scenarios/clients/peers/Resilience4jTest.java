package io.seakeep.scenarios.clients.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.clients.peers.HandServed.Ended;
import io.seakeep.scenarios.sim.Client.Gauge;
import java.util.LongSummaryStatistics;
import org.junit.jupiter.api.Test;

/** What Resilience4j's guide says of its defaults, in virtual time. */
class Resilience4jTest {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long MILLI_NANOS = 1_000_000;
    private static final Terms TERMS = Terms.of("database", 1).retries(0);

    @Test
    void theBreakerOpensWhenHalfOfTheLastHundredCallsHaveFailed() {
        HandServed served = served();
        served.succeed(100);
        served.fail(49);
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(1);
        served.fail(1);
        assertThat(served.gauge(Gauge.BREAKER)).isZero();
    }

    @Test
    void andNotBeforeThereWereAHundred() {
        HandServed served = served();
        served.fail(99);
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(1);
        served.fail(1);
        assertThat(served.gauge(Gauge.BREAKER)).isZero();
        assertThat(served.call().failureName()).isEqualTo("CallNotPermittedException");
        assertThat(served.sent()).isEqualTo(100);
    }

    @Test
    void itIsHalfOpenOnceMoreThanAMinuteHasPassed() {
        HandServed served = served();
        served.fail(100);
        served.pass(60 * SECOND_NANOS);
        assertThat(served.call().failureName()).isEqualTo("CallNotPermittedException");
        served.pass(1);
        Ended permitted = served.call();
        assertThat(permitted.yet()).isFalse();
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(0.5);
    }

    @Test
    void itLetsTenTryAndClosesIfTheyDoWell() {
        HandServed served = served();
        served.fail(100);
        served.pass(60 * SECOND_NANOS + 1);
        served.succeed(9);
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(0.5);
        served.succeed(1);
        assertThat(served.gauge(Gauge.BREAKER)).isEqualTo(1);
    }

    @Test
    void anUnknownLimitIsTwentyFive() {
        HandServed served = served();
        assertThat(served.gauge(Gauge.LIMIT)).isEqualTo(25);
        for (int i = 0; i < 25; i++) {
            assertThat(served.call().yet()).isFalse();
        }
        assertThat(served.call().failureName()).isEqualTo("BulkheadFullException");
    }

    @Test
    void whatWasGivenUpIsStillUnderWay() {
        HandServed served = new HandServed(new Resilience4j(), 1, TERMS.concurrency(1));
        assertThat(served.call().yet()).isFalse();
        served.pass(SECOND_NANOS);
        assertThat(served.call().failureName()).isEqualTo("BulkheadFullException");
        served.answerLast();
        assertThat(served.call().yet()).isFalse();
    }

    @Test
    void theWaitIsHalfASecondAndThenHalfAsLongAgainMoreOrLessByHalf() {
        LongSummaryStatistics first = new LongSummaryStatistics();
        LongSummaryStatistics second = new LongSummaryStatistics();
        HandServed served = new HandServed(new Resilience4j(), 1, TERMS.retries(2));
        for (int i = 0; i < 1_000; i++) {
            served.call();
            first.accept(served.failAndAwaitRetry() / MILLI_NANOS);
            second.accept(served.failAndAwaitRetry() / MILLI_NANOS);
            served.answerLast();
            served.succeed(3); // so that the breaker stays closed
        }
        assertThat(first.getMin()).isBetween(250L, 260L);
        assertThat(first.getMax()).isBetween(740L, 750L);
        assertThat(second.getMin()).isBetween(375L, 385L);
        assertThat(second.getMax()).isBetween(1_115L, 1_125L);
    }

    private static HandServed served() {
        return new HandServed(new Resilience4j(), 1, TERMS);
    }
}
