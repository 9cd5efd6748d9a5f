package io.seakeep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The top-level names are few and given, and a class has one job. */
class LayoutTest {

    private static final Set<String> TOP_LEVEL = Set.of(
            "core",
            "hedging",
            "bulkhead",
            "adaptive-timeouts",
            "benchmarks",
            "docs",
            "README.md",
            "pom.xml",
            "LICENSE");
    private static final int MOST_LINES = 350;

    private final Path root = Path.of("").toAbsolutePath().getParent();

    @Test
    void theTopLevelHoldsTheGivenNamesAndHiddenFilesOnly() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            assertThat(entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.startsWith(".") && !name.equals("target")))
                    .containsExactlyInAnyOrderElementsOf(TOP_LEVEL);
        }
    }

    @Test
    void noClassIsLong() throws IOException {
        for (String module : List.of("core", "bulkhead", "hedging", "adaptive-timeouts")) {
            try (Stream<Path> sources = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                assertThat(sources.filter(source -> source.toString().endsWith(".java")))
                        .allSatisfy(source -> assertThat(Files.readAllLines(source))
                                .as("lines of %s", source.getFileName())
                                .hasSizeLessThanOrEqualTo(MOST_LINES));
            }
        }
    }
}
