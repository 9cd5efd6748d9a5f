package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Phase;
import io.seakeep.scenarios.result.Story;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.BlockingCallers;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Client.Gauge;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * One dependency in four regions, 20 ms away and 800. A timeout that is long enough for the far one is forty times too long for the near one:
 * when that hangs, each of its callers waits as if it were on the other side of the world, and the service's threads wait with them.
 */
final class FarRegion implements Scenario {

    private static final double SIGMA = 0.4;
    private static final double STANDARD_NORMAL_P999 = 3.0902;
    private static final double CALLS_PER_SECOND = 60;
    private static final int WORKERS = 1_000;
    private static final int THREADS = 300;
    private static final double TIMEOUT_SECONDS = 5;
    private static final double LEARNING_SECONDS = 600;
    private static final double INCIDENT_SECONDS = 60;
    private static final Terms TERMS = Terms.of("inventory", TIMEOUT_SECONDS).concurrency(100);

    /** @param millis how long its calls take, half of them */
    private record Region(String name, double millis) {

        /** How long one call in a thousand takes longer than. */
        double p999Millis() {
            return millis * Math.exp(SIGMA * STANDARD_NORMAL_P999);
        }
    }

    private static final Region NEAR = new Region("near", 20);
    private static final Region FAR = new Region("far", 800);
    private static final List<Region> REGIONS =
            List.of(NEAR, new Region("neighbour", 90), new Region("overseas", 250), FAR);

    @Override
    public Story story(Length length) {
        return new Story(
                "far-region",
                "No region pays for another's distance",
                "A dependency answers within 20 ms from one region and 800 ms from another; then the near one hangs for a minute, and callers hold"
                        + " the threads that all regions need. The charts show the calls to the near one.",
                "Brooker, \"Timeouts, retries and backoff with jitter\", Amazon Builders' Library: one timeout does not fit clients that differ in"
                        + " distance",
                List.of(new Phase("near region hangs", incidentAt(length), incidentAt(length) + INCIDENT_SECONDS)));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        World world = new World(seed);
        Client client = new BlockingCallers(library.client(world, TERMS), THREADS);
        List<Figure> figures = new ArrayList<>();
        List<Calls> all = REGIONS.stream()
                .map(region -> new Calls(world, client, region, length))
                .toList();
        world.runUntil(incidentAt(length));
        for (Calls calls : all) {
            String name = calls.region.name();
            figures.add(new Figure("timeout " + name, calls.timeoutMillis(), "ms"));
            double falseTimeouts = calls.cutOffs.share(LEARNING_SECONDS, incidentAt(length) - TIMEOUT_SECONDS);
            figures.add(new Figure("false timeouts " + name, 100 * falseTimeouts, "%"));
        }
        Calls near = all.get(0);
        near.server.stop();
        world.at(incidentAt(length) + INCIDENT_SECONDS, near.server::resume);
        world.runUntil(end(length) + 5 * TIMEOUT_SECONDS);
        for (Calls calls : all) {
            figures.add(
                    new Figure("goodput meanwhile " + calls.region.name(), 100 * calls.goodputMeanwhile(length), "%"));
        }
        figures.add(new Figure("goodput afterwards near", 100 * near.goodputAfterwards(length), "%"));
        figures.add(new Figure("failing near, p97", near.failingMillis(0.97, length), "ms"));
        figures.add(new Figure("failing near, p99", near.failingMillis(0.99, length), "ms"));
        figures.add(new Figure("failing near, slowest", near.failingMillis(1, length), "ms"));
        return near.recorder.result(role, figures);
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult seakeep = results.of(Role.SEAKEEP);
        List<Check> checks = new ArrayList<>();
        for (Region region : REGIONS) {
            checks.add(Check.atMost(
                    "Seakeep's timeout for the " + region.name() + " region is at most 1.5 × its own p99.9",
                    seakeep.figure("timeout " + region.name()) / region.p999Millis(),
                    1.5,
                    "×"));
            checks.add(Check.atMost(
                    "Seakeep's timeout for the " + region.name() + " region cuts off at most 0.2 % of its calls",
                    seakeep.figure("false timeouts " + region.name()),
                    0.2,
                    "%"));
        }
        checks.add(Check.atMost(
                "While the near region hangs, 97 % of its failing calls fail within its own p99.9 of "
                        + Math.round(NEAR.p999Millis()) + " ms: those of the first of 60 s may be a stall",
                seakeep.figure("failing near, p97"),
                NEAR.p999Millis(),
                "ms"));
        checks.add(Check.atMost(
                "99 % of them fail within what half of the far region's calls take, retries included",
                seakeep.figure("failing near, p99"), FAR.millis(), "ms"));
        checks.add(Check.atMost(
                "The slowest of them, a probe of the breaker, has waited for one timeout of 5 s at most, and not for retries of it",
                seakeep.figure("failing near, slowest"),
                5_100,
                "ms"));
        for (Region region : REGIONS.subList(1, REGIONS.size())) {
            checks.add(Check.atLeast(
                    "Meanwhile at least 99.9 % of the calls to the " + region.name() + " region are answered in time",
                    seakeep.figure("goodput meanwhile " + region.name()),
                    99.9,
                    "%"));
        }
        checks.add(Check.atLeast(
                "From half a minute after it at least 99.9 % of the calls to the near region are answered in time",
                seakeep.figure("goodput afterwards near"), 99.9, "%"));
        checks.add(Check.atLeast(
                "A timeout that suits all regions, and retries, keep a failing near call waiting for at least 10 s (p99)",
                results.of(Role.TEXTBOOK).figure("failing near, p99"),
                10_000,
                "ms"));
        return checks;
    }

    private static double incidentAt(Length length) {
        return LEARNING_SECONDS + (length == Length.QUICK ? 200 : 1_200);
    }

    private static double end(Length length) {
        return incidentAt(length) + 2 * INCIDENT_SECONDS;
    }

    /** The calls to one region, and what comes of them. */
    private static final class Calls {

        private final Region region;
        private final Server server;
        private final CutOffs cutOffs;
        private final Recorder recorder;
        private final DoubleSupplier timeoutMillis;

        Calls(World world, Client client, Region region, Length length) {
            this.region = region;
            this.server = new Server(world, WORKERS, ServiceTime.logNormal(region.millis() / 1_000, SIGMA));
            this.cutOffs = new CutOffs(world, 1, incidentAt(length));
            this.recorder = new Recorder(world, 1, end(length));
            this.timeoutMillis = client.gauges(region.name()).getOrDefault(Gauge.TIMEOUT, () -> Double.NaN);
            recorder.watch(client.gauges(region.name()));
            Order order = Order.of(recorder.counted(cutOffs.counted(outgoing -> server.request())))
                    .key(region.name());
            Arrivals.steady(world, CALLS_PER_SECOND, () -> recorder.call(client, order, TIMEOUT_SECONDS));
        }

        double timeoutMillis() {
            return timeoutMillis.getAsDouble();
        }

        double goodputMeanwhile(Length length) {
            return recorder.goodput(incidentAt(length), incidentAt(length) + INCIDENT_SECONDS);
        }

        double goodputAfterwards(Length length) {
            return recorder.goodput(end(length) - INCIDENT_SECONDS / 2, end(length));
        }

        double failingMillis(double quantile, Length length) {
            return recorder.failingMillis(quantile, incidentAt(length), end(length));
        }
    }
}
