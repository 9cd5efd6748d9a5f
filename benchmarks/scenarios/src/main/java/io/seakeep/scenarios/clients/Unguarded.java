package io.seakeep.scenarios.clients;

import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Outgoing;
import io.seakeep.scenarios.sim.RoundRobin;
import io.seakeep.scenarios.sim.World;

/** Nothing: one request, and it is waited for as long as it takes. */
public final class Unguarded implements Library {

    @Override
    public Client client(World world, Terms terms) {
        RoundRobin balancer = new RoundRobin();
        return order -> order.sender().send(Outgoing.plain(balancer));
    }
}
