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
import io.seakeep.scenarios.sim.Sender;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Users who make an overload worse, and do not see its end. What a service works on is of use only while somebody still waits for it; where
 * its queue is longer than their patience, it works for those who have gone, and each of them has asked again.
 */
final class ImpatientUsers implements Scenario {

    private static final String DIP = "useful of half the capacity";
    private static final String SETTLED = "the same from 10 s on";
    private static final String BACK = "back after";
    private static final String END = "goodput at the end";
    private static final String WORK = "work that was useful";

    private static final int WORKERS = 16;
    private static final double SERVICE_SECONDS = 0.04;
    private static final double CAPACITY = WORKERS / SERVICE_SECONDS;
    private static final double OFFERED = 0.7 * CAPACITY;
    private static final double DIP_SECONDS = 20;
    private static final double SETTLING_SECONDS = 10;
    private static final double LONGEST_STAY_SECONDS = 6;
    private static final double SIGMA = 0.4;
    private static final Terms TERMS = Terms.of("pages", Crowd.PATIENCE_SECONDS);

    @Override
    public Story story(Length length) {
        return new Story(
                "impatient-users",
                "Working for users who have gone",
                "280 users a second ask a service that can answer 400, and for 20 seconds 200. They wait for 400 ms; then people refresh"
                        + " three to five times, and the apps among them (30 %) try ten times more.",
                "Brutlag, \"Speed Matters for Google Web Search\", 2009, for what 400 ms do; Beyer and others, \"Site Reliability"
                        + " Engineering\", 2016, chapter 22, for clients that ask again",
                List.of(new Phase("half the capacity", dipAt(length), dipAt(length) + DIP_SECONDS)));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        World world = new World(seed);
        Server server = new Server(
                world, WORKERS, ServiceTime.logNormal(SERVICE_SECONDS * Math.exp(-SIGMA * SIGMA / 2), SIGMA));
        Client client = library.client(world, TERMS);
        Recorder recorder = new Recorder(world, 1, end(length));
        recorder.watch(client);
        Crowd crowd = new Crowd(world, client, recorder.counted(page(server, recorder)), recorder);
        Arrivals.steady(world, OFFERED, crowd::arrive);
        double dipAt = dipAt(length);
        double dipEnds = dipAt + DIP_SECONDS;
        world.at(dipAt, () -> server.workers(WORKERS / 2));
        world.at(dipEnds, () -> server.workers(WORKERS));
        world.runUntil(end(length) + LONGEST_STAY_SECONDS);
        double useful = recorder.rate(Measure.USEFUL, dipAt, end(length));
        return recorder.result(
                role,
                List.of(
                        new Figure(DIP, ofHalfTheCapacity(recorder, dipAt, dipEnds), "%"),
                        new Figure(SETTLED, ofHalfTheCapacity(recorder, dipAt + SETTLING_SECONDS, dipEnds), "%"),
                        new Figure(BACK, recorder.secondsUntil(0.99, dipEnds, end(length)), "s"),
                        new Figure(END, 100 * recorder.goodput(end(length) - 10, end(length)), "%"),
                        new Figure(WORK, 100 * useful / recorder.rate(Measure.DONE, dipAt, end(length)), "%"),
                        new Figure("requests for a user", requestsForAUser(recorder, dipAt, end(length)), "×")));
    }

    private static double ofHalfTheCapacity(Recorder recorder, double fromSecond, double toSecond) {
        return 100 * recorder.rate(Measure.USEFUL, fromSecond, toSecond) / (CAPACITY / 2);
    }

    private static double requestsForAUser(Recorder recorder, double fromSecond, double toSecond) {
        return recorder.rate(Measure.SENT, fromSecond, toSecond) / recorder.rate(Measure.OFFERED, fromSecond, toSecond);
    }

    /** Notes what the service has worked on, whoever still waits for it. */
    private static Sender page(Server server, Recorder recorder) {
        return outgoing -> {
            CompletableFuture<String> work = server.request();
            work.thenRun(() -> recorder.count(Measure.DONE));
            return work.copy();
        };
    }

    @Override
    public List<Check> judge(Results results) {
        List<Check> checks = new ArrayList<>(List.of(
                Check.atLeast(
                        "Seakeep makes at least 85 % of the halved capacity useful: a breaker that opens on the sudden timeouts costs two of"
                                + " the 20 seconds",
                        results.of(Role.SEAKEEP).figure(DIP), 85, "%"),
                Check.atLeast(
                        "Seakeep makes at least 95 % of it useful after the first ten seconds",
                        results.of(Role.SEAKEEP).figure(SETTLED), 95, "%"),
                Check.atLeast(
                        "At least 95 % of what the service does with Seakeep is for users who still wait",
                        results.of(Role.SEAKEEP).figure(WORK), 95, "%"),
                Check.atMost(
                        "Seakeep is back at 99 % of the users within five seconds",
                        results.of(Role.SEAKEEP).figure(BACK), 5, "s")));
        for (Role role : List.of(Role.UNGUARDED, Role.TEXTBOOK)) {
            checks.add(Check.atMost(
                    "With " + role.words() + " at most 10 % of the work is of use to anybody",
                    results.of(role).figure(WORK),
                    10,
                    "%"));
            checks.add(Check.atMost(
                    "With " + role.words() + " at most 5 % of the users are answered long after the dip",
                    results.of(role).figure(END),
                    5,
                    "%"));
        }
        return checks;
    }

    private static double dipAt(Length length) {
        return length == Length.QUICK ? 30 : 150;
    }

    private static double end(Length length) {
        return dipAt(length) + DIP_SECONDS + (length == Length.QUICK ? 25 : 60);
    }
}
