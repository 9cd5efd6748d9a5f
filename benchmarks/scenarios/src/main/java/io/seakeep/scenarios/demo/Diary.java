package io.seakeep.scenarios.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What breakers did, when and why. Safe for use by many threads. */
final class Diary {

    private static final int INDENT = 12;
    private static final String CLOSED = "-> CLOSED";

    private final Course course;
    private final List<Note> notes = new CopyOnWriteArrayList<>();

    Diary(Course course) {
        this.course = course;
    }

    private record Note(double seconds, String client, String transition, String why) {

        String line() {
            return String.format(Locale.ROOT, "  %5.1f s   %-13s %s%s", seconds, client, transition, why);
        }
    }

    /**
     * That happened now.
     *
     * @param transition from which state to which
     * @param why what is to be said of it besides; may be empty
     */
    void note(String client, String transition, String why) {
        if (course.hasBegun()) {
            notes.add(
                    new Note(course.secondsAt(System.nanoTime()), client, transition, why.isEmpty() ? "" : ": " + why));
        }
    }

    int size() {
        return notes.size();
    }

    /** From that one on, a line each, however long. */
    List<String> since(int first) {
        return notes.stream().skip(first).map(Note::line).toList();
    }

    /** Those of one client, broken to fit a terminal. What it did more than once before it was closed again is told once. */
    List<String> of(String client) {
        List<String> lines = new ArrayList<>();
        Set<String> told = new HashSet<>();
        int more = 0;
        for (Note note : notes) {
            if (!note.client.equals(client)) {
                continue;
            }
            boolean closes = note.transition.endsWith(CLOSED);
            if (!closes && !told.add(note.transition)) {
                more++;
                continue;
            }
            if (more > 0) {
                lines.add(new Note(note.seconds, client, "after " + more + " more of these", "").line());
                more = 0;
            }
            lines.addAll(Paragraph.of(note.line(), INDENT));
            if (closes) {
                told.clear();
            }
        }
        return lines;
    }
}
