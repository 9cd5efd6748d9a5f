package io.seakeep.scenarios.sim;

/** A balancer that takes one replica after the other. */
public final class RoundRobin {

    private int last = -1;

    int next(int replicas) {
        last = (last + 1) % replicas;
        return last;
    }
}
