package com.example.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.docs.Page.Block;
import com.example.docs.Page.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages point to is there, and what code they show is compiled. Links to other sites are not followed. */
class DocumentationTest {

    private static final Path SNIPPETS = Path.of("").toAbsolutePath();
    private static final Path ROOT = SNIPPETS.getParent().getParent();
    private static final Map<String, String> SOURCES_BY_LANGUAGE =
            Map.of("java", "src/test/java", "kotlin", "src/test/kotlin");

    private static final Map<Path, Page> PAGES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean foreign = name.startsWith(".") || name.startsWith("target");
                return foreign && !folder.equals(ROOT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(".md")) {
                    PAGES.put(file, Page.read(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(PAGES).containsKey(ROOT.resolve("README.md"));
    }

    @Test
    void everyLinkWithinTheRepositoryLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Page page : PAGES.values()) {
            for (Link link : page.links) {
                String problem = problemWith(page, link.target());
                if (problem != null) {
                    broken.add(ROOT.relativize(page.path) + ":" + link.line() + ": " + link.target() + ": " + problem);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static String problemWith(Page page, String target) {
        if (isElsewhere(target)) {
            return null;
        }
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path = file.isEmpty() ? page.path : resolved(page, file);
        if (!path.startsWith(ROOT)) {
            return "leads out of the repository";
        }
        if (!Files.exists(path)) {
            return "there is no such file";
        }
        Page to = PAGES.get(path);
        boolean anchored = hash < 0 || to == null || to.anchors.contains(target.substring(hash + 1));
        return anchored ? null : "there is no such heading; there are " + to.anchors;
    }

    private static boolean isElsewhere(String target) {
        return target.matches("[a-z]+:.*");
    }

    private static Path resolved(Page page, String file) {
        return page.path.getParent().resolve(file).normalize();
    }

    @Test
    void everyPageCanBeReachedFromTheReadme() {
        Set<Path> reached = new HashSet<>(Set.of(ROOT.resolve("README.md")));
        Deque<Path> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Page page = PAGES.get(open.pop());
            for (Link link : page.links) {
                Path to = isElsewhere(link.target())
                        ? page.path
                        : resolved(page, link.target().replaceAll("#.*", ""));
                Path linked = Files.isDirectory(to) ? to.resolve("README.md") : to;
                if (PAGES.containsKey(linked) && reached.add(linked)) {
                    open.push(linked);
                }
            }
        }
        assertThat(PAGES.keySet().stream().filter(page -> !reached.contains(page)))
                .isEmpty();
    }

    @Test
    void everyBlockOfCodeIsPartOfSomethingThatIsCompiled() throws IOException {
        List<String> loose = new ArrayList<>();
        for (Map.Entry<String, String> language : SOURCES_BY_LANGUAGE.entrySet()) {
            List<String> sources = sources(SNIPPETS.resolve(language.getValue()));
            for (Page page : PAGES.values()) {
                for (Block block : page.blocks) {
                    String bare = Code.bare(block.code());
                    if (block.language().equals(language.getKey())
                            && sources.stream().noneMatch(source -> source.contains(bare))) {
                        loose.add(ROOT.relativize(page.path) + ":" + block.line() + ":\n" + block.code());
                    }
                }
            }
        }
        assertThat(loose)
                .as("blocks that stand, comments and layout aside, in no file of docs/snippets")
                .isEmpty();
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(DocumentationTest::bareSource)
                    .toList();
        }
    }

    private static String bareSource(Path file) {
        try {
            return Code.bare(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aPageIsReadAsItIsShown() {
        assertThat(Code.bare("f(\"http://x \" ) ; // note\n/* no */ g('\"');")).isEqualTo("f(\"http://x \");g('\"');");
        assertThat(Code.bare("call(attempt -> a)")).isNotEqualTo(Code.bare("call(attempt -> b)"));
    }
}
