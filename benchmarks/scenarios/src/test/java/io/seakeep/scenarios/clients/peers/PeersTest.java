package io.seakeep.scenarios.clients.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.clients.peers.HandServed.Ended;
import io.seakeep.scenarios.sim.Client.Gauge;
import io.seakeep.scenarios.sim.ServerFault;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What both peers do, each with its own classes, and at which virtual time. */
class PeersTest {

    private static final long SECOND_NANOS = 1_000_000_000;
    private static final Terms TERMS = Terms.of("database", 1).retries(0).concurrency(3);

    static Stream<Arguments> peers() {
        return Stream.of(
                Arguments.of(
                        new Resilience4j(), "TimeoutException", "BulkheadFullException", "CallNotPermittedException"),
                Arguments.of(
                        new Failsafe(),
                        "TimeoutExceededException",
                        "BulkheadFullException",
                        "CircuitBreakerOpenException"));
    }

    @ParameterizedTest
    @MethodSource("peers")
    void aTimeoutFiresAtItsVirtualTimeAndNotBefore(Library peer, String timeout) {
        HandServed served = new HandServed(peer, 1, TERMS);
        Ended ended = served.call();
        served.pass(SECOND_NANOS - 1);
        assertThat(ended.yet()).isFalse();
        served.pass(1);
        assertThat(ended.failureName()).isEqualTo(timeout);
        assertThat(ended.afterNanos()).isEqualTo(SECOND_NANOS);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void anAnswerInTimeCounts(Library peer) {
        HandServed served = new HandServed(peer, 1, TERMS);
        Ended ended = served.call();
        served.pass(SECOND_NANOS - 1);
        served.answerLast();
        served.pass(SECOND_NANOS);
        assertThat(ended.failure()).isNull();
        assertThat(ended.afterNanos()).isEqualTo(SECOND_NANOS - 1);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void aBulkheadRefusesWhatIsBeyondItsLimit(Library peer, String timeout, String full) {
        HandServed served = new HandServed(peer, 1, TERMS);
        served.call();
        served.call();
        served.call();
        Ended fourth = served.call();
        assertThat(fourth.failureName()).isEqualTo(full);
        assertThat(fourth.afterNanos()).isZero();
        assertThat(served.sent()).isEqualTo(3);
        served.answerLast();
        assertThat(served.call().yet()).isFalse();
        assertThat(served.gauge(Gauge.LIMIT)).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void whatAFullBulkheadRefusesIsNotRetried(Library peer, String timeout, String full) {
        HandServed served = new HandServed(peer, 1, TERMS.retries(3).concurrency(1));
        served.call();
        Ended refused = served.call();
        assertThat(refused.failureName()).isEqualTo(full);
        assertThat(refused.afterNanos()).isZero();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void whatAnOpenBreakerRefusesIsNotRetried(Library peer, String timeout, String full, String open) {
        HandServed served = new HandServed(peer, 1, TERMS.retries(3));
        while (served.gauge(Gauge.BREAKER) == 1) {
            Ended failing = served.call();
            while (!failing.yet()) {
                served.failLast();
                served.pass(5 * SECOND_NANOS);
            }
        }
        Ended refused = served.call();
        assertThat(refused.failureName()).isEqualTo(open);
        assertThat(refused.afterNanos()).isZero();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void aFailureIsSeenWithoutWhatWrapsIt(Library peer) {
        HandServed served = new HandServed(peer, 1, TERMS);
        Ended ended = served.call();
        served.failLast(new CompletionException(ServerFault.CRASHED));
        assertThat(ended.failure()).isSameAs(ServerFault.CRASHED);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void eachKeyHasItsOwn(Library peer, String timeout, String full) {
        HandServed served = new HandServed(peer, 1, TERMS.concurrency(1));
        served.call("eu");
        assertThat(served.call("eu").failureName()).isEqualTo(full);
        assertThat(served.call("us").yet()).isFalse();
        assertThat(served.call().yet()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("peers")
    void thereAreAsManyRetriesAsAreAllowed(Library peer) {
        HandServed served = new HandServed(peer, 1, TERMS.retries(2));
        Ended ended = served.call();
        served.failAndAwaitRetry();
        served.failAndAwaitRetry();
        assertThat(ended.yet()).isFalse();
        served.failLast();
        assertThat(ended.failure()).isSameAs(ServerFault.CRASHED);
        assertThat(served.sent()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void theWaitBeforeARetryIsOfTheSeed(Library peer) {
        assertThat(waitNanos(peer, 1)).isEqualTo(waitNanos(peer, 1)).isNotEqualTo(waitNanos(peer, 2));
    }

    private static long waitNanos(Library peer, long seed) {
        HandServed served = new HandServed(peer, seed, TERMS.retries(1));
        served.call();
        return served.failAndAwaitRetry();
    }
}
