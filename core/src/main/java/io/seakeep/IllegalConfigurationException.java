package io.seakeep;

import java.util.List;

/** Settings that cannot be. Names every wrong value, and for each the range that would have been right. */
public final class IllegalConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String where;

    @SuppressWarnings("serial") // a copy by List.copyOf, which is serializable
    private final List<String> problems;

    IllegalConfigurationException(String where, List<String> problems) {
        super(where + ": " + String.join("; ", problems));
        this.where = where;
        this.problems = List.copyOf(problems);
    }

    /** Whose settings these are. */
    public String where() {
        return where;
    }

    /** What is wrong, one entry for each value. */
    public List<String> problems() {
        return problems;
    }
}
