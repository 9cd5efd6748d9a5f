package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.World;

/**
 * The connections of one process to a database, of which it wants so many at all times. It asks for all that it lacks at once: when they break, when
 * one of them has been opened, and otherwise each second.
 */
final class ConnectionPool {

    private static final double LOOK_SECONDS = 1;

    private final World world;
    private final Client client;
    private final Order connect;
    private final int wanted;
    private int open;
    private int asked;

    /**
     * One that has all that it wants.
     *
     * @param client what connections are asked for with
     */
    ConnectionPool(World world, Client client, Order connect, int wanted) {
        this.world = world;
        this.client = client;
        this.connect = connect;
        this.wanted = wanted;
        this.open = wanted;
    }

    /** All connections have broken. */
    void breakAll() {
        open = 0;
        look();
    }

    int open() {
        return open;
    }

    private void look() {
        if (open < wanted) {
            ask();
            world.after(LOOK_SECONDS, this::look);
        }
    }

    private void ask() {
        for (int lacking = wanted - open - asked; lacking > 0; lacking--) {
            asked++;
            client.call(connect).whenComplete((connection, failure) -> {
                asked--;
                if (failure == null) {
                    open++;
                    world.after(0, this::ask);
                }
            });
        }
    }
}
