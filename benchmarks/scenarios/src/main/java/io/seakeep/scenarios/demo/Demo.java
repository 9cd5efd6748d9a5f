package io.seakeep.scenarios.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A dependency that degrades on loopback, and three clients that call it in the same way at the same time, each its own copy of
 * it: one with nothing but a timeout, one with Resilience4j and one with Seakeep. Ends by itself with a table.
 */
public final class Demo {

    private static final long SEED = 20_261_120;
    private static final double CALLS_PER_SECOND = 150;
    private static final DegradingServer.Capacity CAPACITY = new DegradingServer.Capacity(8, 500);
    private static final int WARM_UP_ROUNDS = 50;
    private static final int WARM_UP_AT_ONCE = 4;
    private static final long LONGEST_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(12);
    private static final int SETTINGS_INDENT = 27;

    private final Terminal terminal;
    private final PrintStream out;
    private final List<Phase> phases;
    private final double callsPerSecond;

    Demo(Terminal terminal, List<Phase> phases, double callsPerSecond) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.phases = phases;
        this.callsPerSecond = callsPerSecond;
    }

    /**
     * Runs it, for less than a minute.
     *
     * @param arguments none are read
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        new Demo(Terminal.here(), Phase.standard(), CALLS_PER_SECOND).run();
        System.exit(0);
    }

    List<Side> run() throws InterruptedException {
        Course course = new Course(phases);
        Diary diary = new Diary(course);
        try (Side plain = side(PlainClient.NAME, course, PlainClient::new);
                Side peer = side(Resilience4jClient.NAME, course, uri -> new Resilience4jClient(uri, diary));
                Side ours = side(SeakeepClient.NAME, course, uri -> new SeakeepClient(uri, diary))) {
            List<Side> sides = List.of(plain, peer, ours);
            introduce();
            warmUp(sides);
            OpenLoop load = new OpenLoop(course, sides, callsPerSecond, SEED);
            course.begin();
            try (Progress progress = new Progress(terminal.display(course, sides, diary))) {
                load.run();
                drain(sides);
            }
            conclude(sides, diary);
            new Findings(phases, List.of(plain, peer), ours).lines(load).forEach(out::println);
            out.println();
            return sides;
        }
    }

    private static Side side(String name, Course course, Function<URI, Client> client) {
        DegradingServer server = new DegradingServer(name, course, CAPACITY, SEED);
        return new Side(client.apply(server.uri()), new Scoreboard(course), server);
    }

    private void introduce() {
        out.println();
        say(
                String.format(
                        "Three clients each call a copy of their own of one HTTP service on loopback, which has %d workers and a "
                                + "queue of %d: %.0f calls a second for %d seconds, all at the same instants. The service goes "
                                + "through %d phases meanwhile. One client has a timeout and nothing else, one has "
                                + "Resilience4j, one has Seakeep.",
                        CAPACITY.workers(),
                        CAPACITY.queue(),
                        callsPerSecond,
                        phases.stream()
                                .mapToLong(phase -> phase.duration().toSeconds())
                                .sum(),
                        phases.size()),
                0);
        out.println();
    }

    /** Opens connections and loads classes, which nobody's percentiles should show. */
    private static void warmUp(List<Side> sides) {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Side side : sides) {
                CompletableFuture<?>[] answers = new CompletableFuture<?>[WARM_UP_AT_ONCE];
                for (int i = 0; i < answers.length; i++) {
                    answers[i] = side.client().ask().handle((status, refused) -> status);
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

    private void conclude(List<Side> sides, Diary diary) {
        out.println();
        out.println("What they called through:");
        for (Side side : sides) {
            out.println("  " + side.name());
            side.client().describe().forEach(line -> say("    " + line, SETTINGS_INDENT));
        }
        out.println();
        out.println("What the breakers did, when and why:");
        sides.forEach(side -> diary.of(side.name()).forEach(out::println));
        out.println();
        out.print(new ResultTable(phases, sides).render());
        out.println();
        say(
                "reached: requests counted at the dependency. good: a good answer, however late; in 1 s: soon enough to be of "
                        + "use. p50 to p99.9: of good answers. heard: when 99 % of the callers had heard anything, a refusal "
                        + "included.",
                0);
        out.println();
    }

    private void say(String text, int indent) {
        Paragraph.of(text, indent).forEach(out::println);
    }
}
