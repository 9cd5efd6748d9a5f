package io.seakeep.settings;

import java.util.regex.Pattern;

/**
 * A dependency's name, or a pattern of names in which {@code *} stands for any characters or none.
 *
 * @param text with no two {@code *} side by side
 */
record NamePattern(String text) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9*-]{1,100}");
    private static final Pattern STARS = Pattern.compile("\\*+");

    /** @throws IllegalArgumentException if it is none */
    static NamePattern of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "has a dependency's name that is not 1 to 100 of a-z, 0-9, - and *: " + Quoted.brief(text));
        }
        return new NamePattern(STARS.matcher(text).replaceAll("*"));
    }

    boolean isExact() {
        return text.indexOf('*') < 0;
    }

    /** How many characters have to be as they are here. */
    int length() {
        return (int) text.chars().filter(c -> c != '*').count();
    }

    /** True of a name that it stands for, and of a pattern all names of which it stands for. */
    boolean matches(String name) {
        int at = 0;
        int inName = 0;
        int star = -1;
        int coveredByStar = 0;
        while (inName < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                coveredByStar = inName;
            } else if (at < text.length() && text.charAt(at) == name.charAt(inName)) {
                at++;
                inName++;
            } else if (star >= 0) {
                // Only the last star has to take more: an earlier one that did could gain nothing by it.
                at = star + 1;
                inName = ++coveredByStar;
            } else {
                return false;
            }
        }
        return at == text.length() || (at == text.length() - 1 && text.charAt(at) == '*');
    }

    @Override
    public String toString() {
        return text;
    }
}
