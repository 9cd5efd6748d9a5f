package io.seakeep.settings;

import java.util.Collection;

/** Finds what somebody may have meant. */
final class NearestName {

    /** Longer ones are not misspelt; and the time that it takes grows with the length. */
    private static final int LONGEST = 150;

    private NearestName() {}

    /** The name that takes the fewest changes, the first of several; empty if there are no names, or what was written is none. */
    static String to(String written, Collection<String> names) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        if (written.length() > LONGEST) {
            return nearest;
        }
        for (String name : names) {
            int distance = distance(written, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /**
     * How many characters have to be put in, left out, replaced or swapped with their neighbour to make one of the other (the optimal string
     * alignment distance, after Damerau and Levenshtein).
     */
    static int distance(String a, String b) {
        if (a.length() > LONGEST || b.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : shortest(a, b, i, j, distances);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int shortest(String a, String b, int i, int j, int[][] distances) {
        char lastOfA = a.charAt(i - 1);
        char lastOfB = b.charAt(j - 1);
        int replaced = distances[i - 1][j - 1] + (lastOfA == lastOfB ? 0 : 1);
        int shortest = Math.min(replaced, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && lastOfA == b.charAt(j - 2) && a.charAt(i - 2) == lastOfB;
        return swapped ? Math.min(shortest, distances[i - 2][j - 2] + 1) : shortest;
    }
}
