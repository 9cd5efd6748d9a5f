package io.seakeep;

/**
 * What a thread is bound to, in one long: a deadline on some clock, rounded down to 32 ns, and in the five bits that this leaves whether
 * there is one, whether the request is a retry, and its priority. Zero is nothing at all.
 */
final class RequestWord {

    /** A deadline is kept to within so much. */
    static final long ROUNDING_NANOS = 32;

    private static final long RETRY = 1;
    private static final int PRIORITY_SHIFT = 1;
    private static final long PRIORITY = 7L << PRIORITY_SHIFT;
    private static final long DEADLINE = 16;
    private static final long FLAGS = 31;

    private static final Priority[] PRIORITIES = Priority.values();

    private RequestWord() {}

    static boolean hasDeadline(long word) {
        return (word & DEADLINE) != 0;
    }

    /** Of a word that has a deadline. */
    static long deadlineNanos(long word) {
        return word & ~FLAGS;
    }

    static long withDeadline(long word, long nanos) {
        return (nanos & ~FLAGS) | DEADLINE | (word & FLAGS);
    }

    static boolean isRetry(long word) {
        return (word & RETRY) != 0;
    }

    static long asRetry(long word) {
        return word | RETRY;
    }

    static Priority priority(long word) {
        int code = (int) ((word & PRIORITY) >> PRIORITY_SHIFT);
        return code == 0 ? Priority.DEFAULT : PRIORITIES[code - 1];
    }

    static long withPriority(long word, Priority priority) {
        long code = priority == Priority.DEFAULT ? 0 : priority.ordinal() + 1;
        return (word & ~PRIORITY) | code << PRIORITY_SHIFT;
    }
}
