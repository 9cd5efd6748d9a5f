package io.seakeep.settings.importing;

/** Text that somebody else wrote, made fit for a comment: nothing in it ends the line, and it is not long. */
final class OneLine {

    private static final int LONGEST = 200;

    private OneLine() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST) + 3);
        text.codePoints().limit(LONGEST).map(c -> isShown(c) ? c : '?').forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) <= LONGEST
                ? line.toString()
                : line.append("...").toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.UNASSIGNED, Character.PRIVATE_USE, Character.SURROGATE -> false;
            default -> true;
        };
    }
}
