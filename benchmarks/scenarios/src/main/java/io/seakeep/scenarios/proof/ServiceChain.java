package io.seakeep.scenarios.proof;

import io.seakeep.RequestContext;
import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Part;
import io.seakeep.scenarios.clients.SeakeepLibrary;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Phase;
import io.seakeep.scenarios.result.Story;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Sender;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import io.seakeep.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Calls that go through twenty services, one after the other. Each takes some 10 ms, and in one case of ninety it stalls, which makes for 100 ms at its
 * 99th percentile: good enough for one, and one call in five meets it on the way.
 */
final class ServiceChain implements Scenario {

    private static final int SERVICES = 20;
    private static final double PER_SECOND = 500;
    private static final double STALL_CHANCE = 0.011;
    private static final ServiceTime SERVICE_TIME =
            ServiceTime.logNormal(0.010, 0.3).orWithChance(STALL_CHANCE, ServiceTime.logNormal(0.150, 0.3));
    private static final double PATIENCE_SECONDS = 0.4;

    /** Until then there is not enough known for hedges and timeouts. */
    private static final double WARM_UP_SECONDS = 15;

    private static final String P99 = "p99";
    private static final String P99_WITHOUT_HEDGES = "p99 without hedges";
    private static final String IN_TIME = "in time";
    private static final String EXTRA = "extra requests";
    private static final String LEFT = "sent for users who had left";
    private static final String LEFT_WITHOUT_DEADLINES = "the same without deadlines";

    @Override
    public Story story(Length length) {
        return new Story(
                "service-chain",
                "Twenty services with a good p99",
                "Each call goes through twenty services, one after the other, and each of these has a p99 of 100 ms. Users wait for 400 ms in"
                        + " all.",
                "Dean and Barroso, \"The Tail at Scale\", CACM 2013, for what comes one after the other",
                List.of(new Phase("measured", WARM_UP_SECONDS, end(length))));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        Chain chain = run(library, seed, length);
        List<Figure> figures = new ArrayList<>();
        figures.add(chain.millis("p50", 0.5));
        figures.add(chain.millis(P99, 0.99));
        figures.add(new Figure(IN_TIME, 100.0 * chain.answeredInTime / chain.called, "%"));
        figures.add(new Figure(EXTRA, chain.extraPercent(), "%"));
        figures.add(new Figure(LEFT, chain.sentForNobodyPercent(), "%"));
        boolean whole = role == Role.SEAKEEP;
        figures.add(
                whole
                        ? run(SeakeepLibrary.without(Part.HEDGES), seed, length).millis(P99_WITHOUT_HEDGES, 0.99)
                        : new Figure(P99_WITHOUT_HEDGES, Double.NaN, "ms"));
        figures.add(new Figure(
                LEFT_WITHOUT_DEADLINES,
                whole ? run(SeakeepLibrary.without(Part.DEADLINE), seed, length).sentForNobodyPercent() : Double.NaN,
                "%"));
        return chain.recorder.result(role, figures);
    }

    private static Chain run(Library library, long seed, Length length) {
        World world = new World(seed);
        Chain chain = new Chain(world, library, length);
        Arrivals.steady(world, PER_SECOND, chain::call);
        world.runUntil(end(length) + 60);
        return chain;
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult unguarded = results.of(Role.UNGUARDED);
        ClientResult seakeep = results.of(Role.SEAKEEP);
        return List.of(
                Check.atLeast(
                        "Unguarded, p99 is 400 ms or more: twice what twenty services take that do not stall",
                        unguarded.figure(P99),
                        400,
                        "ms"),
                Check.atMost(
                        "With Seakeep, p99 is at most 0.7 of that",
                        seakeep.figure(P99) / unguarded.figure(P99),
                        0.7,
                        ""),
                Check.atMost("Seakeep sends at most 2 % more requests", seakeep.figure(EXTRA), 2, "%"),
                Check.atLeast("Seakeep answers at least 99.5 % in time", seakeep.figure(IN_TIME), 99.5, "%"),
                Check.atMost("Seakeep sends nothing for users who have left", seakeep.figure(LEFT), 0, "%"),
                Check.atLeast(
                        "A timeout and retries do, with 0.1 % or more of what they send",
                        results.of(Role.TEXTBOOK).figure(LEFT), 0.1, "%"));
    }

    private static double end(Length length) {
        return WARM_UP_SECONDS + (length == Length.QUICK ? 10 : 120);
    }

    /** The services, and who calls them. */
    private static final class Chain {

        private final World world;
        private final Recorder recorder;
        private final List<Client> clients;
        private final List<Server> servers;
        private final Length length;
        private long called;
        private long answeredInTime;
        private long needed;
        private long sent;
        private long sentForNobody;

        Chain(World world, Library library, Length length) {
            this.world = world;
            this.length = length;
            this.recorder = new Recorder(world, 1, end(length));
            this.servers = IntStream.range(0, SERVICES)
                    .mapToObj(number -> new Server(world, 1_000, SERVICE_TIME))
                    .toList();
            this.clients = IntStream.range(0, SERVICES)
                    .mapToObj(number -> library.client(
                            world,
                            Terms.of("service-" + number, 1).concurrency(1_000).hedged()))
                    .toList();
            recorder.watch(clients.get(0));
        }

        void call() {
            double leavesAt = world.now() + PATIENCE_SECONDS;
            RequestContext request = RequestContext.none()
                    .withDeadline(Deadline.after(Duration.ofMillis((long) (1_000 * PATIENCE_SECONDS)), world.time()));
            Client wholeChain = order -> from(0, leavesAt, request);
            boolean counts = world.now() >= WARM_UP_SECONDS && world.now() < end(length);
            called += counts ? 1 : 0;
            recorder.call(wholeChain, Order.of(outgoing -> new CompletableFuture<>()))
                    .thenRun(() -> answeredInTime += counts && world.now() <= leavesAt ? 1 : 0);
        }

        private CompletableFuture<String> from(int service, double leavesAt, RequestContext request) {
            if (service == SERVICES) {
                return CompletableFuture.completedFuture("page");
            }
            needed++;
            Sender sender = recorder.counted(outgoing -> {
                sent++;
                sentForNobody += world.now() > leavesAt ? 1 : 0;
                return servers.get(service).request();
            });
            return clients.get(service)
                    .call(Order.of(sender).within(request))
                    .thenCompose(answer -> from(service + 1, leavesAt, request));
        }

        double extraPercent() {
            return 100.0 * (sent - needed) / needed;
        }

        double sentForNobodyPercent() {
            return 100.0 * sentForNobody / sent;
        }

        Figure millis(String name, double quantile) {
            return new Figure(name, recorder.millis(quantile, WARM_UP_SECONDS, end(length)), "ms");
        }
    }
}
