package io.seakeep.scenarios.proof;

import io.seakeep.scenarios.clients.Library;
import io.seakeep.scenarios.clients.Terms;
import io.seakeep.scenarios.hedges.LeafLatency;
import io.seakeep.scenarios.result.Check;
import io.seakeep.scenarios.result.ClientResult;
import io.seakeep.scenarios.result.Figure;
import io.seakeep.scenarios.result.Measure;
import io.seakeep.scenarios.result.Phase;
import io.seakeep.scenarios.result.Story;
import io.seakeep.scenarios.sim.Arrivals;
import io.seakeep.scenarios.sim.Client;
import io.seakeep.scenarios.sim.Order;
import io.seakeep.scenarios.sim.World;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** Calls that need a thousand keys at once, and are as slow as the slowest of them. */
final class FanOut implements Scenario {

    private static final int KEYS = 1_000;
    private static final double CALLS_PER_SECOND = 20;

    /** Until then there is not enough known for hedges. */
    private static final double WARM_UP_SECONDS = 20;

    private static final double LONGEST_WAIT_SECONDS = 60;
    private static final double PAPER_MILLIS = 74;

    private static final Terms TERMS =
            Terms.of("leaves", 10).concurrency(10_000).hedged();

    private static final String EXTRA = "extra requests";

    @Override
    public Story story(Length length) {
        return new Story(
                "tail-at-scale",
                "As slow as the slowest of a thousand",
                "Each call asks 100 servers for 1,000 keys. One key in fifty takes longer than 10 ms and one in a million longer than 1.8 s,"
                        + " which is what one call in a thousand waits for.",
                "Dean and Barroso, \"The Tail at Scale\", CACM 2013: 1,800 ms at p99.9, and 74 ms with hedges that are 2 % more requests",
                List.of(new Phase("measured", WARM_UP_SECONDS, end(length))));
    }

    @Override
    public ClientResult play(Role role, Library library, long seed, Length length) {
        World world = new World(seed);
        Client client = library.client(world, TERMS);
        Recorder recorder = new Recorder(world, 1, end(length));
        recorder.watch(client);
        SplittableRandom random = world.random();
        LeafLatency leaf = new LeafLatency();
        long[] asked = new long[1];
        long[] sent = new long[1];
        Order key = Order.of(outgoing -> {
            sent[0]++;
            CompletableFuture<String> answer = new CompletableFuture<>();
            world.after(leaf.nanos(random) / 1e9, () -> answer.complete("value"));
            return answer;
        });
        Arrivals.steady(world, CALLS_PER_SECOND, () -> {
            asked[0] += KEYS;
            askForAll(world, client, key, recorder);
        });
        world.runUntil(end(length) + LONGEST_WAIT_SECONDS);
        return recorder.result(
                role,
                List.of(
                        millis(recorder, 0.5, length),
                        millis(recorder, 0.9, length),
                        millis(recorder, quantile(length), length),
                        new Figure("answered", 100 * recorder.goodput(WARM_UP_SECONDS, end(length)), "%"),
                        new Figure(EXTRA, 100.0 * (sent[0] - asked[0]) / asked[0], "%")));
    }

    private static void askForAll(World world, Client client, Order key, Recorder recorder) {
        double begun = world.now();
        int[] left = {KEYS};
        recorder.count(Measure.OFFERED);
        for (int asked = 0; asked < KEYS; asked++) {
            client.call(key).thenRun(() -> {
                left[0]--;
                if (left[0] == 0) {
                    recorder.useful(begun, world.now() - begun);
                }
            });
        }
    }

    private static Figure millis(Recorder recorder, double quantile, Length length) {
        return new Figure(name(quantile), recorder.millis(quantile, WARM_UP_SECONDS, end(length)), "ms");
    }

    private static String name(double quantile) {
        return "p" + (quantile == 0.999 ? "99.9" : Math.round(quantile * 100));
    }

    @Override
    public List<Check> judge(Results results) {
        ClientResult unguarded = results.of(Role.UNGUARDED);
        ClientResult seakeep = results.of(Role.SEAKEEP);
        boolean far =
                unguarded.figures().stream().anyMatch(figure -> figure.name().equals(name(0.999)));
        String tail = far ? name(0.999) : name(0.99);
        // Of p99.9 the paper says it. Of p99 the same distribution has 607 ms, and 38 with a hedge after 10 ms.
        double bound = 1.25 * (far ? PAPER_MILLIS : 38);
        return List.of(
                Check.atLeast(
                        "Unguarded, " + tail + " is about "
                                + (far ? "1,800 ms (at least 1,200)" : "607 ms (at least 400)"),
                        unguarded.figure(tail),
                        far ? 1_200 : 400,
                        "ms"),
                Check.atMost(
                        "With Seakeep, " + tail + " is within a quarter of what the best hedges make of it: "
                                + Math.round(bound) + " ms",
                        seakeep.figure(tail),
                        bound,
                        "ms"),
                Check.atMost("Seakeep sends at most 2 % more requests", seakeep.figure(EXTRA), 2, "%"),
                Check.atLeast("Seakeep answers all", seakeep.figure("answered"), 99.99, "%"));
    }

    /** The farthest of which there are ten calls at least; with ten of a thousand one seed in twenty missed the bound by chance. */
    private static double quantile(Length length) {
        return length == Length.QUICK ? 0.99 : 0.999;
    }

    private static double end(Length length) {
        return WARM_UP_SECONDS + (length == Length.QUICK ? 3_000 : 10_000) / CALLS_PER_SECOND;
    }
}
