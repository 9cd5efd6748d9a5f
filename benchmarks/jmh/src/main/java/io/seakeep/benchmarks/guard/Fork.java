package io.seakeep.benchmarks.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own for one comparison at one number of threads: what the JIT learns from one does not leak into another,
 * and several forks show how far its luck goes.
 */
final class Fork {

    private static final long TIMEOUT_SECONDS = 120;

    private Fork() {}

    /** The forked side. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        Comparison comparison = Catalogue.named(args[0]);
        int threads = Integer.parseInt(args[1]);
        Effort effort = Effort.valueOf(args[2]);
        System.out.print(comparison.trial().get().run(threads, effort).print());
        System.out.flush();
        System.exit(0); // threads of peers may still run
    }

    /**
     * Runs one and waits for it.
     *
     * @throws IOException if it fails or does not end
     */
    static ForkResult run(Comparison comparison, int threads, Effort effort) throws IOException, InterruptedException {
        return ForkResult.parse(output(comparison.name(), Integer.toString(threads), effort.name()));
    }

    private static List<String> output(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(Sink.JVM_OPTIONS));
        command.addAll(List.of(
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                Fork.class.getName()));
        command.addAll(List.of(args));
        Path output = Files.createTempFile("seakeep-guard", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("fork failed: " + String.join(" ", args));
            }
            return Files.readAllLines(output);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
