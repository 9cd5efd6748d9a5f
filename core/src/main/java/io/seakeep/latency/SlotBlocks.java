package io.seakeep.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongPredicate;

/**
 * Slots for the attempts that found no lane: many in flight at once, asynchronous ones above all. A slot is one word here,
 * without a pad and without cells; it has the states and the memory ordering of a {@link Slot}.
 *
 * <p>It is a hash table with open addressing, in which the hash is random: a claim looks at a few slots in a row from a random
 * place on. Where those are all taken the table is more than half full, and is doubled. So a claim takes a bounded number of
 * steps, threads keep apart without a hint that all would write to, and no slot has to be searched for. Blocks stay where they
 * are when the table grows. It never shrinks: 8 bytes for each attempt of the busiest moment, twice or thrice over.
 *
 * <p>There are {@link #MOST} slots at most. When nearly all are taken a claim is refused after a longer search, which may miss
 * the last few.
 */
final class SlotBlocks {

    /** The most slots. */
    static final int MOST = 1 << 16;

    /** The answer of {@link #claim} when no slot was found. */
    static final int NONE = -1;

    private static final int BLOCK_BITS = 6;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int SEARCH = 16;
    private static final int LAST_SEARCH = 256;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle BLOCKS;

    static {
        try {
            BLOCKS = MethodHandles.lookup().findVarHandle(SlotBlocks.class, "blocks", long[][].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long[][] NO_BLOCKS = {};

    private volatile long[][] blocks = NO_BLOCKS;

    /** Takes a free slot and answers its index, or {@link #NONE}. {@code word} comes from {@link Slot#wordFor}. */
    int claim(long word) {
        while (true) {
            long[][] all = blocks;
            boolean growable = all.length < MOST / BLOCK;
            int index = search(all, word, growable ? SEARCH : LAST_SEARCH);
            if (index != NONE || !growable) {
                return index;
            }
            grow(all);
        }
    }

    private static int search(long[][] all, long word, int steps) {
        int mask = (all.length << BLOCK_BITS) - 1;
        if (mask < 0) {
            return NONE;
        }
        int start = ThreadLocalRandom.current().nextInt();
        for (int i = start; i != start + steps; i++) {
            int index = i & mask;
            long[] block = all[index >>> BLOCK_BITS];
            int place = index & (BLOCK - 1);
            if ((long) WORD.getOpaque(block, place) == Slot.FREE && WORD.compareAndSet(block, place, Slot.FREE, word)) {
                return index;
            }
        }
        return NONE;
    }

    private void grow(long[][] all) {
        long[][] more = Arrays.copyOf(all, Math.max(1, 2 * all.length));
        for (int i = all.length; i < more.length; i++) {
            more[i] = new long[BLOCK];
        }
        BLOCKS.compareAndSet(this, all, more);
    }

    /** When the attempt that holds this slot began, or {@link Slot#FREE}, also for an index that never was one. */
    long word(int index) {
        long[][] all = blocks;
        int block = index >>> BLOCK_BITS;
        return index >= 0 && block < all.length ? (long) WORD.getVolatile(all[block], index & (BLOCK - 1)) : Slot.FREE;
    }

    /** Gives a slot back; for its holder only. */
    void release(int index) {
        WORD.setRelease(blocks[index >>> BLOCK_BITS], index & (BLOCK - 1), Slot.FREE);
    }

    boolean anyHeld() {
        for (long[] block : blocks) {
            for (int place = 0; place < BLOCK; place++) {
                if ((long) WORD.getVolatile(block, place) != Slot.FREE) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many are held by attempts that the predicate picks by their word. */
    int countHeld(LongPredicate counted) {
        int count = 0;
        for (long[] block : blocks) {
            for (int place = 0; place < BLOCK; place++) {
                long word = (long) WORD.getVolatile(block, place);
                count += word != Slot.FREE && counted.test(word) ? 1 : 0;
            }
        }
        return count;
    }
}
