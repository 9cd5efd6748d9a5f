package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.clients.Unguarded;
import io.seakeep.scenarios.result.Measure;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServerFault;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/** A database that goes away for a while, and processes with connections to it that then want them back. */
final class Reconnection {

    static final double OUTAGE_AT = 10;
    static final double OUTAGE_SECONDS = 5;

    private static final double BACK_AT = OUTAGE_AT + OUTAGE_SECONDS;
    private static final double END = BACK_AT + 60;
    private static final int CONNECTIONS = 10;
    private static final double HANDSHAKES_PER_PROCESS_SECOND = 0.25;
    private static final double HANDSHAKE_SECONDS = 0.04;
    private static final double CALLS_PER_PROCESS_SECOND = 1;
    private static final double QUERY_SECONDS = 0.005;
    private static final double NOTICED_WITHIN_SECONDS = 1;
    private static final double LOOK_SECONDS = 0.05;
    private static final double NEARLY_ALL = 0.99;

    private final World world;
    private final Recorder recorder;
    private final double handshakesPerSecond;
    private final List<ConnectionPool> pools = new ArrayList<>();
    private double allBackAfter = Double.NaN;
    private double firstBackAfter = Double.NaN;

    /** Runs it to its end. */
    Reconnection(Library library, Terms terms, int processes, long seed) {
        this.world = new World(seed);
        this.recorder = new Recorder(world, 1, END);
        this.handshakesPerSecond = processes * HANDSHAKES_PER_PROCESS_SECOND;
        int workers = (int) Math.round(handshakesPerSecond * HANDSHAKE_SECONDS);
        Server handshakes = new Server(world, workers, ServiceTime.always(HANDSHAKE_SECONDS));
        Order connect = Order.of(recorder.counted(outgoing -> handshakes.request()));
        SplittableRandom random = world.random();
        world.at(OUTAGE_AT, handshakes::crash);
        world.at(BACK_AT, handshakes::resume);
        for (int process = 0; process < processes; process++) {
            Client client = library.client(world, terms);
            if (process == 0) {
                recorder.watch(client);
            }
            ConnectionPool pool = new ConnectionPool(world, client, connect, CONNECTIONS);
            pools.add(pool);
            world.at(OUTAGE_AT + NOTICED_WITHIN_SECONDS * random.nextDouble(), pool::breakAll);
        }
        calls(random);
        world.at(BACK_AT, this::look);
        world.runUntil(END);
    }

    private void calls(SplittableRandom random) {
        Client user = new Unguarded().client(world, Terms.of("service", 1));
        Order order = Order.of(
                outgoing -> answer(pools.get(random.nextInt(pools.size())).open()));
        Arrivals.steady(world, CALLS_PER_PROCESS_SECOND * pools.size(), () -> recorder.call(user, order));
    }

    private CompletableFuture<String> answer(int connections) {
        if (connections == 0) {
            return CompletableFuture.failedFuture(ServerFault.REFUSED);
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        world.after(QUERY_SECONDS, () -> answer.complete("answer"));
        return answer;
    }

    private void look() {
        if (Double.isNaN(firstBackAfter) && sum(pool -> Math.min(1, pool.open())) >= NEARLY_ALL * pools.size()) {
            firstBackAfter = world.now() - BACK_AT;
        }
        if (sum(ConnectionPool::open) >= NEARLY_ALL * CONNECTIONS * pools.size()) {
            allBackAfter = world.now() - BACK_AT;
        } else {
            world.after(LOOK_SECONDS, this::look);
        }
    }

    private int sum(ToIntFunction<ConnectionPool> number) {
        return pools.stream().mapToInt(number).sum();
    }

    Recorder recorder() {
        return recorder;
    }

    /** The most connections that were asked for in a second once the database was back, in times of what it can set up. */
    double mostAsked() {
        return recorder.peakRate(Measure.SENT, BACK_AT, END) / handshakesPerSecond;
    }

    /** After how many seconds nearly all connections were there; NaN if they never were. */
    double allBackAfter() {
        return allBackAfter;
    }

    /** After how many seconds nearly all processes had one at least; NaN if they never had. */
    double firstBackAfter() {
        return firstBackAfter;
    }
}
