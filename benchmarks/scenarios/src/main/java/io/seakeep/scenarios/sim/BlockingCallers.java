package io.seakeep.scenarios.sim;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/** A service whose threads wait for what they have called. While all of them wait, it can do nothing for anybody. */
public final class BlockingCallers implements Client {

    private static final ServerFault NO_THREAD = new ServerFault("no thread is free");

    private final Client client;
    private int free;

    /** @param client whom its threads call with */
    public BlockingCallers(Client client, int threads) {
        this.client = client;
        this.free = threads;
    }

    @Override
    public CompletableFuture<String> call(Order order) {
        if (free == 0) {
            return CompletableFuture.failedFuture(NO_THREAD);
        }
        free--;
        return client.call(order).whenComplete((answer, failure) -> free++);
    }

    @Override
    public Map<Gauge, DoubleSupplier> gauges() {
        return client.gauges();
    }

    @Override
    public Map<Gauge, DoubleSupplier> gauges(String key) {
        return client.gauges(key);
    }
}
