package io.seakeep.scenarios.clients.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where the peers' classes ask for what is real. All of it is here, with why it decides nothing; a new version that asks more fails this. */
class NothingRealTest {

    @Test
    void failsafeDoesNotOnceItIsRedirected() throws IOException {
        assertThat(AskedOfTheJdk.byJarOf(dev.failsafe.Failsafe.class, Redirection::of))
                .as(
                        "all in its default scheduler, which is redirected as a whole, but for the wait of synchronous calls")
                .containsExactly(
                        "DelegatingScheduler$DelayerThreadFactory: Thread.<init>",
                        "DelegatingScheduler: ForkJoinPool.<init>",
                        "DelegatingScheduler: ForkJoinPool.commonPool",
                        "DelegatingScheduler: ScheduledThreadPoolExecutor.<init>",
                        "RetryPolicyExecutor: Thread.sleep");
    }

    @Test
    void itDoesAsItComes() throws IOException {
        assertThat(AskedOfTheJdk.byJarOf(dev.failsafe.Failsafe.class, UnaryOperator.identity()))
                .contains(
                        "OpenState: System.nanoTime", "RetryPolicyExecutor: Math.random", "ExecutionImpl: Instant.now");
    }

    @Test
    void resilience4jDoesNotWhereItDecides() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Class<?> one : new Class<?>[] {
            IntervalFunction.class, CircuitBreaker.class, Bulkhead.class, Retry.class, TimeLimiter.class
        }) {
            asked.addAll(AskedOfTheJdk.byJarOf(one, UnaryOperator.identity()));
        }
        asked.removeIf(what -> what.matches("Abstract\\w*Event: .*")); // what only listeners are told
        asked.removeIf(
                what -> what.contains("ThreadPool") || what.contains("ThreadFactory")); // for bulkheads with threads
        assertThat(asked)
                .containsExactly(
                        "CircuitBreakerConfig: Clock.systemUTC", // the default of what is given
                        "CircuitBreakerConfig: System.nanoTime", // likewise
                        "Clock$1: System.currentTimeMillis", // of the rate limiter
                        "Clock$1: System.nanoTime",
                        "IntervalFunctionCompanion: Math.random", // in the stead of which there is SeededBackoff
                        "RetryImpl: Thread.sleep", // of synchronous calls
                        "SchedulerFactory$SchedulerFactoryInstance: Executors.newSingleThreadScheduledExecutor", // opt-in
                        "SchedulerFactory$SchedulerFactoryInstance: Thread.<init>",
                        "StopWatch: Clock.systemUTC"); // nobody's
    }
}
