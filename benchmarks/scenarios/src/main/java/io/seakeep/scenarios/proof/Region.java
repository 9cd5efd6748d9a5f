package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The servers of one region behind a balancer that takes the one with the fewest requests. In a rolling deploy one after the other gets no more
 * requests, is replaced, which loses those that still wait there, and is slow at first, with cold caches.
 */
final class Region {

    private static final int REPLICAS = 4;
    private static final int WORKERS = 4;
    private static final double SERVICE_SECONDS = 0.1;
    private static final double SIGMA = 0.4;
    private static final double DRAIN_SECONDS = 4;
    private static final double AWAY_SECONDS = 8;
    private static final double COLD_SECONDS = 8;
    private static final double COLD_SLOWNESS = 3;

    private final World world;
    private final List<Server> replicas = new ArrayList<>();
    private final List<Server> taken = new ArrayList<>();

    Region(World world) {
        this.world = world;
        ServiceTime time = ServiceTime.logNormal(SERVICE_SECONDS * Math.exp(-SIGMA * SIGMA / 2), SIGMA);
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new Server(world, WORKERS, time));
        }
        taken.addAll(replicas);
    }

    CompletableFuture<String> request() {
        return taken.stream()
                .min(Comparator.comparingInt(Server::inside))
                .orElseThrow()
                .request();
    }

    /** Replaces one server after the other. */
    void deploy(double atSecond) {
        for (int i = 0; i < REPLICAS; i++) {
            replace(replicas.get(i), atSecond + i * AWAY_SECONDS);
        }
    }

    private void replace(Server replica, double atSecond) {
        world.at(atSecond, () -> taken.remove(replica));
        world.at(atSecond + DRAIN_SECONDS, replica::crash);
        world.at(atSecond + AWAY_SECONDS, () -> {
            replica.slowness(COLD_SLOWNESS);
            replica.resume();
            taken.add(replica);
        });
        world.at(atSecond + AWAY_SECONDS + COLD_SECONDS, () -> replica.slowness(1));
    }

    /** How many requests it can answer in a second, in the mean of the whole seconds from then to then after a deploy began. */
    static double meanCapacity(double fromSecond, double toSecond) {
        double sum = 0;
        for (double second = fromSecond; second < toSecond; second++) {
            sum += capacity(second);
        }
        return sum / (toSecond - fromSecond);
    }

    private static double capacity(double sinceDeploy) {
        double atWork = 0;
        for (int i = 0; i < REPLICAS; i++) {
            double since = sinceDeploy - i * AWAY_SECONDS;
            boolean isAway = since >= 0 && since < AWAY_SECONDS;
            boolean isCold = since >= AWAY_SECONDS && since < AWAY_SECONDS + COLD_SECONDS;
            atWork += isAway ? 0 : isCold ? 1 / COLD_SLOWNESS : 1;
        }
        return atWork * WORKERS / SERVICE_SECONDS;
    }
}
