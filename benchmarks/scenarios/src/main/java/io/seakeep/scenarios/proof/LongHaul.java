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
import io.seakeep.scenarios.sim.Client.Gauge;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.Server;
import io.seakeep.scenarios.sim.ServiceTime;
import io.seakeep.scenarios.sim.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Two weeks with a dependency that leaks. It takes 0.5 % longer each hour until it is restarted after ten days, which nobody notices from one
 * day to the next, and a timeout that was right at the beginning is wrong by then.
 */
final class LongHaul implements Scenario {

    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    private static final double MEDIAN_SECONDS = 0.05;
    private static final double SIGMA = 0.5;
    private static final double STANDARD_NORMAL_P999 = 3.0902;
    private static final double LEAK_PER_HOUR = 1.005;
    private static final double RESTARTED_AT = 10 * DAY;
    private static final double LEARNED_AT = 4 * HOUR;
    private static final double FOLLOWING_SECONDS = 2 * DAY;
    private static final double MEAN_PER_SECOND = 2.5;
    private static final double SWING = 0.6;
    private static final int WORKERS = 100;
    private static final double LOOK_SECONDS = 600;

    private static final String FIRST_DAY = "false timeouts, first day";
    private static final String TENTH_DAY = "false timeouts, tenth day";
    private static final String WORST_DAY = "false timeouts, most in a day";
    private static final String BEST_DAY = "false timeouts, least in a day";
    private static final String SHORTEST = "shortest timeout of p99.9";
    private static final String LONGEST = "longest timeout of p99.9";
    private static final String TIMERS = "timers at midnight";

    private static final Terms TERMS = Terms.of("catalog", 5);

    /** As one sets a fixed timeout: twice the p99.9 that was seen when it was set. */
    private static final Terms FIXED = Terms.of("catalog", 0.47);

    @Override
    public Story story(Length length) {
        return new Story(
                "long-haul",
                "Two weeks with a leak",
                "A dependency gets slower by 0.5 % each hour, and is restarted after ten days. Demand goes up and down with the day. A fixed timeout is"
                        + " twice the p99.9 of the first day.",
                "Huang et al., \"Gray Failure: The Achilles' Heel of Cloud-Scale Systems\", HotOS 2017; Grottke and Trivedi, \"Fighting Bugs:"
                        + " Remove, Retry, Replicate, and Rejuvenate\", IEEE Computer 40(2), 2007",
                length == Length.QUICK
                        ? List.of()
                        : List.of(new Phase("after the restart", RESTARTED_AT, RESTARTED_AT + FOLLOWING_SECONDS)));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        double end = days(length) * DAY;
        World world = new World(seed);
        Server server = new Server(world, WORKERS, ServiceTime.logNormal(MEDIAN_SECONDS, SIGMA));
        Client client = library.client(world, role == Role.SEAKEEP ? TERMS : FIXED);
        Recorder recorder = new Recorder(world, LOOK_SECONDS, end);
        CutOffs cutOffs = new CutOffs(world, HOUR, end);
        recorder.watch(client);
        Order order = Order.of(recorder.counted(cutOffs.counted(outgoing -> server.request())));
        Arrivals.changing(world, perSecond(DAY / 2), LongHaul::perSecond, () -> recorder.call(client, order));
        Diary diary = new Diary(world, client, cutOffs);
        for (double second = 0; second <= end; second += LOOK_SECONDS) {
            world.runUntil(second);
            server.slowness(slowness(second));
            diary.look(second);
        }
        return recorder.result(role, diary.figures(end));
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult seakeep = results.of(Role.SEAKEEP);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.atMost(
                "Seakeep, which is to cut off 0.1 %, cuts off at most 0.2 % of the requests of any day",
                seakeep.figure(WORST_DAY), 0.2, "%"));
        checks.add(Check.atLeast(
                "It cuts off at least 0.05 % on each day but the two after the restart",
                seakeep.figure(BEST_DAY), 0.05, "%"));
        checks.add(Check.atLeast(
                "Its timeout is never below 0.85 × what one request in a thousand takes longer than",
                seakeep.figure(SHORTEST),
                0.85,
                "×"));
        checks.add(Check.atMost(
                "Its timeout is at most twice that, but for the two days after the restart",
                seakeep.figure(LONGEST),
                2,
                "×"));
        checks.add(Check.atMost("At no midnight are there more than 20 timers armed", seakeep.figure(TIMERS), 20, ""));
        double fixedOnTenthDay = results.of(Role.TEXTBOOK).figure(TENTH_DAY);
        if (!Double.isNaN(fixedOnTenthDay)) {
            checks.add(
                    Check.atLeast("A fixed timeout cuts off at least 1 % on the tenth day", fixedOnTenthDay, 1, "%"));
        }
        return checks;
    }

    private static int days(Length length) {
        return length == Length.QUICK ? 1 : 14;
    }

    private static double perSecond(double second) {
        return MEAN_PER_SECOND * (1 - SWING * Math.cos(2 * Math.PI * second / DAY));
    }

    private static double slowness(double second) {
        double leaking = second < RESTARTED_AT ? second : second - RESTARTED_AT;
        return Math.pow(LEAK_PER_HOUR, leaking / HOUR);
    }

    private static double p999Millis(double second) {
        return 1_000 * MEDIAN_SECONDS * slowness(second) * Math.exp(SIGMA * STANDARD_NORMAL_P999);
    }

    /** What was seen of the timeout, and of what it costs, from one look to the next. */
    private static final class Diary {

        private final World world;
        private final CutOffs cutOffs;
        private final DoubleSupplier timeoutMillis;
        private final List<Double> falseTimeouts = new ArrayList<>();
        private double leastOfSettledDays = Double.POSITIVE_INFINITY;
        private double shortest = Double.POSITIVE_INFINITY;
        private double longest;
        private int mostTimers;

        Diary(World world, Client client, CutOffs cutOffs) {
            this.world = world;
            this.cutOffs = cutOffs;
            this.timeoutMillis = client.gauges().getOrDefault(Gauge.TIMEOUT, () -> Double.NaN);
        }

        void look(double second) {
            double ofP999 = timeoutMillis.getAsDouble() / p999Millis(second);
            shortest = Math.min(shortest, ofP999);
            longest = isSettled(second) ? Math.max(longest, ofP999) : longest;
            if (second > 0 && second % DAY == 0) {
                dayIsOver(second);
            }
        }

        private void dayIsOver(double second) {
            double share = cutOffs.share(Math.max(LEARNED_AT, second - DAY), second);
            falseTimeouts.add(100 * share);
            if (isSettled(second - DAY / 2)) {
                leastOfSettledDays = Math.min(leastOfSettledDays, 100 * share);
            }
            mostTimers = Math.max(mostTimers, world.time().pendingTimers());
        }

        /** Whether the timeout has had the time to follow: it comes down as what it has learned fades. */
        private static boolean isSettled(double second) {
            return second >= LEARNED_AT && (second < RESTARTED_AT || second >= RESTARTED_AT + FOLLOWING_SECONDS);
        }

        List<Figure> figures(double end) {
            return List.of(
                    new Figure(FIRST_DAY, falseTimeouts.get(0), "%"),
                    new Figure(TENTH_DAY, end < RESTARTED_AT ? Double.NaN : falseTimeouts.get(9), "%"),
                    new Figure(WORST_DAY, Collections.max(falseTimeouts), "%"),
                    new Figure(BEST_DAY, leastOfSettledDays, "%"),
                    new Figure(SHORTEST, shortest, "×"),
                    new Figure(LONGEST, longest, "×"),
                    new Figure(TIMERS, mostTimers, ""));
        }
    }
}
