package io.seakeep.settings.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the settings of another library come to. Immutable, and safe for use by many threads. */
public final class ImportedSettings {

    private final String library;
    private final List<Passage> passages;
    private final Findings findings;

    ImportedSettings(String library, List<Passage> passages, Findings findings) {
        this.library = library;
        this.passages = List.copyOf(passages);
        this.findings = findings;
    }

    /** Whether nothing of that library was found. */
    public boolean isEmpty() {
        return passages.isEmpty()
                && leftOut().isEmpty()
                && differences().isEmpty()
                && renamed().isEmpty();
    }

    /** Our names, such as {@code seakeep.dependency.inventory.breaker.failure-rate}, with their values. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Passage passage : passages) {
            if (passage.commentedOut() == null) {
                passage.lines().forEach((setting, value) -> settings.put(passage.prefix() + setting, value));
            }
        }
        return settings;
    }

    /** Names that had to be changed, such as {@code backendA is backend-a}. */
    public List<String> renamed() {
        return List.copyOf(findings.renamed());
    }

    /** What behaves otherwise than with the other library although it was translated. */
    public List<String> differences() {
        return List.copyOf(findings.differences());
    }

    /** What has no equivalent, is out of our range, or cannot be read: each with the property and why. */
    public List<String> leftOut() {
        List<String> leftOut = new ArrayList<>();
        findings.leftOutByReason()
                .forEach((why, properties) -> properties.forEach(property -> leftOut.add(property + ": " + why)));
        for (Passage passage : passages) {
            if (passage.commentedOut() != null) {
                passage.lines()
                        .forEach((setting, value) -> leftOut.add(
                                passage.prefix() + setting + " = " + value + ": " + passage.commentedOut()));
            }
        }
        return List.copyOf(leftOut);
    }

    /** A properties file, with comments that say what was made of what, what was left out and what behaves otherwise. */
    public String text() {
        StringBuilder text = new StringBuilder();
        comment(
                text,
                "Made from the properties of " + library
                        + ". What those did not say is not here either: Seakeep's defaults hold for it.");
        section(text, "Called otherwise here:", renamed());
        section(text, "Behaves otherwise:", differences());
        if (!findings.leftOutByReason().isEmpty()) {
            text.append("#\n");
            comment(text, "Left out:");
            findings.leftOutByReason().forEach((why, properties) -> {
                properties.forEach(property -> comment(text, "  " + property));
                comment(text, "    " + why);
            });
        }
        passages.forEach(passage -> passage(text, passage));
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("#\n");
            comment(text, heading);
            lines.forEach(line -> comment(text, "  " + line));
        }
    }

    private static void passage(StringBuilder text, Passage passage) {
        text.append('\n');
        passage.sources().forEach(source -> comment(text, OneLine.of(source.toString())));
        passage.notes().forEach(note -> comment(text, "  " + note));
        String before = "";
        if (passage.commentedOut() != null) {
            comment(text, "  " + passage.commentedOut());
            before = "#";
        }
        for (Map.Entry<String, String> line : passage.lines().entrySet()) {
            text.append(before).append(passage.prefix()).append(line.getKey());
            text.append(" = ").append(line.getValue()).append('\n');
        }
    }

    private static void comment(StringBuilder text, String comment) {
        text.append("# ").append(comment).append('\n');
    }

    @Override
    public String toString() {
        return text();
    }
}
