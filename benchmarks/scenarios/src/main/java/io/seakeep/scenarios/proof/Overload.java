package io.seakeep.scenarios.proof;

import io.seakeep.Priority;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * More is asked for than there is. Where all of it is let in, the queue grows until nothing comes out of it in time, and all the work is for
 * nothing; where some of it is turned away, it should be what matters least.
 */
final class Overload implements Scenario {

    private static final int[] TIMES = {2, 5};

    private static final double MEDIAN_SECONDS = 0.1;
    private static final double SIGMA = 0.5;
    private static final int WORKERS = 50;
    private static final double CAPACITY = WORKERS / (MEDIAN_SECONDS * Math.exp(SIGMA * SIGMA / 2));
    private static final double USUAL_LOAD = 0.5;
    private static final double PATIENCE_SECONDS = 1;
    private static final double OVERLOAD_AT = 30;
    private static final Map<Priority, Double> SHARES =
            new EnumMap<>(Map.of(Priority.CRITICAL, 0.1, Priority.DEFAULT, 0.4, Priority.BACKGROUND, 0.5));
    private static final Terms TERMS = Terms.of("search", PATIENCE_SECONDS);

    @Override
    public Story story(Length length) {
        return new Story(
                "overload",
                "More than there is",
                "A service is asked for twice what it can do, and then for five times that, some of it critical, much of it background work. Callers wait for"
                        + " one second.",
                "Beyer et al., \"Site Reliability Engineering\", 21: Handling Overload; Zhou et al., \"Overload Control for Scaling WeChat"
                        + " Microservices\", SoCC 2018",
                List.of(new Phase("overload", OVERLOAD_AT, OVERLOAD_AT + overloadSeconds(length))));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        List<Figure> figures = new ArrayList<>();
        Recorder last = null;
        for (int times : TIMES) {
            last = run(library, times, seed, length, figures);
        }
        return last.result(role, figures);
    }

    private static Recorder run(Library library, int times, long seed, Length length, List<Figure> figures) {
        World world = new World(seed);
        Server server = new Server(world, WORKERS, ServiceTime.logNormal(MEDIAN_SECONDS, SIGMA));
        Client client = library.client(world, TERMS);
        double over = OVERLOAD_AT + overloadSeconds(length);
        double end = over + overloadSeconds(length);
        Recorder all = new Recorder(world, 1, end);
        all.watch(client);
        DoubleUnaryOperator load = second -> second < OVERLOAD_AT || second >= over ? USUAL_LOAD : times;
        Map<Priority, Recorder> recorders = new EnumMap<>(Priority.class);
        SHARES.forEach((priority, share) -> {
            Recorder recorder = new Recorder(world, 1, end);
            recorders.put(priority, recorder);
            Client noted = order -> recorder.call(client, order, PATIENCE_SECONDS);
            Order order = Order.of(all.counted(outgoing -> server.request())).priority(priority);
            Arrivals.changing(
                    world,
                    share * CAPACITY * times,
                    second -> share * CAPACITY * load.applyAsDouble(second),
                    () -> all.call(noted, order, PATIENCE_SECONDS));
        });
        world.runUntil(end + 5 * PATIENCE_SECONDS);
        String at = " at " + times + " ×";
        figures.add(new Figure("useful" + at, 100 * all.rate(Measure.USEFUL, OVERLOAD_AT, over) / CAPACITY, "%"));
        recorders.forEach((priority, recorder) -> figures.add(new Figure(
                priority.name().toLowerCase(Locale.ROOT) + at, 100 * recorder.goodput(OVERLOAD_AT, over), "%")));
        figures.add(new Figure(
                "useful in its last 10 s" + at, 100 * all.rate(Measure.USEFUL, over - 10, over) / CAPACITY, "%"));
        figures.add(new Figure("p99" + at, all.millis(0.99, OVERLOAD_AT, over), "ms"));
        figures.add(new Figure(
                "p99 critical" + at, recorders.get(Priority.CRITICAL).millis(0.99, OVERLOAD_AT, over), "ms"));
        figures.add(new Figure("goodput after" + at, 100 * all.goodput(over + 10, end), "%"));
        return all;
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult seakeep = results.of(Role.SEAKEEP);
        List<Check> checks = new ArrayList<>();
        for (int times : TIMES) {
            String at = " at " + times + " ×";
            checks.add(Check.atLeast(
                    "Seakeep answers at least 99 % of the critical calls in time" + at,
                    seakeep.figure("critical" + at),
                    99,
                    "%"));
            checks.add(Check.atLeast(
                    "Of what the service can do, at least 90 % is useful work" + at,
                    seakeep.figure("useful" + at),
                    90,
                    "%"));
            checks.add(Check.atMost(
                    "What is answered takes at most 500 ms, half of what callers wait for (p99)" + at,
                    seakeep.figure("p99" + at),
                    500,
                    "ms"));
            checks.add(Check.atLeast(
                    "From ten seconds after it at least 99.9 % of all calls are answered in time" + at,
                    seakeep.figure("goodput after" + at),
                    99.9,
                    "%"));
            for (Role role : List.of(Role.UNGUARDED, Role.TEXTBOOK)) {
                checks.add(Check.atMost(
                        "Without a limit (" + role.words() + ") at most 1 % of it is useful in its last ten seconds"
                                + at,
                        results.of(role).figure("useful in its last 10 s" + at),
                        1,
                        "%"));
            }
        }
        return checks;
    }

    private static double overloadSeconds(Length length) {
        return length == Length.QUICK ? 20 : 60;
    }
}
