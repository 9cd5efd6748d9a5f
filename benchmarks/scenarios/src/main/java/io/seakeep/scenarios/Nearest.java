package io.seakeep.scenarios;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Names that somebody may have meant, by how many letters have to be changed. */
final class Nearest {

    private static final int MOST = 3;

    private Nearest() {}

    /** The nearest first; none if there is nothing like it. */
    static List<String> to(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> name.contains(typed) || distance(typed, name) <= 1 + name.length() / 3)
                .sorted(Comparator.comparing(name -> distance(typed, name)))
                .limit(MOST)
                .toList();
    }

    /** As Levenshtein has it. */
    private static int distance(String from, String to) {
        int[] above = IntStream.rangeClosed(0, to.length()).toArray();
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(above[column - 1] + change, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }
}
