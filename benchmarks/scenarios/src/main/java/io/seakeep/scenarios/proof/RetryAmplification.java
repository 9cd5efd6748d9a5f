package io.seakeep.scenarios.proof;

import io.seakeep.RequestContext;
import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.clients.Unguarded;
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
import io.seakeep.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Retries that multiply from hop to hop. Each of three hops tries four times, so the second is asked for 4 times as much and the third for 16 times.
 * That one runs at 22 % of what it can do, so it gets through with 4.5 times as much, for callers who have long given up, and asks the store
 * 4 times for each: 18 times the usual, for good, since what the store answers is too late for all of them.
 *
 * <p>The spike takes the store down to half of what it is asked for: its 24 workers need 220 ms instead of 20 for each query. In the full length
 * ten minutes pass before it, so that timeouts that are learned have come down to what is usual. Then every hop overruns them as the spike
 * begins, and every breaker opens, although the setting allows a second; eleven seconds later all have found out. A spike of five or two
 * seconds ends while they recover: it takes 1 to 9 s to be back to normal then, and that is not what is judged here.
 *
 * <p>There the breakers would do without a budget. What that is for by itself is seen where none opens: {@link HopelessQueries}.
 */
final class RetryAmplification implements Scenario {

    private static final double PER_SECOND = 240;
    private static final double TIMEOUT_SECONDS = 1;
    private static final double PATIENCE_SECONDS = 2;
    private static final int WORKERS = 24;
    private static final int POOL = 5;
    private static final ServiceTime QUERY = ServiceTime.quantiles(0.015, 0.08);
    private static final double MORE_SECONDS = 0.2;
    private static final double BEFORE_SECONDS = 20;
    private static final double STRETCH_SECONDS = 5;

    private static final String LOAD = "most load on the store";
    private static final String BACK = "back to normal after";
    private static final String LAST_GOODPUT = "goodput at the end";
    private static final String BESIDE_HOPELESS = "goodput beside hopeless queries";
    private static final String BESIDE_HOPELESS_LAST = "the same at the end";

    @Override
    public Story story(Length length) {
        double spike = spikeAt(length);
        return new Story(
                "retry-amplification",
                "Retries that multiply",
                "For " + (int) spikeSeconds(length)
                        + " seconds each query takes 200 ms longer in the store that fourteen services hang on. They try three times more at each of"
                        + " three hops, and the store is asked for 18 times as much from then on. And where a store is 85 % busy, it is enough that one"
                        + " query in ten fails however often it is tried.",
                "Retries at several layers: Google, \"Site Reliability Engineering\", ch. 22, 2016. The 18 times within 90 s are from field reports"
                        + " of retry storms",
                List.of(new Phase("spike", spike, spikeEnd(length))));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        World world = new World(seed);
        double spike = spikeAt(length);
        double spikeEnd = spikeEnd(length);
        double end = end(length);
        Server store = new Server(
                world,
                WORKERS,
                random -> QUERY.seconds(random) + (isWithin(spike, spikeEnd, world.now()) ? MORE_SECONDS : 0));
        Recorder recorder = new Recorder(world, 1, end);
        CallTree services = new CallTree(
                world, library, PER_SECOND, TIMEOUT_SECONDS, POOL, recorder.counted(outgoing -> store.request()));
        recorder.watch(services.clientOfStore());
        Client user = new Unguarded().client(world, Terms.of("edge", PATIENCE_SECONDS));
        Order page = Order.of(outgoing -> services.request(patience(world)));
        Arrivals.steady(world, PER_SECOND, () -> recorder.call(user, page, PATIENCE_SECONDS));
        world.runUntil(end + PATIENCE_SECONDS);
        List<Figure> figures = new ArrayList<>(figures(recorder, spike, spikeEnd, end));
        HopelessQueries hopeless = new HopelessQueries(library, seed);
        figures.add(new Figure(BESIDE_HOPELESS, 100 * hopeless.goodput(), "%"));
        figures.add(new Figure(BESIDE_HOPELESS_LAST, 100 * hopeless.goodputAtTheEnd(), "%"));
        return recorder.result(role, figures);
    }

    private static RequestContext patience(World world) {
        return RequestContext.none()
                .withDeadline(Deadline.after(Duration.ofSeconds((long) PATIENCE_SECONDS), world.time()));
    }

    private static List<Figure> figures(Recorder recorder, double spike, double spikeEnd, double end) {
        Normality normal = new Normality(recorder, spike - BEFORE_SECONDS, spike);
        return List.of(
                new Figure(LOAD, mostLoad(recorder, spike, end), "×"),
                new Figure(BACK, normal.secondsUntilBack(spikeEnd, end), "s"),
                new Figure("goodput in the spike", 100 * recorder.goodput(spike, spikeEnd), "%"),
                new Figure(LAST_GOODPUT, 100 * recorder.goodput(end - STRETCH_SECONDS, end), "%"),
                new Figure("p99 before", recorder.millis(0.99, spike - BEFORE_SECONDS, spike), "ms"),
                new Figure("p99 in the spike", recorder.millis(0.99, spike, spikeEnd), "ms"));
    }

    /** Of any five seconds, how many queries the store got for each request of a user, of which each needs one. */
    private static double mostLoad(Recorder recorder, double from, double to) {
        double most = 0;
        for (double second = from; second + STRETCH_SECONDS <= to; second++) {
            most = Math.max(
                    most,
                    recorder.rate(Measure.SENT, second, second + STRETCH_SECONDS)
                            / recorder.rate(Measure.OFFERED, second, second + STRETCH_SECONDS));
        }
        return most;
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult textbook = results.of(Role.TEXTBOOK);
        ClientResult seakeep = results.of(Role.SEAKEEP);
        return List.of(
                Check.atLeast(
                        "A timeout and retries bring at least 12 times the usual load on the store within 90 s",
                        textbook.figure(LOAD),
                        12,
                        "×"),
                Check.atMost(
                        "and at most 27 times, so that it is about 18 times as in the field",
                        textbook.figure(LOAD),
                        27,
                        "×"),
                Check.atMost(
                        "A timeout and retries never recover: at most 1 % of the last calls are answered",
                        textbook.figure(LAST_GOODPUT), 1, "%"),
                Check.atMost(
                        "Seakeep brings at most 1.2 times the usual load on the store", seakeep.figure(LOAD), 1.2, "×"),
                Check.atMost(
                        "Seakeep is back to normal within 5 s of the spike's end: 99 % of the calls answered, p99 at most twice what it was",
                        seakeep.figure(BACK), 5, "s"),
                Check.atLeast(
                        "Seakeep answers at least 96 % of what nothing is wrong with, beside queries that fail however often they are tried",
                        seakeep.figure(BESIDE_HOPELESS), 96, "%"),
                Check.atMost(
                        "A timeout and retries answer at most 5 % of it at the end",
                        textbook.figure(BESIDE_HOPELESS_LAST), 5, "%"));
    }

    private static boolean isWithin(double from, double to, double now) {
        return now >= from && now < to;
    }

    private static double spikeAt(Length length) {
        return length == Length.QUICK ? 20 : 600;
    }

    private static double spikeSeconds(Length length) {
        return length == Length.QUICK ? 10 : 20;
    }

    private static double spikeEnd(Length length) {
        return spikeAt(length) + spikeSeconds(length);
    }

    private static double end(Length length) {
        return spikeAt(length) + (length == Length.QUICK ? 22 : 90);
    }
}
