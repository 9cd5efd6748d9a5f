package io.seakeep.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a properties file, with their numbers. Where a logical line ends is found out here; what its escapes mean is left to
 * {@link Properties}, which is given one at a time.
 */
final class PropertyLines {

    /** A file of 1 MB could have half a million, each of which would be told that it is wrong. */
    private static final int MOST = 20_000;

    private final String text;
    private final Complaints complaints;
    private final List<PropertyLine> lines = new ArrayList<>();
    private int at;
    private int number;

    private PropertyLines(String text, Complaints complaints) {
        this.text = text;
        this.complaints = complaints;
    }

    static List<PropertyLine> of(String text, Complaints complaints) {
        return new PropertyLines(text, complaints).read();
    }

    private List<PropertyLine> read() {
        while (at < text.length()) {
            int start = at;
            int first = number + 1;
            boolean continues = skipNaturalLine(isCommentOrBlank(start));
            while (continues && at < text.length()) {
                continues = skipNaturalLine(false);
            }
            String logical = text.substring(start, at);
            if (!isCommentOrBlank(start)) {
                if (lines.size() == MOST) {
                    complaints.add(first, "", "has more than " + MOST + " entries");
                    return List.of();
                }
                PropertyLine line = parse(first, logical);
                if (line != null) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private boolean isCommentOrBlank(int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\f') {
                return c == '#' || c == '!' || c == '\n' || c == '\r';
            }
        }
        return true;
    }

    /** Goes behind the end of the line. True if the next one belongs to it: an odd number of backslashes stands at the end. */
    private boolean skipNaturalLine(boolean ignored) {
        boolean escaped = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\n' || c == '\r') {
                if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    at++;
                }
                break;
            }
            escaped = c == '\\' && !escaped;
        }
        number++;
        return escaped && !ignored;
    }

    private @Nullable PropertyLine parse(int first, String logical) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(logical));
        } catch (IllegalArgumentException malformed) {
            complaints.add(
                    first,
                    "",
                    "has a \\u that is not followed by four of 0-9 and a-f: " + Quoted.brief(logical.strip()));
            return null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        for (String name : properties.stringPropertyNames()) {
            return new PropertyLine(first, name, properties.getProperty(name));
        }
        return null; // a lone backslash, which continues into nothing
    }
}
