package io.seakeep.scenarios.clients;

import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.World;

/** What services call their dependencies with. */
public interface Library {

    /** A client for one dependency of one process. */
    Client client(World world, Terms terms);
}
