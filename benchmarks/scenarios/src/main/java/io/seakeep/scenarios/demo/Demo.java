package io.seakeep.scenarios.demo;

import io.seakeep.Dependency;
import io.seakeep.Seakeep;
import io.seakeep.breaker.CircuitBreaker;
import io.seakeep.scenarios.Terminal;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A dependency that degrades on loopback, and two clients that call it in the same way at the same time, each its own copy of
 * it: one without Seakeep and one with it. Ends by itself with a table.
 */
public final class Demo {

    private static final long SEED = 20_261_120;
    private static final double CALLS_PER_SECOND = 150;
    private static final DegradingServer.Capacity CAPACITY = new DegradingServer.Capacity(6, 500);
    private static final int WARM_UP_ROUNDS = 50;
    private static final int WARM_UP_AT_ONCE = 4;
    private static final int HTTP_THREADS = 2;
    private static final long LONGEST_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final int SETTINGS_INDENT = 27;

    private final PrintStream out;
    private final List<Phase> phases;
    private final double callsPerSecond;

    Demo(PrintStream out, List<Phase> phases, double callsPerSecond) {
        this.out = out;
        this.phases = phases;
        this.callsPerSecond = callsPerSecond;
    }

    /**
     * Runs it, for about a minute.
     *
     * @param arguments none are read
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        new Demo(System.out, Phase.standard(), CALLS_PER_SECOND).run();
        System.exit(0);
    }

    List<Side> run() throws InterruptedException {
        ExecutorService plainThreads = Executors.newFixedThreadPool(HTTP_THREADS, Threads.daemons("unguarded-http"));
        ExecutorService guardedThreads = Executors.newFixedThreadPool(HTTP_THREADS, Threads.daemons("seakeep-http"));
        Course course = new Course(phases);
        Transitions transitions = new Transitions(course);
        try (DegradingServer plainServer = new DegradingServer("unguarded", course, CAPACITY, SEED);
                DegradingServer guardedServer = new DegradingServer("seakeep", course, CAPACITY, SEED);
                Seakeep seakeep = Seakeep.builder().listener(transitions).build()) {
            Dependency stock = stock(seakeep);
            Client plain = new PlainClient(http(plainThreads), plainServer.uri());
            Client guarded = new GuardedClient(http(guardedThreads), guardedServer.uri(), stock);
            List<Side> sides = List.of(
                    new Side(new Scoreboard("unguarded", phases.size()), plainServer),
                    new Side(new Scoreboard("seakeep", phases.size()), guardedServer));
            introduce(stock);
            warmUp(List.of(plain, guarded));
            OpenLoop load = new OpenLoop(
                    course,
                    List.of(
                            new OpenLoop.Lane(plain, sides.get(0).board()),
                            new OpenLoop.Lane(guarded, sides.get(1).board())),
                    callsPerSecond,
                    SEED);
            CircuitBreaker breaker = stock.policy(CircuitBreaker.class);
            course.begin();
            try (Progress progress =
                    new Progress(display(course, sides, () -> breaker.state().name()))) {
                load.run();
                drain(sides);
            }
            conclude(sides, transitions, load);
            return sides;
        } finally {
            plainThreads.shutdownNow();
            guardedThreads.shutdownNow();
        }
    }

    /** As it comes, but for what is usual being enforced, and for times in proportion to phases of some seconds. */
    private static Dependency stock(Seakeep seakeep) {
        return seakeep.dependency(
                "stock",
                d -> d.with(CircuitBreaker.of()
                        .slowerThanBaseline(3.0)
                        .openFor(Duration.ofSeconds(1), Duration.ofSeconds(2))
                        .recoverOver(Duration.ofSeconds(3))));
    }

    private static HttpClient http(ExecutorService threads) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
    }

    private Display display(Course course, List<Side> sides, Supplier<String> breaker) {
        return Terminal.isWatched() ? new Panel(out, course, sides, breaker) : new Log(out, course, sides, breaker);
    }

    private void introduce(Dependency stock) {
        out.println();
        say(
                String.format(
                        "Two clients each call a copy of their own of one HTTP service on loopback, which has %d workers and a "
                                + "queue of %d: %.0f calls a second for %d seconds, both at the same instants. One client has the "
                                + "usual copied timeout of 10 s. The other one calls through this:",
                        CAPACITY.workers(),
                        CAPACITY.queue(),
                        callsPerSecond,
                        phases.stream()
                                .mapToLong(phase -> phase.duration().toSeconds())
                                .sum()),
                0);
        out.println();
        stock.describe().lines().forEach(line -> say("    " + line, SETTINGS_INDENT));
        out.println();
    }

    /** Opens connections and loads classes, which nobody's percentiles should show. */
    private static void warmUp(List<Client> clients) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Client client : clients) {
                CompletableFuture<?>[] answers = new CompletableFuture<?>[WARM_UP_AT_ONCE];
                for (int i = 0; i < answers.length; i++) {
                    answers[i] = client.ask();
                }
                CompletableFuture.allOf(answers).join();
            }
        }
    }

    /** Waits for the answers that are still on their way. */
    private static void drain(List<Side> sides) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_DRAIN_NANOS;
        while (System.nanoTime() - end < 0
                && sides.stream().anyMatch(side -> side.board().open() > 0)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void conclude(List<Side> sides, Transitions transitions, OpenLoop load) {
        out.println();
        out.print(new ResultTable(phases, sides).render());
        out.println();
        say(
                "good: a good answer, however late; in 1 s: soon enough to be of use. p50 to p99.9: of good answers. heard: "
                        + "when 99 % of the callers had heard anything, a refusal included. reached: counted at the dependency.",
                0);
        out.println();
        out.println("What the breaker did, when and why:");
        transitions.lines().forEach(out::println);
        out.println();
        new Findings(phases, sides.get(0), sides.get(1)).lines(load).forEach(out::println);
        out.println();
    }

    private void say(String text, int indent) {
        Paragraph.of(text, indent).forEach(out::println);
    }
}
