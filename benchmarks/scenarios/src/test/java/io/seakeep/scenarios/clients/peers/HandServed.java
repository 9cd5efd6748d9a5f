package io.seakeep.scenarios.clients.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Client.Gauge;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.ServerFault;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client in a world of its own, and a dependency that answers when a test says so. */
final class HandServed {

    private final World world;
    private final Client client;
    private final List<CompletableFuture<String>> requests = new ArrayList<>();

    HandServed(Library library, long seed, Terms terms) {
        this.world = new World(seed);
        this.client = library.client(world, terms);
    }

    /** Calls, and lets happen what happens at once. */
    Ended call() {
        return call(Order.of(outgoing -> send()));
    }

    Ended call(String key) {
        return call(Order.of(outgoing -> send()).key(key));
    }

    private Ended call(Order order) {
        long begunNanos = nanos();
        Ended ended = new Ended();
        client.call(order).whenComplete((answer, failure) -> {
            ended.nanos = nanos() - begunNanos;
            ended.failure = failure;
        });
        pass(0);
        return ended;
    }

    private CompletableFuture<String> send() {
        requests.add(new CompletableFuture<>());
        return requests.get(requests.size() - 1);
    }

    private long nanos() {
        return world.time().nanoTime();
    }

    void pass(long nanos) {
        world.time().advanceNanos(nanos);
    }

    /** Calls so many times, one after the other, each answered at once. */
    void succeed(int calls) {
        for (int i = 0; i < calls; i++) {
            call();
            answerLast();
        }
    }

    /** The same, each failing at once. */
    void fail(int calls) {
        for (int i = 0; i < calls; i++) {
            call();
            failLast();
        }
    }

    void answerLast() {
        requests.get(requests.size() - 1).complete("answer");
        pass(0);
    }

    void failLast() {
        failLast(ServerFault.CRASHED);
    }

    void failLast(Throwable failure) {
        requests.get(requests.size() - 1).completeExceptionally(failure);
        pass(0);
    }

    /**
     * Fails the last request, and lets time pass until there is another.
     *
     * @return how long that was
     */
    long failAndAwaitRetry() {
        int before = sent();
        long failedNanos = nanos();
        failLast();
        while (sent() == before) {
            assertThat(world.time().advanceToNext()).as("there will be a retry").isTrue();
        }
        return nanos() - failedNanos;
    }

    int sent() {
        return requests.size();
    }

    boolean isUnderWay(int request) {
        return !requests.get(request).isDone();
    }

    double gauge(Gauge gauge) {
        return client.gauges().get(gauge).getAsDouble();
    }

    Client client() {
        return client;
    }

    /** What came of a call. */
    static final class Ended {

        private long nanos = -1;
        private Throwable failure;

        boolean yet() {
            return nanos >= 0;
        }

        long afterNanos() {
            return nanos;
        }

        Throwable failure() {
            return failure;
        }

        String failureName() {
            return failure == null ? "none" : failure.getClass().getSimpleName();
        }
    }
}
