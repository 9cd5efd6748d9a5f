package io.seakeep.scenarios.sim;

import io.seakeep.RequestContext;

/** What a request takes along from the client that sends it. */
public interface Outgoing {

    /** One from a client that sends nothing along, and knows of no replicas: the balancer before them takes one by one. */
    static Outgoing plain(RoundRobin balancer) {
        return new PlainOutgoing(balancer);
    }

    /** What the server is told, as headers, of whoever waits. */
    RequestContext request();

    /** Which of so many replicas it goes to, from 0. */
    int replica(int replicas);

    /** What is to be done when nobody waits for the answer any more. */
    void onAbandoned(Runnable action);
}
