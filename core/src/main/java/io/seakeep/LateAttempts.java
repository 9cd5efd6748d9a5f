package io.seakeep;

/**
 * How many attempts were late.
 *
 * @param late those
 * @param all those, and the ones that were in time
 */
record LateAttempts(double late, double all) {

    static final LateAttempts NONE = new LateAttempts(0, 0);

    LateAttempts plus(LateAttempts others) {
        return new LateAttempts(late + others.late, all + others.all);
    }

    LateAttempts minus(LateAttempts some) {
        return new LateAttempts(late - some.late, all - some.all);
    }

    LateAttempts times(double factor) {
        return new LateAttempts(factor * late, factor * all);
    }

    /** Attempts are counted one after the other, so that one may be late that is not yet among all. */
    double inTime() {
        return Math.max(0, all - late);
    }

    /**
     * The share that was late.
     *
     * @param expected what it is if there are none
     * @param attempts how many of them count as much as that
     */
    double share(double expected, double attempts) {
        return (late + expected * attempts) / (all + attempts);
    }
}
