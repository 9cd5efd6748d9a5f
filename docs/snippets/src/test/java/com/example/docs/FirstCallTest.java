package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.example.docs.Page.Block;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * README.md followed to the letter, by somebody who has never built anything on this machine: its first commands and files, up to a guarded
 * call. What it says of five minutes holds, downloads included.
 */
@EnabledIfSystemProperty(
        named = "seakeep.thorough",
        matches = "true",
        disabledReason = "builds Seakeep in an empty local repository, which downloads some 90 MB")
class FirstCallTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Duration PROMISED = Duration.ofMinutes(5);
    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    @TempDir
    Path empty;

    @Test
    void fromNothingToAGuardedCallInFiveMinutes() throws Exception {
        Path checkout = copied(empty.resolve("seakeep"));
        Path project = Files.createDirectory(empty.resolve("shop"));
        String printed = "";

        long start = System.nanoTime();
        for (Block block : start()) {
            Matcher named = CLASS.matcher(block.code());
            switch (block.language()) {
                case "xml" -> Files.writeString(project.resolve("pom.xml"), block.code());
                case "sh" -> printed = run(block, block.code().contains("install") ? checkout : project);
                case "java" -> {
                    if (named.find()) { // the others are parts of something, and compiled elsewhere
                        Files.writeString(project.resolve(named.group(1) + ".java"), block.code());
                    }
                }
                default -> throw new AssertionError("README.md:" + block.line() + ": what is to be done with it?");
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        System.out.println("From an empty local repository to a guarded call: " + taken.toSeconds() + " s");
        assertThat(printed).contains("Stock[pieces=17], guarded as inventory", "breaker", "bulkhead", "enforce");
        assertThat(taken).isLessThan(PROMISED);
    }

    /** From where the library is got to where the next kind of user begins. */
    private static List<Block> start() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
        int first = lines.indexOf("## Getting it");
        int last = (int) lines.stream()
                .takeWhile(line -> !line.startsWith("**You run a platform**"))
                .count();
        List<Block> blocks = Page.read(ROOT.resolve("README.md")).blocks.stream()
                .filter(block -> block.line() > first && block.line() < last)
                .toList();
        assertThat(blocks).extracting(Block::language).startsWith("sh", "xml", "java", "sh");
        return blocks;
    }

    private String run(Block block, Path directory) throws IOException, InterruptedException {
        Path log = Files.createTempFile(empty, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", block.code())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("MAVEN_"));
        environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + empty.resolve("repository"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.merge("PATH", "", (path, nothing) -> Path.of(System.getProperty("java.home"), "bin") + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(2 * PROMISED.toMinutes(), TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        assumeFalse(
                output.contains("Could not transfer"), "nothing can be downloaded, so nobody can start with nothing");
        assertThat(ended && process.exitValue() == 0)
                .as("README.md:%d: %s%n%s", block.line(), block.code(), output)
                .isTrue();
        return output;
    }

    /** The sources: to build in this directory, where a build is under way, would get in its way. */
    private static Path copied(Path to) throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = folder.getFileName().toString();
                if (!folder.equals(ROOT) && (name.equals(".git") || name.startsWith("target"))) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(ROOT.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(ROOT.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return to;
    }
}
