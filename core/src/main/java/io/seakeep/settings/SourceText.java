package io.seakeep.settings;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one file said, before anybody has understood it.
 *
 * @param layer whose it is
 * @param name for people
 * @param rank of an organisation's file that declares none
 * @param text empty if it could not be read
 * @param failure why it could not be read; null if it could
 */
record SourceText(
        Layer layer,
        String name,
        int rank,
        String text,
        @Nullable String failure) {

    /** Gets the text, or fails to. */
    interface Reading {
        String text() throws IOException;
    }

    static SourceText of(Layer layer, String name, int rank, Reading reading) {
        try {
            return new SourceText(layer, name, rank, reading.text(), null);
        } catch (IOException | RuntimeException unreadable) {
            // Unchecked ones too: class loaders of any make read for us, and a signed jar throws SecurityException.
            return failed(layer, name, unreadable);
        }
    }

    static SourceText failed(Layer layer, String name, Exception why) {
        return new SourceText(layer, name, 0, "", "cannot be read: " + Quoted.brief(reason(why)));
    }

    private static String reason(Exception why) {
        String message = why.getMessage();
        if (why.getClass() == IOException.class && message != null) {
            return message;
        }
        return why.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** Its lines, or none if it could not be read. */
    List<PropertyLine> lines(Complaints complaints) {
        if (failure != null) {
            complaints.add(0, "", failure);
            return List.of();
        }
        return PropertyLines.of(text, complaints);
    }
}
