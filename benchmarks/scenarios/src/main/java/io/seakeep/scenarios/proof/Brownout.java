package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Measure;
import io.seakeep.scenarios.result.Phase;
import io.seakeep.scenarios.result.Story;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One replica of three takes ten times as long, and makes no more errors than before. Nothing that looks for errors sees it, and a third of
 * all calls go there.
 */
final class Brownout implements Scenario {

    private static final int REPLICAS = 3;
    private static final int WORKERS = 100;
    private static final double MEDIAN_SECONDS = 0.02;
    private static final double SIGMA = 0.4;
    private static final double CALLS_PER_SECOND = 300;
    private static final double SLOWNESS = 10;
    private static final double TIMEOUT_SECONDS = 2;
    private static final double BROWNOUT_AT = 120;
    private static final double NOTICED_SECONDS = 30;
    private static final double AFTERWARDS_SECONDS = 30;
    private static final int SLOW = 1;
    private static final String EXTRA = "extra requests meanwhile";
    private static final String GOODPUT = "goodput meanwhile";
    private static final String AFTERWARDS = "sent to it afterwards";
    private static final Map<String, Double> QUANTILES = new TreeMap<>(Map.of("p50", 0.5, "p99", 0.99, "p99.9", 0.999));
    private static final Terms TERMS = Terms.of("catalog", TIMEOUT_SECONDS).hedged();

    @Override
    public Story story(Length length) {
        return new Story(
                "brownout",
                "One replica of three is slow",
                "One replica of three takes ten times as long as the others, and fails no more often. Balancers send it a third of all calls all the same.",
                "Huang et al., \"Gray Failure: The Achilles' Heel of Cloud-Scale Systems\", HotOS 2017",
                List.of(new Phase("brownout", BROWNOUT_AT, over(length))));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        World world = new World(seed);
        List<Server> servers = Stream.generate(
                        () -> new Server(world, WORKERS, ServiceTime.logNormal(MEDIAN_SECONDS, SIGMA)))
                .limit(REPLICAS)
                .toList();
        double over = over(length);
        double end = over + AFTERWARDS_SECONDS;
        Client client = library.client(world, TERMS);
        Recorder recorder = new Recorder(world, 1, end);
        Recorder slow = new Recorder(world, 1, end);
        recorder.watch(client);
        Order order = Order.of(recorder.counted(outgoing -> {
            int replica = outgoing.replica(REPLICAS);
            if (replica == SLOW) {
                slow.count(Measure.SENT);
            }
            return servers.get(replica).request();
        }));
        Arrivals.steady(world, CALLS_PER_SECOND, () -> recorder.call(client, order, TIMEOUT_SECONDS));
        world.at(BROWNOUT_AT, () -> servers.get(SLOW).slowness(SLOWNESS));
        world.at(over, () -> servers.get(SLOW).slowness(1));
        world.runUntil(end + 5 * TIMEOUT_SECONDS);
        List<Figure> figures = new ArrayList<>();
        QUANTILES.forEach((name, quantile) -> {
            figures.add(new Figure(name + " before", recorder.millis(quantile, BROWNOUT_AT / 2, BROWNOUT_AT), "ms"));
            figures.add(new Figure(name + " meanwhile", recorder.millis(quantile, BROWNOUT_AT, over), "ms"));
            figures.add(new Figure(
                    name + " after 30 s", recorder.millis(quantile, BROWNOUT_AT + NOTICED_SECONDS, over), "ms"));
        });
        figures.add(new Figure(EXTRA, extra(recorder, BROWNOUT_AT, over), "%"));
        figures.add(new Figure(GOODPUT, 100 * recorder.goodput(BROWNOUT_AT, over), "%"));
        figures.add(new Figure("sent to the slow one", share(slow, recorder, BROWNOUT_AT, over), "%"));
        figures.add(new Figure(AFTERWARDS, share(slow, recorder, end - 10, end), "%"));
        return recorder.result(role, figures);
    }

    /** The requests beyond one for each call, as a share. */
    private static double extra(Recorder recorder, double from, double to) {
        return 100 * (recorder.rate(Measure.SENT, from, to) / recorder.rate(Measure.OFFERED, from, to) - 1);
    }

    private static double share(Recorder part, Recorder whole, double from, double to) {
        return 100 * part.rate(Measure.SENT, from, to) / whole.rate(Measure.SENT, from, to);
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult seakeep = results.of(Role.SEAKEEP);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.atMost(
                "Seakeep's p99 is at most 1.5 × what it was before",
                times(seakeep, "p99 meanwhile", "p99 before"),
                1.5,
                "×"));
        checks.add(Check.atMost(
                "From half a minute on its p99.9 is at most 4 × what it was before",
                times(seakeep, "p99.9 after 30 s", "p99.9 before"),
                4,
                "×"));
        checks.add(
                Check.atMost("It sends at most 2 % more requests than there are calls", seakeep.figure(EXTRA), 2, "%"));
        checks.add(
                Check.atLeast("It answers at least 99.5 % of the calls in time", seakeep.figure(GOODPUT), 99.5, "%"));
        checks.add(Check.atLeast(
                "Twenty seconds after it the replica gets at least 30 % of the requests again",
                seakeep.figure(AFTERWARDS), 30, "%"));
        for (Role role : List.of(Role.UNGUARDED, Role.TEXTBOOK)) {
            checks.add(Check.atLeast(
                    "Where calls go round (" + role.words() + ") p99 is at least 5 × what it was before",
                    times(results.of(role), "p99 meanwhile", "p99 before"),
                    5,
                    "×"));
        }
        return checks;
    }

    private static double times(ClientResult result, String meanwhile, String before) {
        return result.figure(meanwhile) / result.figure(before);
    }

    private static double over(Length length) {
        return BROWNOUT_AT + (length == Length.QUICK ? 120 : 600);
    }
}
