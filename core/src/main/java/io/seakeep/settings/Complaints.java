package io.seakeep.settings;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong in one source: where, what, and what would have been right. For use by one thread. */
final class Complaints {

    /** Whoever gets as many has the wrong file. */
    static final int MOST = 100;

    private final String source;
    private final List<String> said = new ArrayList<>();
    private int left;

    Complaints(String source) {
        this.source = source;
    }

    /**
     * Of a source as a whole, or a line of it.
     *
     * @param line 0 if there is none
     * @param name what the complaint is about; empty if it is about the line
     * @param complaint goes on from the name
     */
    void add(int line, String name, String complaint) {
        if (said.size() == MOST) {
            left++;
        } else {
            String place = line == 0 ? source : source + ":" + line;
            said.add(place + ": " + (name.isEmpty() ? "" : Quoted.brief(name) + " ") + complaint);
        }
    }

    /** Whether there is still room for more, so that nobody need think about what is not going to be shown. */
    boolean hasRoom() {
        return said.size() < MOST;
    }

    List<String> all() {
        if (left == 0) {
            return List.copyOf(said);
        }
        List<String> all = new ArrayList<>(said);
        all.add(source + ": and " + left + " more");
        return List.copyOf(all);
    }
}
