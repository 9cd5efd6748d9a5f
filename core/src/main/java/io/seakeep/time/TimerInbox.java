package io.seakeep.time;

import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * The way from the threads that arm timers to the one thread that keeps them: a queue for each of a few stripes, the
 * stripe chosen by hashing the thread's id, so that callers seldom meet at the same cache line.
 *
 * <p>The queue is JCTools' unbounded array queue: one ring of 256 places, and where more entries wait than that, the next
 * ring is linked and the full one left behind. An idle stripe is 1 KB, and an offer seldom allocates. It is lock-free but for
 * one thing: a producer that links a ring makes the others of its stripe spin for that moment. The linked queue is wait-free,
 * and was tried first; at full load its nodes are what the garbage collector traces one by one, and arming took from 1.5 to 3
 * times as long.
 *
 * <p>An offer claims its place by an atomic step on the index that {@code isEmpty} reads, and then stores the entry. In
 * between, the place is a gap that also hides what is behind it. {@code poll} would spin until the producer is back on its
 * core; {@link #drain} does not wait for it, but says so. The producer that links a ring moves the index by an ordered store,
 * which a later volatile read may overtake; hence the fence.
 *
 * <p>So when one thread does an {@link #offer} and then a volatile read, and the reader does a volatile write and then a
 * {@link #drain}, either the drain finds the entry, or it says that it may have missed one, or the read sees the write.
 */
final class TimerInbox {

    private static final int MIN_STRIPES = 4;
    private static final int MAX_STRIPES = 16;
    private static final int RING_LENGTH = 256;

    /** Per stripe and drain, so that callers who are faster than the reader cannot keep it from firing. */
    private static final int DRAIN_LIMIT = 1 << 16;

    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private final MpscUnboundedVarHandleArrayQueue<TimerEntry>[] stripes;
    private final int hashShift;

    /** @param processors how many threads may run at once; there are twice as many stripes, from 4 to 16 */
    TimerInbox(int processors) {
        int wanted = Math.min(Math.max(2 * processors, MIN_STRIPES), MAX_STRIPES);
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(wanted - 1);
        this.hashShift = Long.SIZE - bits;
        this.stripes = newStripes(1 << bits);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of a generic type have no other way
    private static MpscUnboundedVarHandleArrayQueue<TimerEntry>[] newStripes(int count) {
        MpscUnboundedVarHandleArrayQueue<TimerEntry>[] stripes = new MpscUnboundedVarHandleArrayQueue[count];
        for (int i = 0; i < count; i++) {
            stripes[i] = new MpscUnboundedVarHandleArrayQueue<>(RING_LENGTH);
        }
        return stripes;
    }

    /** Hands an entry in; for any thread. Ends with a full fence. */
    void offer(TimerEntry entry) {
        int stripe = (int) ((Thread.currentThread().getId() * GOLDEN_RATIO) >>> hashShift);
        stripes[stripe].offer(entry);
        VarHandle.fullFence();
    }

    /**
     * Takes out what is there; for the reader only. Begins with a full fence.
     *
     * @return true if each stripe was seen empty at some moment of this call; false if something may be left, because a
     *     producer was in the middle of an offer or there was too much
     */
    boolean drain(Consumer<TimerEntry> reader) {
        VarHandle.fullFence();
        boolean emptied = true;
        for (MpscUnboundedVarHandleArrayQueue<TimerEntry> stripe : stripes) {
            emptied &= drainStripe(stripe, reader);
        }
        return emptied;
    }

    private static boolean drainStripe(
            MpscUnboundedVarHandleArrayQueue<TimerEntry> stripe, Consumer<TimerEntry> reader) {
        for (int i = 0; i < DRAIN_LIMIT; i++) {
            TimerEntry entry = stripe.relaxedPoll();
            if (entry == null) {
                return stripe.isEmpty();
            }
            reader.accept(entry);
        }
        return false;
    }
}
