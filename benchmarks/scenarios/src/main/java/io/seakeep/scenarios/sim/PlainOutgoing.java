package io.seakeep.scenarios.sim;

import io.seakeep.RequestContext;

/** A request of a client that does no more than send it. */
record PlainOutgoing(RoundRobin balancer) implements Outgoing {

    @Override
    public RequestContext request() {
        return RequestContext.none();
    }

    @Override
    public int replica(int replicas) {
        return balancer.next(replicas);
    }

    /** It never tells the server. */
    @Override
    public void onAbandoned(Runnable action) {}
}
