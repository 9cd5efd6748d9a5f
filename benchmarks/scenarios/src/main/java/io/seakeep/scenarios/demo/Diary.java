package io.seakeep.scenarios.demo;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** What breakers did, when and why. Safe for use by many threads. */
final class Diary {

    private static final int INDENT = 12;

    private final Course course;
    private final List<Note> notes = new CopyOnWriteArrayList<>();

    Diary(Course course) {
        this.course = course;
    }

    private record Note(double seconds, String client, String what) {

        String line() {
            return String.format(Locale.ROOT, "  %5.1f s   %-13s %s", seconds, client, what);
        }
    }

    /** That happened now. */
    void note(String client, String what) {
        if (course.hasBegun()) {
            notes.add(new Note(course.secondsAt(System.nanoTime()), client, what));
        }
    }

    int size() {
        return notes.size();
    }

    /** From that one on, a line each, however long. */
    List<String> since(int first) {
        return notes.stream().skip(first).map(Note::line).toList();
    }

    /** Those of one client, broken to fit a terminal. */
    List<String> of(String client) {
        return notes.stream()
                .filter(note -> note.client.equals(client))
                .flatMap(note -> Paragraph.of(note.line(), INDENT).stream())
                .toList();
    }
}
