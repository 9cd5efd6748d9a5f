package com.example.docs;

/** Code without what does not matter: comments, and how it is laid out. */
final class Code {

    private Code() {}

    /** Two pieces of code that differ in comments and white space alone are the same after this. */
    static String bare(String code) {
        StringBuilder bare = new StringBuilder(code.length());
        int at = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '"' || c == '\'') {
                int end = endOfLiteral(code, at);
                bare.append(code, at, end);
                at = end;
            } else if (code.startsWith("//", at)) {
                at = endOr(code.indexOf('\n', at), code);
            } else if (code.startsWith("/*", at)) {
                at = endOr(code.indexOf("*/", at + 2) + 2, code);
            } else {
                if (!Character.isWhitespace(c)) {
                    bare.append(c);
                }
                at++;
            }
        }
        return bare.toString();
    }

    private static int endOr(int found, String code) {
        return found < 2 ? code.length() : found;
    }

    private static int endOfLiteral(String code, int start) {
        char quote = code.charAt(start);
        int at = start + 1;
        while (at < code.length() && code.charAt(at) != quote && code.charAt(at) != '\n') {
            at += code.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, code.length());
    }
}
