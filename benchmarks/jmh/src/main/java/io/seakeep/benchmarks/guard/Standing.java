package io.seakeep.benchmarks.guard;

/** How a figure stands to its budget. */
enum Standing {
    HOLDS("holds"),
    /** Above what the design wants, within what is committed. */
    MISSES_TARGET("MISSES TARGET"),
    /** Above what is committed, or not measured at all. */
    OVER_LIMIT("OVER LIMIT");

    private final String words;

    Standing(String words) {
        this.words = words;
    }

    Standing worse(Standing other) {
        return compareTo(other) >= 0 ? this : other;
    }

    String words() {
        return words;
    }
}
