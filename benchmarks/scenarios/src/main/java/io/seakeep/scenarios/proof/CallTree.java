package io.seakeep.scenarios.proof;

import io.seakeep.RequestContext;
import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Sender;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.Service;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Fourteen services that need each other, counting the store: an edge, three behind it, three behind each of those, and the store that these nine
 * share. A request takes one way through them. Each has a client of its own for each dependency, which may try again by itself.
 */
final class CallTree {

    private static final int BRANCHES = 3;
    private static final int LAYERS = 3;
    private static final double HOP_SECONDS = 0.0005;
    private static final int ENOUGH_CALLS = 50;

    /** Of what its processors can do, in normal times. */
    private static final double UTILISATION = 0.22;

    private final World world;
    private final Library library;
    private final double perSecond;
    private final double timeoutSeconds;
    private final Order query;
    private final Terms store;
    private final SplittableRandom random;
    private final List<Client> clientsOfStore = new ArrayList<>();
    private final Service edge;

    /**
     * @param perSecond how many requests it is made for
     * @param timeoutSeconds of each hop
     * @param pool how many connections each process has to the store
     */
    CallTree(World world, Library library, double perSecond, double timeoutSeconds, int pool, Sender store) {
        this.world = world;
        this.library = library;
        this.perSecond = perSecond;
        this.timeoutSeconds = timeoutSeconds;
        this.query = Order.of(store);
        this.store = Terms.of("store", timeoutSeconds).concurrency(pool);
        this.random = world.random();
        this.edge = layer(1, perSecond);
    }

    /** Sends the edge a request that says so much of itself. */
    CompletableFuture<String> request(RequestContext said) {
        return edge.request(said);
    }

    /** One of those that the store is called with. */
    Client clientOfStore() {
        return clientsOfStore.get(0);
    }

    private Service layer(int number, double itsPerSecond) {
        Server server = new Server(world, 1, ServiceTime.exponential(UTILISATION / itsPerSecond));
        return new Service(world, server, HOP_SECONDS, number == LAYERS ? last() : between(number, itsPerSecond));
    }

    private Function<RequestContext, CompletableFuture<String>> last() {
        Client client = library.client(world, store);
        clientsOfStore.add(client);
        return request -> client.call(query.within(request));
    }

    private Function<RequestContext, CompletableFuture<String>> between(int number, double itsPerSecond) {
        List<Client> clients = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < BRANCHES; i++) {
            Service next = layer(number + 1, itsPerSecond / BRANCHES);
            clients.add(
                    library.client(world, Terms.of("service", timeoutSeconds).concurrency(ENOUGH_CALLS)));
            orders.add(Order.of(outgoing -> next.request(outgoing.request())));
        }
        return request -> {
            int way = random.nextInt(BRANCHES);
            return clients.get(way).call(orders.get(way).within(request));
        };
    }
}
