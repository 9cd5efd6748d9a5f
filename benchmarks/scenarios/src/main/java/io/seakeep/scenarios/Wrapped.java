package io.seakeep.scenarios;

import java.util.ArrayList;
import java.util.List;

/** Text broken between words. */
final class Wrapped {

    private Wrapped() {}

    /** @param first what the first line begins with; the others begin with as many spaces */
    static List<String> lines(String first, String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean bare = true;
        for (String word : text.split(" ")) {
            if (!bare && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(first.length()));
                bare = true;
            }
            line.append(bare ? "" : " ").append(word);
            bare = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
