package io.seakeep.scenarios.demo;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A dependency that degrades on loopback, and two clients that call it in the same way at the same time, each its own copy of
 * it: one without Seakeep and one with it. Ends by itself with a table.
 */
public final class Demo {

    private static final long SEED = 20_261_120;
    private static final double CALLS_PER_SECOND = 150;
    private static final int WORKERS = 6;
    private static final int WARM_UP_CALLS = 50;
    private static final long LONGEST_DRAIN_NANOS = 12_000_000_000L;

    private final PrintStream out;
    private final List<Phase> phases;
    private final double perSecond;

    Demo(PrintStream out, List<Phase> phases, double perSecond) {
        this.out = out;
        this.phases = phases;
        this.perSecond = perSecond;
    }

    /**
     * Runs it, for about a minute.
     *
     * @param arguments none are read
     */
    public static void main(String[] arguments) {
        new Demo(System.out, Phase.standard(), CALLS_PER_SECOND).run();
        System.exit(0);
    }

    List<Scoreboard> run() {
        ExecutorService httpThreads = Executors.newFixedThreadPool(4, Threads.daemons("http"));
        Course course = new Course(phases);
        Transitions transitions = new Transitions(course);
        try (DegradingServer plainServer = new DegradingServer("plain-server", course, WORKERS, SEED);
                DegradingServer guardedServer = new DegradingServer("guarded-server", course, WORKERS, SEED);
                Seakeep seakeep = Seakeep.builder().listener(transitions).build()) {
            Dependency stock = seakeep.dependency(
                    "stock",
                    d -> d.with(CircuitBreaker.of()
                            .slowerThanBaseline(2.5)
                            .openFor(Duration.ofSeconds(1), Duration.ofSeconds(4))
                            .recoverOver(Duration.ofSeconds(4))));
            CircuitBreaker breaker = stock.policy(CircuitBreaker.class);
            HttpClient http = HttpClient.newBuilder().executor(httpThreads).build();
            HttpClient guardedHttp =
                    HttpClient.newBuilder().executor(httpThreads).build();
            Scoreboard plain = new Scoreboard("unguarded", phases.size());
            Scoreboard guarded = new Scoreboard("seakeep", phases.size());
            List<ResultTable.Side> sides =
                    List.of(new ResultTable.Side(plain, plainServer), new ResultTable.Side(guarded, guardedServer));
            introduce(stock);
            List<Client> clients = List.of(
                    new PlainClient(http, plainServer.uri()),
                    new GuardedClient(guardedHttp, guardedServer.uri(), stock));
            warmUp(clients);
            plainServer.startCounting();
            guardedServer.startCounting();
            course.begin();
            Progress progress = new Progress(out, course, sides);
            Runnable show = () -> progress.showIfDue(breaker.state().name());
            new OpenLoop(
                            course,
                            List.of(
                                    new OpenLoop.Lane(clients.get(0), plain),
                                    new OpenLoop.Lane(clients.get(1), guarded)),
                            perSecond,
                            SEED)
                    .run(show);
            drain(sides, show);
            conclude(sides, transitions);
            return List.of(plain, guarded);
        } finally {
            httpThreads.shutdownNow();
        }
    }

    private void introduce(Dependency stock) {
        out.println();
        out.printf(
                "Two clients call a dependency of %d workers, each its own copy, %.0f times a second, for %d seconds.%n",
                WORKERS,
                perSecond,
                phases.stream().mapToLong(phase -> phase.duration().toSeconds()).sum());
        out.println("One has a copied timeout of 10 s; the other one calls through this:");
        out.println();
        stock.describe().lines().forEach(line -> out.println("    " + line));
        out.println();
    }

    /** Opens connections and loads classes, which nobody's percentiles should show. */
    private static void warmUp(List<Client> clients) {
        for (int i = 0; i < WARM_UP_CALLS; i++) {
            clients.forEach(client -> client.ask().join());
        }
    }

    /** Waits for the answers that are still on their way; what does not come counts as failed. */
    private static void drain(List<ResultTable.Side> sides, Runnable show) {
        long end = System.nanoTime() + LONGEST_DRAIN_NANOS;
        while (System.nanoTime() - end < 0
                && sides.stream().anyMatch(side -> side.board().open() > 0)) {
            show.run();
            LockSupport.parkNanos(50_000_000L);
        }
    }

    private void conclude(List<ResultTable.Side> sides, Transitions transitions) {
        out.println();
        out.print(new ResultTable(phases).render(sides));
        out.println();
        out.println("What the breaker did, and why:");
        transitions.lines().forEach(line -> out.println("  " + line));
        out.println();
        out.println(
                "Success is a good answer; a refused call is none, but it is over at once and costs the dependency nothing.");
        out.println("Times are those of good answers, from when each call was due, not from when it could be sent.");
        out.println("'reached' counts requests by when a worker took them up: a queue carries them into later phases.");
        out.println(
                "One machine, one kind of dependency, one minute: this shows what happens, not how much you would gain.");
    }
}
