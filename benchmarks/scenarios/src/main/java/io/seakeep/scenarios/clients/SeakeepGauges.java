package io.seakeep.scenarios.clients;

import io.seakeep.Dependency;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.bulkhead.Bulkhead;
import io.seakeep.hedging.Hedge;
import io.seakeep.scenarios.sim.Client.Gauge;
import io.seakeep.timeout.AdaptiveTimeout;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** What a dependency's policies have decided, as it can be seen from outside. */
final class SeakeepGauges {

    private static final double MILLI_NANOS = 1e6;

    private SeakeepGauges() {}

    static Map<Gauge, DoubleSupplier> of(Dependency dependency) {
        Map<Gauge, DoubleSupplier> gauges = new EnumMap<>(Gauge.class);
        policy(dependency, CircuitBreaker.class)
                .ifPresent(breaker -> gauges.put(Gauge.BREAKER, () -> switch (breaker.state()) {
                    case CLOSED, FORCED_CLOSED -> 1;
                    case RECOVERING -> 0.5;
                    case OPEN, FORCED_OPEN -> 0;
                }));
        policy(dependency, Bulkhead.class).ifPresent(bulkhead -> gauges.put(Gauge.LIMIT, bulkhead::limit));
        policy(dependency, AdaptiveTimeout.class)
                .ifPresent(timeout -> gauges.put(Gauge.TIMEOUT, () -> timeout.timeoutNanos() / MILLI_NANOS));
        policy(dependency, Hedge.class)
                .ifPresent(hedge -> gauges.put(
                        Gauge.HEDGE_DELAY,
                        () -> hedge.delay()
                                .map(delay -> delay.toNanos() / MILLI_NANOS)
                                .orElse(Double.NaN)));
        return gauges;
    }

    private static <P> Optional<P> policy(Dependency dependency, Class<P> type) {
        try {
            return Optional.of(dependency.policy(type));
        } catch (IllegalArgumentException notAtWork) {
            return Optional.empty(); // taken out of this one
        }
    }
}
