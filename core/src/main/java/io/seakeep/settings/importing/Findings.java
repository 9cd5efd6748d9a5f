package io.seakeep.settings.importing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects what has to be said about a file besides its settings. For use by one thread. */
final class Findings {

    private final Map<String, Set<String>> leftOutByReason = new LinkedHashMap<>();
    private final Set<String> differences = new TreeSet<>();
    private final List<String> renamed = new ArrayList<>();

    /** @param why goes on from the property's name, or stands by itself */
    void leftOut(Property property, String why) {
        leftOutByReason.computeIfAbsent(why, reason -> new LinkedHashSet<>()).add(OneLine.of(property.toString()));
    }

    void differs(String how) {
        differences.add(how);
    }

    void renamed(String theirs, String ours) {
        renamed.add(OneLine.of(theirs) + " is " + ours);
    }

    Map<String, Set<String>> leftOutByReason() {
        return leftOutByReason;
    }

    Set<String> differences() {
        return differences;
    }

    List<String> renamed() {
        return renamed;
    }
}
