package io.seakeep.scenarios.clients;

import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.World;

/** What stands in many a code base: a fixed timeout, and so many more tries at once. */
public final class Textbook implements Library {

    @Override
    public Client client(World world, Terms terms) {
        return new RetryingClient(world, terms.timeoutSeconds(), terms.retries(), RetryingClient.NO_BUDGET);
    }
}
