package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Phase;
import io.seakeep.scenarios.result.Story;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.ThreadPool;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A dependency of half of a service that takes all of it down. All endpoints share the threads; the identity provider, which some of them
 * need, becomes three times as slow and fails nowhere; and so many requests sit and wait for it that there is no thread left for the others.
 *
 * <p>Each dependency may take half of the threads, which is what one would say who knows the pool and nothing of the load. An adaptive
 * limit is not asked for: it looks after the dependency, which has room, and not after the threads of those who call.
 */
final class SlowIdentityProvider implements Scenario {

    private static final int THREADS = 200;
    private static final int CONNECTIONS = 8_192;
    private static final int MOST_AT_ONE = THREADS / 2;
    private static final int ENOUGH_WORKERS = 10_000;
    private static final double SLOWNESS = 3;
    private static final double TIMEOUT_SECONDS = 1.5;
    private static final double PATIENCE_SECONDS = 2;
    private static final double MILLI = 1e-3;

    /** What the service calls, and how long that takes. */
    private enum Backend {
        IDENTITY(200, 400),
        CATALOGUE(60, 150),
        SEARCH(100, 300),
        ORDERS(50, 120),
        ASSETS(15, 40);

        private final ServiceTime time;

        Backend(double medianMillis, double p99Millis) {
            this.time = ServiceTime.quantiles(medianMillis * MILLI, p99Millis * MILLI);
        }

        String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What users ask the service for, and what it calls for them, one after the other. */
    private enum Endpoint {
        LOGIN(60, Backend.IDENTITY),
        TOKEN_REFRESH(210, Backend.IDENTITY),
        CHECKOUT(60, Backend.IDENTITY, Backend.ORDERS),
        CATALOGUE(150, Backend.CATALOGUE),
        SEARCH(80, Backend.SEARCH),
        IMAGES(200, Backend.ASSETS);

        private final double perSecond;
        private final List<Backend> calls;

        Endpoint(double perSecond, Backend... calls) {
            this.perSecond = perSecond;
            this.calls = List.of(calls);
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        boolean needsIdentity() {
            return calls.contains(Backend.IDENTITY);
        }
    }

    @Override
    public Story story(Length length) {
        return new Story(
                "slow-identity-provider",
                "One slow dependency, and no threads for the others",
                "A service answers everything on the same 200 threads, of which it keeps 95 busy. The identity provider, which three of its six"
                        + " endpoints need, becomes three times as slow: with those that wait for it, 235 would be busy. Users wait for two seconds. Drawn are the"
                        + " requests that do not need it, and what guards the calls to it.",
                "Nygard, \"Release It!\", 2nd edition 2018, blocked threads and bulkheads; threads and connections as Apache Tomcat has them"
                        + " by default",
                List.of(new Phase("3 × as slow", slowAt(length), slowAt(length) + slowSeconds(length))));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        World world = new World(seed);
        Service service = new Service(library, world);
        double slowAt = slowAt(length);
        double slowUntil = slowAt + slowSeconds(length);
        service.slowDown(slowAt, slowUntil);
        Recorder withoutNeed = new Recorder(world, 1, end(length));
        withoutNeed.watch(service.identityProvider());
        Map<Endpoint, Recorder> recorders = new EnumMap<>(Endpoint.class);
        for (Endpoint endpoint : Endpoint.values()) {
            Recorder recorder = new Recorder(world, 1, end(length));
            recorders.put(endpoint, recorder);
            Arrivals.steady(world, endpoint.perSecond, () -> {
                if (endpoint.needsIdentity()) {
                    recorder.request(() -> service.ask(endpoint, recorder), PATIENCE_SECONDS);
                } else {
                    withoutNeed.request(
                            () -> recorder.request(() -> service.ask(endpoint, withoutNeed), PATIENCE_SECONDS),
                            PATIENCE_SECONDS);
                }
            });
        }
        world.runUntil(end(length) + PATIENCE_SECONDS);
        List<Figure> figures = new ArrayList<>();
        recorders.forEach((endpoint, recorder) ->
                figures.add(new Figure(endpoint.words(), 100 * recorder.goodput(slowAt, slowUntil), "%")));
        figures.add(new Figure("p99 without need", withoutNeed.millis(0.99, slowAt, slowUntil), "ms"));
        return withoutNeed.result(role, figures);
    }

    @Override
    public List<Check> judge(Results results) {
        List<Check> checks = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.values()) {
            String words = endpoint.words();
            double kept = results.of(Role.SEAKEEP).figure(words);
            checks.add(
                    endpoint.needsIdentity()
                            ? Check.atLeast(
                                    "Seakeep answers at least 43 % of " + words
                                            + ": nine tenths of what 100 calls at once to the identity provider can carry",
                                    kept,
                                    43,
                                    "%")
                            : Check.atLeast(
                                    "Seakeep answers at least 99.9 % of " + words
                                            + ", which does not need the identity provider",
                                    kept,
                                    99.9,
                                    "%"));
            checks.add(Check.atMost(
                    "Unguarded at most 50 % of " + words + " is answered in time",
                    results.of(Role.UNGUARDED).figure(words),
                    50,
                    "%"));
        }
        return checks;
    }

    /** The service in a world of its own. */
    private static final class Service {

        private final World world;
        private final ThreadPool threads = new ThreadPool(THREADS, CONNECTIONS);
        private final Map<Backend, Server> servers = new EnumMap<>(Backend.class);
        private final Map<Backend, Client> clients = new EnumMap<>(Backend.class);

        Service(Library library, World world) {
            this.world = world;
            for (Backend backend : Backend.values()) {
                servers.put(backend, new Server(world, ENOUGH_WORKERS, backend.time));
                clients.put(
                        backend,
                        library.client(
                                world,
                                Terms.of(backend.words(), TIMEOUT_SECONDS).concurrency(MOST_AT_ONE)));
            }
        }

        Client identityProvider() {
            return clients.get(Backend.IDENTITY);
        }

        void slowDown(double fromSecond, double toSecond) {
            world.at(fromSecond, () -> servers.get(Backend.IDENTITY).slowness(SLOWNESS));
            world.at(toSecond, () -> servers.get(Backend.IDENTITY).slowness(1));
        }

        /** A user asks for that. */
        CompletableFuture<String> ask(Endpoint endpoint, Recorder recorder) {
            return threads.submit(() -> {
                CompletableFuture<String> calls = CompletableFuture.completedFuture("begun");
                for (Backend backend : endpoint.calls) {
                    calls = calls.thenCompose(before -> clients.get(backend)
                            .call(Order.of(recorder.counted(
                                    outgoing -> servers.get(backend).request()))));
                }
                return calls;
            });
        }
    }

    private static double slowAt(Length length) {
        return length == Length.QUICK ? 20 : 120;
    }

    private static double slowSeconds(Length length) {
        return length == Length.QUICK ? 40 : 300;
    }

    private static double end(Length length) {
        return slowAt(length) + slowSeconds(length) + (length == Length.QUICK ? 15 : 60);
    }
}
