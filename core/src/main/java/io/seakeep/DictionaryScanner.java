package io.seakeep;

/**
 * Walks the members of a dictionary of structured fields (RFC 9651, section 3.2) without allocating more than their keys and
 * values. It is strict about keys and what separates members, and leaves values to the reader; parameters are skipped.
 */
final class DictionaryScanner {

    private final String text;
    private int at;
    private boolean malformed;
    private String key = "";
    private String value = "";

    DictionaryScanner(String text) {
        this.text = text;
        this.malformed = !isPrintable(text);
        skipSpace();
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Whether there was a member, which can be looked at then; there is none after one that is malformed. */
    boolean next() {
        if (malformed || at == text.length()) {
            return false;
        }
        malformed = !member() || !separator();
        return !malformed;
    }

    /** Whether this is no dictionary: known for certain only once {@link #next} has said that there is no more. */
    boolean malformed() {
        return malformed;
    }

    String key() {
        return key;
    }

    /** As it stands there; empty if there is only a key, which means true. */
    String value() {
        return value;
    }

    private boolean member() {
        int start = at;
        if (startsKey(text.charAt(at))) {
            while (at < text.length() && continuesKey(text.charAt(at))) {
                at++;
            }
        }
        key = text.substring(start, at);
        value = "";
        boolean hasValue = at < text.length() && text.charAt(at) == '=';
        if (hasValue) {
            int valueStart = ++at;
            if (!skipTo(';')) {
                return false;
            }
            value = text.substring(valueStart, at).stripTrailing();
        }
        return !key.isEmpty() && hasValue != value.isEmpty() && parameters();
    }

    private boolean parameters() {
        skipSpace();
        return at == text.length() || text.charAt(at) == ',' || (text.charAt(at) == ';' && skipTo(','));
    }

    /** A comma, and something after it, or the end. */
    private boolean separator() {
        if (at == text.length()) {
            return true;
        }
        at++;
        skipSpace();
        return at < text.length();
    }

    /** Goes to the character or the end of the member, past quoted strings; false if one of these does not end. */
    private boolean skipTo(char end) {
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == end || c == ',')) {
                return true;
            }
            at++;
        }
        at = text.length();
        return !quoted;
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private static boolean startsKey(char c) {
        return (c >= 'a' && c <= 'z') || c == '*';
    }

    private static boolean continuesKey(char c) {
        return startsKey(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    }
}
