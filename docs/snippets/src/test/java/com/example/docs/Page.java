package com.example.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown page, as far as it has to be understood to check it: its links, what can be linked to, and its blocks of code. */
final class Page {

    /** Something that a page points to. */
    record Link(String target, int line) {}

    /** Code between fences. */
    record Block(String language, String code, int line) {}

    private static final Pattern FENCE = Pattern.compile("^\\s*(```+|~~~+)\\s*(\\w*).*$");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$");
    private static final Pattern INLINE_CODE = Pattern.compile("(`+).+?\\1");
    private static final List<Pattern> LINKS = List.of(
            Pattern.compile("\\]\\(\\s*<?([^()\\s>]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)"),
            Pattern.compile("^\\s{0,3}\\[[^\\]]+\\]:\\s*(\\S+)"),
            Pattern.compile("\\b(?:href|src|srcset)=\"([^\"\\s]+)\""));
    private static final Pattern HTML_ANCHOR = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"");

    final Path path;
    final List<Link> links = new ArrayList<>();
    final List<Block> blocks = new ArrayList<>();
    final Set<String> anchors = new HashSet<>();
    private final Map<String, Integer> headings = new HashMap<>();

    private Page(Path path) {
        this.path = path;
    }

    static Page read(Path path) throws IOException {
        Page page = new Page(path);
        List<String> lines = Files.readAllLines(path);
        for (int at = 0; at < lines.size(); at++) {
            Matcher fence = FENCE.matcher(lines.get(at));
            if (fence.matches()) {
                at = page.block(lines, at, fence.group(1), fence.group(2));
            } else {
                page.text(lines.get(at), at + 1);
            }
        }
        return page;
    }

    /** Reads the block that opens on that line, and answers on which it is closed. */
    private int block(List<String> lines, int opens, String fence, String language) {
        int at = opens + 1;
        while (at < lines.size() && !lines.get(at).strip().equals(fence)) {
            at++;
        }
        blocks.add(new Block(
                language, String.join("\n", lines.subList(opens + 1, Math.min(at, lines.size()))), opens + 1));
        return at;
    }

    private void text(String line, int number) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            anchor(heading.group(1));
        }
        String prose = INLINE_CODE.matcher(line).replaceAll("");
        for (Pattern pattern : LINKS) {
            pattern.matcher(prose).results().forEach(link -> links.add(new Link(link.group(1), number)));
        }
        HTML_ANCHOR.matcher(prose).results().forEach(anchor -> anchors.add(anchor.group(1)));
    }

    /** As GitHub makes anchors of headings: a second one of the same name has a number. */
    private void anchor(String heading) {
        String words = heading.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replaceAll("[`*]", "");
        String slug = words.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
                .replace(' ', '-');
        int before = headings.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + "-" + before);
    }
}
