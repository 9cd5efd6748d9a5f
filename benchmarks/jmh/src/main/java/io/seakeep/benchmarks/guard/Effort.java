package io.seakeep.benchmarks.guard;

/** How long a trial goes on. */
enum Effort {
    /** For times. */
    FULL(40, 50),
    /** For bytes alone, which do not scatter: just long enough for all to be compiled. */
    BYTES_ONLY(20, 10);

    private final int warmUps;
    private final int rounds;

    Effort(int warmUps, int rounds) {
        this.warmUps = warmUps;
        this.rounds = rounds;
    }

    int warmUps() {
        return warmUps;
    }

    int rounds() {
        return rounds;
    }
}
