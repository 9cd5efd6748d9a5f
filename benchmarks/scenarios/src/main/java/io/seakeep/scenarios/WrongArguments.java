package io.seakeep.scenarios;

import java.util.List;

/** A command line that cannot be followed. */
final class WrongArguments extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems each thing that is wrong with it, as a sentence with the value in it */
    WrongArguments(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
