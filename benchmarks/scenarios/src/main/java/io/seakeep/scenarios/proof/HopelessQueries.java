package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServerFault;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Retries for nothing. For a while one call in ten asks for what the store cannot answer, however often it tries, and each try costs as much as a
 * query that it can. The store is 85 % busy, so four tries for each of these are more than it has room for. So few fail
 * that no breaker opens; of 15 % it would for some seconds, and refuse what could be answered as well.
 */
final class HopelessQueries {

    private static final double SHARE = 0.1;
    private static final double PER_SECOND = 1_050;
    private static final int WORKERS = 24;
    private static final ServiceTime QUERY = ServiceTime.quantiles(0.015, 0.08);
    private static final Terms TERMS = Terms.of("store", 1).concurrency(100);

    private static final double FROM = 20;
    private static final double SECONDS = 30;
    private static final double LAST_SECONDS = 10;

    private final Recorder others;

    /** Runs it to its end. */
    HopelessQueries(Library library, long seed) {
        World world = new World(seed);
        SplittableRandom random = world.random();
        Server store = new Server(world, WORKERS, QUERY);
        Client client = library.client(world, TERMS);
        this.others = new Recorder(world, 1, FROM + SECONDS);
        Order query = Order.of(outgoing -> store.request());
        Order hopeless = Order.of(outgoing -> failed(store));
        Arrivals.steady(world, PER_SECOND, () -> {
            if (random.nextDouble() < SHARE && world.now() >= FROM) {
                client.call(hopeless);
            } else {
                others.call(client, query, TERMS.timeoutSeconds());
            }
        });
        world.runUntil(FROM + SECONDS + TERMS.timeoutSeconds());
    }

    private static CompletableFuture<String> failed(Server store) {
        return store.request().thenCompose(worked -> CompletableFuture.failedFuture(ServerFault.CRASHED));
    }

    /** Of the other calls, the share that was answered in time. */
    double goodput() {
        return others.goodput(FROM, FROM + SECONDS);
    }

    /** The same in the last ten seconds. */
    double goodputAtTheEnd() {
        return others.goodput(FROM + SECONDS - LAST_SECONDS, FROM + SECONDS);
    }
}
