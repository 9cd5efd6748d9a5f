package io.seakeep.jcstress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs all stress tests: the models and the shipped code, of which none may fail, and then each weakened form, which must fail. A
 * test that cannot fail proves nothing.
 */
public final class Stress {

    private static final List<String> GUARANTEES = List.of(
            "io.seakeep.time.TimerClaims",
            "io.seakeep.latency.OwnedCellsLoseNothing",
            "io.seakeep.latency.TicksFindEachRecordOnce",
            "io.seakeep.latency.NoWakeUpIsLost",
            "io.seakeep.breaker.FailuresOpenOnce",
            "io.seakeep.PermitsEndOnce",
            "io.seakeep.AsyncCallsEndOnce",
            "io.seakeep.DeadlinesEndOnce",
            "io.seakeep.OneAnswerWins",
            "io.seakeep.FailuresDoNotWin",
            "io.seakeep.NoHedgeIsLeftRunning",
            "io.seakeep.HedgedCallsEndOnce",
            "io.seakeep.BudgetsAreNeverOverdrawn",
            "io.seakeep.TicksForgetNoStart",
            "io.seakeep.InterruptsStayInside",
            "io.seakeep.bulkhead.LowerLimitsHold",
            "io.seakeep.bulkhead.ThePermitGoesToOne",
            "io.seakeep.bulkhead.NobodySleepsBesideAFreePermit",
            "io.seakeep.bulkhead.LeaversGetNothing");

    /** A machine that does something else as well may run the two sides of a race one after the other for as long as one round takes. */
    private static final int MOST_ROUNDS = 10;

    private static final int LAST_LINES = 40;

    private final Path target;
    private final List<String> effort;

    private Stress(Path target, List<String> effort) {
        this.target = target;
        this.effort = effort;
    }

    /**
     * Exits with 1 if anything is not as it should be.
     *
     * @param arguments the folder for results, and {@code quick} or {@code thorough}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]);
        Stress stress = new Stress(target, effort(arguments[1]));
        System.exit(stress.run() ? 0 : 1);
    }

    private static List<String> effort(String name) {
        return switch (name) {
            case "quick" ->
                List.of(
                        "-f",
                        "1",
                        "-iters",
                        "3",
                        "-time",
                        "150",
                        "-sc",
                        "false",
                        "-af",
                        "NONE",
                        "-jvmArgs",
                        "-Xmx256m");
            case "thorough" -> List.of("-m", "default", "-sc", "false");
            default -> throw new IllegalArgumentException("effort must be quick or thorough: " + name);
        };
    }

    private boolean run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        boolean allHold = hold();
        List<String> unseen = notSeenToFail();
        System.out.printf(
                "%d guarantees: models and shipped code %s; weakened forms seen to fail: %d (%d s)%n",
                GUARANTEES.size(),
                allHold ? "hold" : "FAIL",
                GUARANTEES.size() - unseen.size(),
                (System.nanoTime() - start) / 1_000_000_000L);
        unseen.forEach(guarantee -> System.out.println("  NOT SEEN TO FAIL when weakened: " + guarantee));
        return allHold && unseen.isEmpty();
    }

    private boolean hold() throws IOException, InterruptedException {
        Path log = target.resolve("models-and-shipped.log");
        boolean hold = jcstress("(Model|Shipped)$", log) == 0;
        if (!hold) {
            System.out.println("see " + log + ", which ends:");
            List<String> lines = Files.readAllLines(log);
            lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(System.out::println);
        }
        return hold;
    }

    /** Those that have not failed are tried again: once is enough to show that the test can tell. */
    private List<String> notSeenToFail() throws IOException, InterruptedException {
        List<String> unseen = GUARANTEES;
        for (int round = 1; round <= MOST_ROUNDS && !unseen.isEmpty(); round++) {
            if (round > 1) {
                System.out.println("round " + round + " of weakened forms: " + String.join(", ", unseen));
            }
            Path log = target.resolve("weakened-" + round + ".log");
            jcstress("(" + String.join("|", unseen).replace(".", "\\.") + ")\\.Weakened$", log);
            List<String> lines = Files.readAllLines(log);
            unseen = unseen.stream()
                    .filter(guarantee -> lines.stream()
                            .noneMatch(line -> line.contains("[FAILED]") && line.endsWith(guarantee + ".Weakened")))
                    .toList();
        }
        return unseen;
    }

    private int jcstress(String tests, Path log) throws IOException, InterruptedException {
        Files.createDirectories(target);
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString(),
                "org.openjdk.jcstress.Main",
                "-t",
                tests,
                "-r",
                target.resolve("results").toString()));
        command.addAll(effort);
        return new ProcessBuilder(command)
                .directory(target.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }
}
