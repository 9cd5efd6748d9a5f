package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.RetryingClient;
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
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A failure that outlives its cause. A database does 300 queries a second, callers wait for one second, and it stands still for ten. What has
 * piled up by then is worked on although nobody waits for it any more; and if each that was given up is sent once more, it never catches up.
 *
 * <p>And the same in another guise: it crashes, and comes back with an empty cache to as many as ever ({@link ColdRestart}). Who comes back with all
 * calls at once kills it again, each time. How long it takes to get warm is made to suit a ramp of five seconds; a longer one has to be set.
 */
final class Metastable implements Scenario {

    static final int[] OFFERED = {140, 150, 260, 280};

    private static final double CAPACITY = 300;
    private static final double TIMEOUT_SECONDS = 1;
    private static final double OUTAGE_AT = 30;
    private static final double OUTAGE_SECONDS = 10;
    private static final double LAST_SECONDS = 60;
    private static final int OFFERED_TO_A_COLD_ONE = 260;
    private static final String COLD = "goodput after a crash, at " + OFFERED_TO_A_COLD_ONE + "/s";
    private static final Terms TERMS =
            Terms.of("database", TIMEOUT_SECONDS).retries(1).concurrency(100);

    @Override
    public Story story(Length length) {
        return new Story(
                "metastable",
                "A failure that outlives its cause",
                "A database for 300 queries a second is asked for 280, and stands still for ten seconds. Callers wait for one second and try"
                        + " once more, so that it is asked for 560 from then on. And where it crashes instead, it comes back with an empty cache, and dies of more"
                        + " than 80 that wait.",
                "Bronson, Aghayev, Charapko and Zhu, \"Metastable Failures in Distributed Systems\", HotOS 2021; Google, \"Site Reliability"
                        + " Engineering\", ch. 22, 2016, for cold caches and crash loops",
                List.of(
                        new Phase("outage", OUTAGE_AT, OUTAGE_AT + OUTAGE_SECONDS),
                        new Phase("measured", end(length) - LAST_SECONDS, end(length))));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        List<Figure> figures = new ArrayList<>();
        Recorder last = null;
        for (int offered : OFFERED) {
            last = run(world -> library.client(world, TERMS), offered, seed, length);
            figures.add(new Figure("goodput at " + offered + "/s", 100 * goodput(last, length), "%"));
        }
        figures.add(
                new Figure("answered from the outage on, at 280/s", 100 * last.goodput(OUTAGE_AT, end(length)), "%"));
        figures.add(new Figure(COLD, 100 * goodput(crash(library, seed, length), length), "%"));
        figures.add(new Figure("p99", last.millis(0.99, end(length) - LAST_SECONDS, end(length)), "ms"));
        return last.result(role, figures);
    }

    @Override
    public List<Check> judge(Results results) {
        List<Check> checks = new ArrayList<>();
        for (int offered : OFFERED) {
            checks.add(Check.atLeast(
                    "Seakeep answers at least 95 % of the last minute's calls at " + offered + "/s",
                    results.of(Role.SEAKEEP).figure("goodput at " + offered + "/s"),
                    95,
                    "%"));
        }
        checks.add(Check.atLeast(
                "Seakeep answers at least 95 % of the last minute's calls where the database had crashed",
                results.of(Role.SEAKEEP).figure(COLD), 95, "%"));
        checks.add(Check.atMost(
                "A timeout and retries let it die again each time",
                results.of(Role.TEXTBOOK).figure(COLD),
                5,
                "%"));
        checks.add(Check.atMost(
                "A timeout and retries never recover at 280/s",
                results.of(Role.TEXTBOOK).figure("goodput at 280/s"),
                1,
                "%"));
        return checks;
    }

    /** The goodput of the last minute with a retry budget, as a share. */
    static double goodputWithBudget(int retries, double budget, int offered, long seed) {
        Recorder recorder =
                run(world -> new RetryingClient(world, TIMEOUT_SECONDS, retries, budget), offered, seed, Length.FULL);
        return goodput(recorder, Length.FULL);
    }

    private static double goodput(Recorder recorder, Length length) {
        return recorder.goodput(end(length) - LAST_SECONDS, end(length));
    }

    private static Recorder run(Function<World, Client> clientIn, int offered, long seed, Length length) {
        World world = new World(seed);
        Server database = new Server(world, 1, ServiceTime.always(1 / CAPACITY));
        Client client = clientIn.apply(world);
        Recorder recorder = new Recorder(world, 1, end(length));
        recorder.watch(client);
        Order query = Order.of(recorder.counted(outgoing -> database.request()));
        Arrivals.steady(world, offered, () -> recorder.call(client, query, 2 * TIMEOUT_SECONDS));
        world.at(OUTAGE_AT, database::stop);
        world.at(OUTAGE_AT + OUTAGE_SECONDS, database::resume);
        world.runUntil(end(length) + 2 * TIMEOUT_SECONDS);
        return recorder;
    }

    private static Recorder crash(Library library, long seed, Length length) {
        return ColdRestart.run(library, TERMS, OFFERED_TO_A_COLD_ONE, CAPACITY, OUTAGE_AT, seed, end(length));
    }

    private static double end(Length length) {
        return length == Length.QUICK ? 180 : 390;
    }
}
