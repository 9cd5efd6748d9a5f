package io.seakeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.Verdict.Repeat;
import io.seakeep.latency.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardClassifierTest {

    private final Classifier classifier = Classifier.standard();

    @Test
    void failuresAreJudgedByWhatTheySay() {
        assertThat(outcomeOf(new IOException("reset"))).isEqualTo(Outcome.FAILURE);
        assertThat(outcomeOf(new IllegalStateException())).isEqualTo(Outcome.FAILURE);
        assertThat(outcomeOf(new TimeoutException())).isEqualTo(Outcome.TIMED_OUT);
        assertThat(outcomeOf(new SocketTimeoutException())).isEqualTo(Outcome.TIMED_OUT);
        assertThat(outcomeOf(new HttpTimeoutException("late"))).isEqualTo(Outcome.TIMED_OUT);
        assertThat(outcomeOf(new InterruptedIOException("timeout"))).isEqualTo(Outcome.TIMED_OUT);
        assertThat(outcomeOf(new InterruptedException())).isEqualTo(Outcome.CANCELLED);
        assertThat(outcomeOf(new CancellationException())).isEqualTo(Outcome.CANCELLED);
        assertThat(outcomeOf(new ClosedByInterruptException())).isEqualTo(Outcome.CANCELLED);
        assertThat(outcomeOf(new StackOverflowError())).isEqualTo(Outcome.IGNORED);
        assertThat(outcomeOf(new CallRejectedException("other", "breaker", "breaker.mode", 0, () -> "open")))
                .isEqualTo(Outcome.IGNORED);
    }

    @Test
    void interruptedInputIsACancellationWhenTheThreadWasInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(outcomeOf(new InterruptedIOException())).isEqualTo(Outcome.CANCELLED);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, SUCCESS, false", "304, SUCCESS, false", "400, SUCCESS, false", "404, SUCCESS, false",
        "408, FAILURE, true", "425, FAILURE, true", "429, THROTTLED, true", "500, FAILURE, true",
        "501, FAILURE, false", "503, FAILURE, true", "504, FAILURE, true", "505, FAILURE, false"
    })
    void httpStatuses(int status, Outcome outcome, boolean retryable) {
        assertThat(Verdict.ofHttp(status))
                .isEqualTo(new Verdict(outcome, retryable ? Repeat.IF_IDEMPOTENT : Repeat.NEVER, 0));
    }

    @Test
    void retryAfterTurnsA503IntoThrottlingAndIsKept() {
        assertThat(Verdict.ofHttp(503, Duration.ofSeconds(3)))
                .isEqualTo(new Verdict(Outcome.THROTTLED, Repeat.IF_IDEMPOTENT, 3_000_000_000L));
        assertThat(Verdict.ofHttp(200, Duration.ofSeconds(3))).isEqualTo(Verdict.SUCCESS);
        assertThat(Verdict.ofHttp(429, Duration.ofDays(365_000)))
                .isEqualTo(new Verdict(Outcome.THROTTLED, Repeat.NEVER, Verdict.NEVER));
    }

    @Test
    void retryAfterIsReadInBothFormsAndGarbageCountsAsAbsent() {
        assertThat(HttpResponses.retryAfter(headers("Retry-After", " 120 "))).contains(Duration.ofMinutes(2));
        assertThat(HttpResponses.retryAfter(headers(
                        "Retry-After", "Wed, 21 Oct 2015 07:28:30 GMT", "Date", "Wed, 21 Oct 2015 07:28:00 GMT")))
                .contains(Duration.ofSeconds(30));
        assertThat(HttpResponses.retryAfter(headers(
                        "Retry-After", "Wed, 21 Oct 2015 07:27:30 GMT", "Date", "Wed, 21 Oct 2015 07:28:00 GMT")))
                .contains(Duration.ZERO);
        for (String garbage : List.of("", "-1", "soon", "99999999999999999999", "Wed, 99 Oct 2015 07:28:00 GMT")) {
            assertThat(HttpResponses.retryAfter(headers("Retry-After", garbage)))
                    .isEmpty();
        }
    }

    private Outcome outcomeOf(Throwable failure) {
        return classifier.ofFailure(failure).outcome();
    }

    private static HttpHeaders headers(String... namesAndValues) {
        Map<String, List<String>> headers = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
