package io.seakeep.settings;

/** Text that somebody else wrote, made safe to be shown: no line breaks that forge a line of a log, and no megabytes. */
final class Quoted {

    private static final int LONGEST = 120;

    private Quoted() {}

    /** In one line, and cut off after 120 characters. */
    static String brief(String text) {
        return plain(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
    }

    /** In one line. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            append(plain, text.charAt(i));
        }
        return plain.toString();
    }

    /** A JSON string, with its quotation marks. */
    static String json(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                append(json, c);
            }
        }
        return json.append('"').toString();
    }

    private static void append(StringBuilder to, char c) {
        if (isShown(c)) {
            to.append(c);
        } else {
            to.append("\\u").append(Character.forDigit(c >> 12, 16));
            to.append(Character.forDigit(c >> 8 & 15, 16));
            to.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
        }
    }

    /** Not so are control characters, those that break lines or turn the direction of writing, and halves of pairs cut in two. */
    private static boolean isShown(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
