package io.seakeep.scenarios.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text that is broken between words, so that it stays within what a terminal shows. */
final class Paragraph {

    /** One less than a terminal's usual 80: some go to the next line after the last column. */
    static final int WIDTH = 79;

    private static final Pattern UNIT = Pattern.compile("(%|s|ms)([ ,.;:)]|$)");

    private Paragraph() {}

    /** Lines of at most {@link #WIDTH}, all but the first indented. A word that is longer than a line is left whole. */
    static List<String> of(String text, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH) {
            int end = lastBreak(rest);
            if (end <= indent) {
                break;
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = " ".repeat(indent) + rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }

    /** One line, and what is too long for it left out. */
    static String clipped(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    /** The last space at which the line can end: a number keeps its unit. */
    private static int lastBreak(String text) {
        int end = text.lastIndexOf(' ', WIDTH);
        while (end > 0 && UNIT.matcher(text).region(end + 1, text.length()).lookingAt()) {
            end = text.lastIndexOf(' ', end - 1);
        }
        return end;
    }
}
