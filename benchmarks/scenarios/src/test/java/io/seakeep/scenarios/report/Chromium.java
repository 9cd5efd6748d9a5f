package io.seakeep.scenarios.report;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium that does what it is told over its DevTools protocol. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final Path profile;
    private final DevTools devTools;

    private Chromium(Process process, Path profile, DevTools devTools) {
        this.process = process;
        this.profile = profile;
        this.devTools = devTools;
    }

    /** Where one is installed. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("chromium");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectErrorStream(true)
                .start();
        BufferedReader said = process.inputReader();
        String line = said.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException(program + " ended at once");
        }
        keepReading(said);
        URI address = URI.create(line.substring(LISTENING.length()));
        return new Chromium(process, profile, DevTools.connect(HttpClient.newHttpClient(), address));
    }

    /** It would stand still if nobody read what it says. */
    private static void keepReading(BufferedReader said) {
        Thread reader = new Thread(() -> {
            try (said) {
                said.lines().forEach(line -> {});
            } catch (IOException | UncheckedIOException ended) {
                // as it should
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    /** A tab with nothing in it. */
    Tab tab() {
        JsonObject blank = new JsonObject();
        blank.addProperty("url", "about:blank");
        JsonObject target = devTools.call(DevTools.BROWSER, "Target.createTarget", blank);
        target.addProperty("flatten", true);
        String session = devTools.call(DevTools.BROWSER, "Target.attachToTarget", target)
                .get("sessionId")
                .getAsString();
        return new Tab(devTools, session);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (UncheckedIOException goneMeanwhile) {
            // its helpers may still clean up
        }
    }
}
