package io.seakeep.breaker;

/**
 * A generation and the run of failures that is going on in it, in one non-negative long; it is also the token of an attempt.
 *
 * <p>From the top: 28 bits of generation, 22 bits that count the runs there were, 3 bits of echoes, and 10 bits with the length
 * of the present run, which is 0 when there is none. An attempt takes the word that it saw when it began as its token. So an
 * attempt that fails knows whether it began after the run's first failure had been seen: then it extends the run. Otherwise it
 * is an <i>echo</i>: it may have failed for the same cause, such as a connection that both were on, and does not extend it.
 *
 * <p>Generations and runs wrap around. A token would have to stay out for 2^22 runs within its generation, or for 2^28
 * generations, to be taken for a newer one, and would then count once where it should not.
 */
final class RunWord {

    /** The token of an attempt that passed although it would have been refused; of a generation that never is. */
    static final long BYSTANDER = Long.MAX_VALUE;

    /** The longest run that can be told from a longer one. */
    static final int MAX_LENGTH = (1 << 10) - 1;

    /** Of the echoes of one run, as many as are believed to be failures of their own. */
    static final int MOST_ECHOES = 5;

    private static final int ECHO_SHIFT = 10;
    private static final long ONE_ECHO = 1L << ECHO_SHIFT;
    private static final int RUN_SHIFT = 13;
    private static final long ONE_RUN = 1L << RUN_SHIFT;
    private static final int GENERATION_SHIFT = 35;
    private static final long GENERATION_MASK = -1L << GENERATION_SHIFT;
    private static final long RUN_MASK = ~GENERATION_MASK & -ONE_RUN;
    private static final long GENERATIONS = (1L << 28) - 1;

    private RunWord() {}

    static long nextGeneration(long generation) {
        return (generation + 1) % GENERATIONS;
    }

    /** The word of a generation without any run yet. */
    static long first(long generation) {
        return generation << GENERATION_SHIFT;
    }

    static boolean sameGeneration(long word, long token) {
        return (word ^ token) >>> GENERATION_SHIFT == 0;
    }

    static int length(long word) {
        return (int) word & MAX_LENGTH;
    }

    /** Which run is going on, or was last. */
    static long run(long word) {
        return (word & RUN_MASK) >>> RUN_SHIFT;
    }

    static int echoes(long word) {
        return (int) ((word & (ONE_RUN - 1)) >>> ECHO_SHIFT);
    }

    /** The word after a success: no run. */
    static long afterSuccess(long word) {
        return word & -ONE_RUN;
    }

    /** Whether the failure of the attempt with this token does not extend the run that is going on. */
    static boolean isEcho(long word, long token) {
        return length(word) > 0 && (((word ^ token) & RUN_MASK) != 0 || length(token) == 0);
    }

    /**
     * The word after the failure of the attempt with this token. It is the same word when nothing can be added: to a run as long
     * as can be, or to echoes as many as count.
     */
    static long afterFailure(long word, long token) {
        if (length(word) == 0) {
            return (word & GENERATION_MASK) | ((word + ONE_RUN) & RUN_MASK) | 1;
        }
        if (isEcho(word, token)) {
            return echoes(word) < MOST_ECHOES ? word + ONE_ECHO : word;
        }
        return length(word) < MAX_LENGTH ? word + 1 : word;
    }
}
