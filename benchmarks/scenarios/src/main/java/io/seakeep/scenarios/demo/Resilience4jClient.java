package io.seakeep.scenarios.demo;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The same through Resilience4j's own classes: in the order that its documentation gives, with the breaker of the example there
 * (<a href="https://resilience4j.readme.io/docs/circuitbreaker">circuitbreaker</a>), and otherwise as whoever knows the dependency would.
 */
final class Resilience4jClient implements Client {

    static final String NAME = "resilience4j";
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final int SERVER_ERRORS = 500;

    private final Endpoint endpoint;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Threads.daemons("resilience4j-timer"));
    private final CircuitBreaker breaker = CircuitBreaker.of("stock", breaker());
    private final Bulkhead bulkhead = Bulkhead.of(
            "stock", BulkheadConfig.custom().maxConcurrentCalls(Known.AT_ONCE).build());
    private final TimeLimiter limiter = TimeLimiter.of(TimeLimiterConfig.custom()
            .timeoutDuration(Known.PATIENCE)
            .cancelRunningFuture(true)
            .build());
    private final Retry retry = Retry.of("stock", retry());
    private final LongAdder retries = new LongAdder();
    private final Supplier<CompletionStage<Integer>> pipeline;

    Resilience4jClient(URI uri, Diary diary) {
        this.endpoint = new Endpoint(NAME, uri);
        breaker.getEventPublisher()
                .onStateTransition(event ->
                        diary.note(NAME, words(event.getStateTransition()), reason(event.getStateTransition())));
        retry.getEventPublisher().onRetry(event -> retries.increment());
        Supplier<CompletionStage<Integer>> isolated = Bulkhead.decorateCompletionStage(
                bulkhead, () -> endpoint.send(PlainClient.COPIED_TIMEOUT).thenApply(HttpResponse::statusCode));
        Supplier<CompletionStage<Integer>> timed = TimeLimiter.decorateCompletionStage(limiter, timer, isolated);
        this.pipeline =
                Retry.decorateCompletionStage(retry, timer, CircuitBreaker.decorateCompletionStage(breaker, timed));
    }

    private static String words(StateTransition transition) {
        return transition.getFromState() + " -> " + transition.getToState();
    }

    /** When it has opened, its figures are still those that opened it. */
    private String reason(StateTransition transition) {
        float failureRate = breaker.getMetrics().getFailureRate();
        return transition.getToState() == State.OPEN && failureRate >= 0
                ? String.format("%.0f %% of the attempts that it looks at failed", failureRate)
                : "";
    }

    private static CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(50)
                .slowCallRateThreshold(50)
                .slowCallDurationThreshold(Duration.ofSeconds(2))
                .waitDurationInOpenState(Known.OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(3)
                .minimumNumberOfCalls(10)
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize(5)
                .recordResult(status -> isBad((Integer) status))
                .ignoreExceptions(BulkheadFullException.class)
                .build();
    }

    private static RetryConfig retry() {
        return RetryConfig.<Integer>custom()
                .maxAttempts(Known.ATTEMPTS)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_BACKOFF))
                .retryOnResult(Resilience4jClient::isBad)
                .retryExceptions(IOException.class, TimeoutException.class)
                .build();
    }

    private static boolean isBad(int status) {
        return status >= SERVER_ERRORS;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> describe() {
        CircuitBreakerConfig config = breaker.getCircuitBreakerConfig();
        return List.of(
                "Retry            " + Known.ATTEMPTS + " attempts, random wait of about " + FIRST_BACKOFF.toMillis()
                        + " ms",
                String.format(
                        "CircuitBreaker   %.0f %% of at least %d attempts in %d s; opens %d s, then %d probes",
                        config.getFailureRateThreshold(),
                        config.getMinimumNumberOfCalls(),
                        config.getSlidingWindowSize(),
                        config.getWaitIntervalFunctionInOpenState().apply(1) / 1_000,
                        config.getPermittedNumberOfCallsInHalfOpenState()),
                "TimeLimiter      "
                        + limiter.getTimeLimiterConfig().getTimeoutDuration().toSeconds() + " s",
                "Bulkhead         " + bulkhead.getBulkheadConfig().getMaxConcurrentCalls() + " at once");
    }

    @Override
    public CompletableFuture<Integer> ask() {
        return pipeline.get().toCompletableFuture();
    }

    @Override
    public Stance stance() {
        return Stance.withoutHedges(
                breaker.getState().name(),
                bulkhead.getBulkheadConfig().getMaxConcurrentCalls(),
                limiter.getTimeLimiterConfig().getTimeoutDuration().toMillis(),
                retries.sum());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        endpoint.close();
    }
}
