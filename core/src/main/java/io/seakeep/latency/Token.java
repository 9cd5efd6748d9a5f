package io.seakeep.latency;

/**
 * What {@link LatencyTracker#begin} hands out: the index of a slot and, as the mark of the attempt that holds it, the lower
 * bits of its start. The mark finds out who ends an attempt twice, before that spoils the records of somebody else. It is no
 * proof: attempts that begin in the same slot at the same nanosecond, in virtual time, cannot be told apart.
 */
final class Token {

    /** The token of an attempt that found no slot. */
    static final long UNTRACKED = Long.MAX_VALUE;

    private static final int INDEX_BITS = 17;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;

    private Token() {}

    /** The token of the attempt in the slot with this index, below 2<sup>17</sup> - 1. Never negative. */
    static long of(int index, long word) {
        return (word << INDEX_BITS | index) & Long.MAX_VALUE;
    }

    static int index(long token) {
        return (int) token & INDEX_MASK;
    }

    /** Whether this is the token of the attempt whose start is in the slot. */
    static boolean marks(long token, long word) {
        return word != Slot.FREE && token == of(index(token), word);
    }
}
