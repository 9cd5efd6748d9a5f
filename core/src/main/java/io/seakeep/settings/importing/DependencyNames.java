package io.seakeep.settings.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Their names of what is called, and ours, which are of {@code a-z}, {@code 0-9} and {@code -}. */
final class DependencyNames {

    private static final int LONGEST = 100;

    private final Map<String, String> oursByTheirs = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two would be one, or one would be none; names all of them */
    DependencyNames(Collection<String> theirs) {
        Map<String, String> theirsByOurs = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (String name : new TreeSet<>(theirs)) {
            String ours = renamed(name);
            if (ours.isEmpty() || ours.length() > LONGEST) {
                wrong.add(OneLine.of(name) + " cannot be made a name of 1 to " + LONGEST + " of a-z, 0-9 and -");
                continue;
            }
            String before = theirsByOurs.putIfAbsent(ours, name);
            if (before != null) {
                wrong.add(OneLine.of(before) + " and " + OneLine.of(name) + " would both be " + ours);
            }
            oursByTheirs.put(name, ours);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    /** {@code backendA} is {@code backend-a}, and {@code HTTPClient#get(Long)} is {@code http-client-get-long}. */
    private static String renamed(String theirs) {
        return theirs.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
    }

    /** Of a name that was given. */
    String ours(String theirs) {
        return Objects.requireNonNull(oursByTheirs.get(theirs));
    }

    void report(Findings findings) {
        oursByTheirs.forEach((theirs, ours) -> {
            if (!theirs.equals(ours)) {
                findings.renamed(theirs, ours);
            }
        });
    }
}
