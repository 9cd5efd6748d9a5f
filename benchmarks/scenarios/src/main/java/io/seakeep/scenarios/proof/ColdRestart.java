package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Outgoing;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.World;
import java.util.concurrent.CompletableFuture;

/**
 * A database that dies again of those who waited for its return. When it starts, its cache is empty: the first query takes seven times as long,
 * and the hundredth as long as usual. With more than 80 inside it runs out of memory, and needs ten seconds to start again. Its callers hold 100 to
 * be few enough, and nothing has ever told them otherwise: as long as it is warm, there are never so many inside.
 */
final class ColdRestart {

    private static final double COLD = 7;
    private static final double QUERIES_UNTIL_WARM = 100;
    private static final int MOST_INSIDE = 80;
    private static final double START_SECONDS = 10;

    private final World world;
    private final double warmSeconds;
    private final Server server;
    private double begun = QUERIES_UNTIL_WARM;
    private boolean isUp = true;

    /** One that is warm. */
    private ColdRestart(World world, double capacity) {
        this.world = world;
        this.warmSeconds = 1 / capacity;
        this.server = new Server(world, 1, random -> nextSeconds());
    }

    /** What came of it if it is called that often, and dies at that second for the first time. */
    static Recorder run(
            Library library, Terms terms, double offered, double capacity, double diesAt, long seed, double end) {
        World world = new World(seed);
        ColdRestart database = new ColdRestart(world, capacity);
        Client client = library.client(world, terms);
        Recorder recorder = new Recorder(world, 1, end);
        Order query = Order.of(recorder.counted(database::request));
        Arrivals.steady(world, offered, () -> recorder.call(client, query, 2 * terms.timeoutSeconds()));
        world.at(diesAt, database::die);
        world.runUntil(end + 2 * terms.timeoutSeconds());
        return recorder;
    }

    private double nextSeconds() {
        double cold = Math.max(0, 1 - begun / QUERIES_UNTIL_WARM);
        begun++;
        return warmSeconds * (1 + (COLD - 1) * cold);
    }

    private CompletableFuture<String> request(Outgoing outgoing) {
        CompletableFuture<String> answer = server.request();
        if (isUp && server.inside() > MOST_INSIDE) {
            die();
        }
        return answer;
    }

    private void die() {
        isUp = false;
        server.crash();
        world.after(START_SECONDS, this::start);
    }

    private void start() {
        begun = 0;
        isUp = true;
        server.resume();
    }
}
