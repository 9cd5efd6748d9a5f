package io.seakeep.scenarios.clients.peers.redirected;

import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Outgoing;
import io.seakeep.scenarios.sim.RoundRobin;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** A dependency that is called through Failsafe. */
public final class FailsafeClient implements Client {

    private final Terms terms;
    private final FailsafePolicies whole;
    private final Map<String, FailsafePolicies> parts = new HashMap<>();
    private final RoundRobin balancer = new RoundRobin();

    /** @param terms what is known of it */
    public FailsafeClient(Terms terms) {
        this.terms = terms;
        this.whole = new FailsafePolicies(terms);
    }

    @Override
    public CompletableFuture<String> call(Order order) {
        return policies(order.key()).executor().getStageAsync(() -> send(order));
    }

    /** A copy, since it cancels what it is handed when it gives up, and no server is told. */
    private CompletableFuture<String> send(Order order) {
        return order.sender().send(Outgoing.plain(balancer)).copy();
    }

    private FailsafePolicies policies(@Nullable String key) {
        return key == null ? whole : parts.computeIfAbsent(key, absent -> new FailsafePolicies(terms));
    }

    @Override
    public Map<Gauge, DoubleSupplier> gauges() {
        return whole.gauges();
    }
}
