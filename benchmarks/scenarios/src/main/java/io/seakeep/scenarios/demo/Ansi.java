package io.seakeep.scenarios.demo;

/** What a terminal is told, by ECMA-48 and what all of them have added to it. */
final class Ansi {

    static final String GREEN = "\u001b[32m";
    static final String YELLOW = "\u001b[33m";
    static final String RED = "\u001b[31m";
    static final String BOLD = "\u001b[1m";
    static final String PLAIN = "\u001b[0m";
    static final String NO_WRAP = "\u001b[?7l";
    static final String WRAP = "\u001b[?7h";
    static final String CLEAR_REST_OF_LINE = "\u001b[K";

    private Ansi() {}

    static String up(int lines) {
        return lines == 0 ? "" : "\u001b[" + lines + 'A';
    }
}
