package com.example.uses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seakeep.CallRejectedException;
import io.seakeep.Dependency;
import io.seakeep.Permit;
import io.seakeep.breaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Use 10: a framework that owns the control flow. Whoever adapts it takes a permit and ends it where the framework says. */
@Timeout(20)
class PermitTest {

    /** A framework with hooks before and after, as many have: an interceptor, a filter, a worker's middleware. */
    interface Exchange {
        String proceed() throws IOException;
    }

    /** Around a blocking hook: a permit left unended by the block is closed by it, so none is ever lost. */
    static String guarded(Dependency dependency, Exchange exchange) throws IOException {
        try (Permit permit = dependency.acquire()) {
            try {
                String answer = exchange.proceed();
                permit.succeed(answer);
                return answer;
            } catch (IOException failure) {
                permit.fail(failure); // without this it would count as cancelled, which is no evidence
                throw failure;
            }
        }
    }

    /** Around a stream: one attempt is one subscription, from the request for it to its last signal. */
    static final class Guarded<T> implements Flow.Subscriber<T> {
        private final Permit permit;
        private final Flow.Subscriber<? super T> downstream;

        private Guarded(Permit permit, Flow.Subscriber<? super T> downstream) {
            this.permit = permit;
            this.downstream = downstream;
        }

        static <T> Flow.Publisher<T> stream(Dependency dependency, Flow.Publisher<T> source) {
            return downstream -> {
                Permit permit;
                try {
                    permit = dependency.acquire();
                } catch (CallRejectedException refused) {
                    downstream.onSubscribe(NOTHING_TO_COME); // a publisher must not throw
                    downstream.onError(refused);
                    return;
                }
                source.subscribe(new Guarded<>(permit, downstream));
            };
        }

        @Override
        public void onSubscribe(Flow.Subscription upstream) {
            permit.onCancel(upstream::cancel);
            downstream.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    upstream.request(n);
                }

                @Override
                public void cancel() {
                    permit.close(); // which cancels upstream
                }
            });
        }

        @Override
        public void onNext(T item) {
            downstream.onNext(item);
        }

        @Override
        public void onError(Throwable failure) {
            permit.fail(failure);
            downstream.onError(failure);
        }

        @Override
        public void onComplete() {
            permit.succeed(null);
            downstream.onComplete();
        }
    }

    private static final Flow.Subscription NOTHING_TO_COME = new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final Watched watched = new Watched();
    private final Dependency quotes = watched.seakeep.dependency("quotes");

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void aBlockingHookEndsThePermitInItsBlock() throws IOException {
        assertThat(guarded(quotes, () -> "42")).isEqualTo("42");
        assertThatThrownBy(() -> guarded(quotes, () -> {
                    throw new IOException("reset");
                }))
                .hasMessage("reset");
        assertThatThrownBy(() -> guarded(quotes, () -> {
                    throw new AssertionError("ours");
                }))
                .hasMessage("ours");

        assertThat(watched.outcomesOf(quotes)).hasToString("[SUCCESS 1, FAILURE 1, CANCELLED 1]");
    }

    @Test
    void aStreamThatEndsWellIsASuccess() throws Exception {
        try (SubmissionPublisher<String> source = new SubmissionPublisher<>(Runnable::run, 8)) {
            Collecting collecting = new Collecting();
            Guarded.stream(quotes, source).subscribe(collecting);
            source.submit("1.10");
            source.submit("1.11");
            source.close();

            assertThat(collecting.ended.get(10, TimeUnit.SECONDS)).containsExactly("1.10", "1.11");
        }
        assertThat(watched.outcomesOf(quotes)).hasToString("[SUCCESS 1]");
    }

    @Test
    void aStreamThatBreaksIsAFailure() {
        try (SubmissionPublisher<String> source = new SubmissionPublisher<>(Runnable::run, 8)) {
            Guarded.stream(quotes, source).subscribe(new Collecting());
            source.closeExceptionally(new IOException("reset"));
        }
        assertThat(watched.outcomesOf(quotes)).hasToString("[FAILURE 1]");
    }

    @Test
    void leavingAStreamCancelsIt() {
        try (SubmissionPublisher<String> source = new SubmissionPublisher<>(Runnable::run, 8)) {
            Collecting collecting = new Collecting();
            Guarded.stream(quotes, source).subscribe(collecting);
            collecting.subscription.cancel();

            source.submit("1.10");
            assertThat(collecting.received).isEmpty();
            assertThat(source.getNumberOfSubscribers()).isZero();
        }
        assertThat(watched.outcomesOf(quotes)).hasToString("[CANCELLED 1]");
    }

    @Test
    void aRefusedStreamFailsAndDoesNotThrow() {
        quotes.policy(CircuitBreaker.class).forceOpen();
        try (SubmissionPublisher<String> source = new SubmissionPublisher<>(Runnable::run, 8)) {
            Collecting collecting = new Collecting();
            Guarded.stream(quotes, source).subscribe(collecting);

            assertThat(collecting.ended)
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(CallRejectedException.class);
            assertThat(source.getNumberOfSubscribers()).isZero();
        }
    }

    private static final class Collecting implements Flow.Subscriber<String> {
        final List<String> received = new ArrayList<>();
        final CompletableFuture<List<String>> ended = new CompletableFuture<>();
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String item) {
            received.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            ended.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            ended.complete(received);
        }
    }
}
