package io.seakeep.scenarios.sim;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/** A way to call a dependency. What comes of a scenario depends on it alone. */
public interface Client {

    /** Calls it: one request or several, or none. The future fails if nothing comes of it. */
    CompletableFuture<String> call(Order order);

    /** What can be seen of it while it works. NaN is for what it does not know. */
    default Map<Gauge, DoubleSupplier> gauges() {
        return Map.of();
    }

    /** The same of one part of the dependency. */
    default Map<Gauge, DoubleSupplier> gauges(String key) {
        return gauges();
    }

    /** What a client may show. */
    enum Gauge {
        /** Whether the circuit breaker lets calls through: 1 all, 0 none, and in between while it tries. */
        BREAKER,
        /** How many calls there may be at once. */
        LIMIT,
        /** After how many milliseconds an attempt is given up. */
        TIMEOUT,
        /** After how many milliseconds there is a second attempt. */
        HEDGE_DELAY
    }
}
