package io.seakeep.latency;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a tracker: one to begin with, twice as many each time two threads get in each other's way.
 *
 * <p>Growing on contention and not with the number of processors or threads is what keeps thousands of trackers small: a
 * dependency that is called now and then by a hundred threads never needs a second lane. The only sign of contention is a
 * failed compare-and-set. A lane that is merely taken is not one, for the calls in flight can be many and slow. (As in
 * {@code java.util.concurrent.atomic.Striped64}.)
 *
 * <p>A thread finds its lane by a hash of its id, because a {@code ThreadLocal} costs more and keeps the tracker reachable. A
 * lane keeps its index for ever, so an attempt that holds one finds it again however many came since.
 */
final class Lanes {

    /** The answer of {@link #claim} when the lanes to choose from were taken. */
    static final int NONE = -1;

    /** The most lanes a tracker can have: four for each processor, so that threads seldom meet, but from 16 to 64. */
    static final int MOST = most(Runtime.getRuntime().availableProcessors());

    /** 2<sup>64</sup> divided by the golden ratio, which spreads threads with consecutive ids evenly (Knuth, TAOCP 6.4). */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private static final VarHandle LANES;

    static {
        try {
            LANES = MethodHandles.lookup().findVarHandle(Lanes.class, "lanes", Lane[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Lane[] lanes = {new Lane()};

    static int most(int processors) {
        int wanted = Math.max(16, Math.min(64, 4 * processors));
        return Integer.highestOneBit(2 * wanted - 1);
    }

    /** All there are at the moment, a power of two; not to be written to. */
    Lane[] all() {
        return lanes;
    }

    /** Takes the slot of a lane for the calling thread and answers its index, or {@link #NONE}. Wait-free. */
    int claim(long word) {
        Lane[] all = lanes;
        int home = home(all.length);
        Lane lane = all[home];
        if (lane.isFree()) {
            if (lane.claim(word)) {
                return home;
            }
            spread(all);
        }
        return claimNearby(word);
    }

    private int claimNearby(long word) {
        Lane[] all = lanes;
        int home = home(all.length);
        int neighbour = neighbour(home, all.length);
        if (all[neighbour].isFree() && all[neighbour].claim(word)) {
            return neighbour;
        }
        return all[home].isFree() && all[home].claim(word) ? home : NONE;
    }

    /** The lane that the attempt with this token holds, or null if it holds none. */
    @Nullable
    Lane heldBy(long token) {
        Lane[] all = lanes;
        int index = Token.index(token);
        return index < all.length && Token.marks(token, all[index].word()) ? all[index] : null;
    }

    boolean anyHeld() {
        for (Lane lane : lanes) {
            if (!lane.isFree()) {
                return true;
            }
        }
        return false;
    }

    /** How many are held by attempts that the predicate picks by their word. */
    int countHeld(LongPredicate counted) {
        int count = 0;
        for (Lane lane : lanes) {
            long word = lane.word();
            count += word != Slot.FREE && counted.test(word) ? 1 : 0;
        }
        return count;
    }

    /** How many records of that outcome their cells hold, modulo 2<sup>32</sup>. */
    int countRecorded(int outcome) {
        int count = 0;
        for (Lane lane : lanes) {
            count += lane.owned().count(outcome) + lane.shared().count(outcome);
        }
        return count;
    }

    /** The index of the calling thread's own lane among so many. */
    static int home(int count) {
        long fraction = (Thread.currentThread().getId() * GOLDEN_RATIO) >>> Integer.SIZE;
        return (int) ((fraction * count) >>> Integer.SIZE);
    }

    /** The index of the lane to try when that one is taken. */
    static int neighbour(int index, int count) {
        return (index ^ 1) & (count - 1);
    }

    /** Two threads met in one of these: makes them twice as many, if that has not happened yet and there is room. */
    void spread(Lane[] contended) {
        int count = contended.length;
        if (count < MOST && lanes == contended) {
            Lane[] more = Arrays.copyOf(contended, 2 * count);
            for (int i = count; i < more.length; i++) {
                more[i] = new Lane();
            }
            LANES.compareAndSet(this, contended, more);
        }
    }

    /** Counts a record in the calling thread's stripe of the shared cells; at most one more attempt than is needed. */
    void record(int outcome, long nanos) {
        Lane[] all = lanes;
        if (!all[home(all.length)].shared().tryIncrement(outcome, nanos)) {
            recordContended(all, outcome, nanos);
        }
    }

    private void recordContended(Lane[] contended, int outcome, long nanos) {
        spread(contended);
        Lane[] all = lanes;
        int home = home(all.length);
        int lane = all == contended ? neighbour(home, all.length) : home;
        all[lane].shared().increment(outcome, nanos);
    }
}
