package io.seakeep.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PropertyLinesTest {

    private static final String[] PIECES = {
        "a",
        "b.c",
        "=",
        ":",
        " ",
        "\t",
        "\f",
        "\\",
        "\\\\",
        "\n",
        "\r",
        "\r\n",
        "#",
        "!",
        "\\u0041",
        "\\\n",
        "\\\r\n",
        "\\ ",
        "\\=",
        "\u00e4",
        "\ud83d\ude00",
        "\u0000",
        "\\t",
        "value"
    };

    @Test
    void linesAreCountedAsAnEditorCountsThem() {
        String text = "a=1\r\n\n# comment \\\nb=2 \\\n   3\\\r\n\t4\rc\\:d : 5\n!\n  e  6\n\\u0066=\\u0037\ng\n";

        assertThat(PropertyLines.of(text, new Complaints("s")))
                .containsExactly(
                        new PropertyLine(1, "a", "1"),
                        new PropertyLine(4, "b", "2 34"),
                        new PropertyLine(7, "c:d", "5"),
                        new PropertyLine(9, "e", "6"),
                        new PropertyLine(10, "f", "7"),
                        new PropertyLine(11, "g", ""));
    }

    @Test
    void whatIsMalformedIsSaidWithItsLineAndTheRestIsRead() {
        Complaints complaints = new Complaints("s");

        assertThat(PropertyLines.of("a=1\nb=\\\n\\uXYZ\nc=3", complaints))
                .containsExactly(new PropertyLine(1, "a", "1"), new PropertyLine(4, "c", "3"));
        assertThat(complaints.all()).singleElement().asString().startsWith("s:2: has a \\u that is not followed by");
    }

    @Property(tries = 3_000)
    void readsAsJavaDoes(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        Properties expected = new Properties();
        expected.load(new StringReader(text.toString()));
        Complaints complaints = new Complaints("s");

        Map<Object, Object> read = new HashMap<>();
        List<Integer> numbers = new ArrayList<>();
        for (PropertyLine line : PropertyLines.of(text.toString(), complaints)) {
            read.put(line.name(), line.value());
            numbers.add(line.line());
        }
        assertThat(read).isEqualTo(expected);
        assertThat(complaints.all()).isEmpty();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }
}
