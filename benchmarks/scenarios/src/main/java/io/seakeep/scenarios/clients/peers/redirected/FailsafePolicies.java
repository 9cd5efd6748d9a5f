package io.seakeep.scenarios.clients.peers.redirected;

import dev.failsafe.Bulkhead;
import dev.failsafe.BulkheadFullException;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Policy;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Failsafe's policies for one dependency, or for one part of it. */
final class FailsafePolicies {

    private static final Duration SHORTEST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final double JITTER = 0.1;
    private static final int FAILURES_TO_OPEN = 5;
    private static final Duration OPEN = Duration.ofMinutes(1);
    private static final int SUCCESSES_TO_CLOSE = 2;

    private final CircuitBreaker<String> breaker = CircuitBreaker.<String>builder()
            .withFailureThreshold(FAILURES_TO_OPEN)
            .withDelay(OPEN)
            .withSuccessThreshold(SUCCESSES_TO_CLOSE)
            .build();
    private final int concurrency;
    private final FailsafeExecutor<String> executor;

    FailsafePolicies(Terms terms) {
        this.concurrency = terms.concurrency();
        List<Policy<String>> outermostFirst = new ArrayList<>();
        outermostFirst.add(RetryPolicy.<String>builder()
                .withMaxRetries(terms.retries())
                .withBackoff(SHORTEST_BACKOFF, LONGEST_BACKOFF)
                .withJitter(JITTER)
                .abortOn(CircuitBreakerOpenException.class, BulkheadFullException.class)
                .build());
        outermostFirst.add(breaker);
        if (concurrency != Terms.UNKNOWN) {
            outermostFirst.add(Bulkhead.of(concurrency));
        }
        outermostFirst.add(Timeout.of(terms.timeout()));
        this.executor = Failsafe.with(outermostFirst).with(VirtualJdk.scheduler());
    }

    FailsafeExecutor<String> executor() {
        return executor;
    }

    Map<Gauge, DoubleSupplier> gauges() {
        Map<Gauge, DoubleSupplier> gauges = new EnumMap<>(Gauge.class);
        gauges.put(Gauge.BREAKER, () -> switch (breaker.getState()) {
            case CLOSED -> 1;
            case HALF_OPEN -> 0.5;
            case OPEN -> 0;
        });
        if (concurrency != Terms.UNKNOWN) {
            gauges.put(Gauge.LIMIT, () -> concurrency);
        }
        return gauges;
    }
}
