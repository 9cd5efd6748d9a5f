package io.seakeep.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphTest {

    @Test
    void aShortTextIsOneLine() {
        assertThat(Paragraph.of("so it is", 4)).containsExactly("so it is");
    }

    @Test
    void aLongTextKeepsItsWordsAndFits() {
        String text = "- " + "twelve words and ".repeat(12).trim();

        List<String> lines = Paragraph.of(text, 4);

        assertThat(lines)
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Paragraph.WIDTH));
        assertThat(lines.stream().skip(1))
                .allMatch(line -> line.startsWith("    t") || line.startsWith("    w") || line.startsWith("    a"));
        assertThat(String.join(" ", lines).replaceAll(" +", " ")).isEqualTo(text);
    }

    @Test
    void aNumberKeepsItsUnit() {
        String text = "x".repeat(Paragraph.WIDTH - 3) + " 99 % of it";

        assertThat(Paragraph.of(text, 2)).containsExactly("x".repeat(Paragraph.WIDTH - 3), "  99 % of it");
    }

    @Test
    void aWordLongerThanALineStaysWhole() {
        String word = "x".repeat(200);

        assertThat(Paragraph.of("- " + word, 2)).contains("- " + word);
    }
}
