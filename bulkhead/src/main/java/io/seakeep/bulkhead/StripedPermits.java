package io.seakeep.bulkhead;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A number of permits, in many places so that threads seldom meet. There are two kinds of places. A <i>slot</i> holds one permit:
 * it is taken by a compare-and-set and brought back by an ordered store, for only its holder writes to it. A <i>counter</i> holds
 * several, and both ways are atomic instructions. A thread looks at its own slot first, then at its own counter, and only then at
 * all the others; a permit goes back to where it came from.
 *
 * <p><b>Never more than there are.</b> A permit is taken by a compare-and-set that makes the place poorer by one, and nothing makes
 * one richer but the return of a permit or a higher limit. So the permits that lie in places and those that are out never change
 * their sum by themselves.
 *
 * <p><b>A refusal</b> means that each place was seen empty, twice in a row, for a permit can come back to one that was passed already.
 * With threads that come and go meanwhile it can happen all the same that the last one is not found.
 *
 * <p><b>A lower limit</b> takes away what is free and leaves the rest as a debt. From then on whoever brings a permit back, or takes
 * one, pays with it as long as there is debt; so nobody gets in before enough have left. A lock keeps changes of the limit apart
 * from each other and from nothing else.
 *
 * <p><b>Progress.</b> Lock-free: a compare-and-set is repeated only when another thread has taken or returned a permit. Up to
 * {@value #FEW} permits there is one counter, and the answer is exact.
 *
 * <p><b>Ordering.</b> Who brings a permit back to a slot and then looks for somebody who waits for it needs a full fence in between.
 */
final class StripedPermits {

    /** The answer of {@link #tryTake} when there was none. */
    static final int NONE = -1;

    /** With so few permits it is not worth while to look for the last ones in several places. */
    private static final int FEW = 16;

    private static final int LEAST_PER_COUNTER = 8;
    private static final int MOST_OF_A_KIND = 64;
    private static final int SLOTS_PER_PROCESSOR = 4;
    private static final int COUNTERS_PER_PROCESSOR = 2;

    /** What a slot holds: its permit. */
    private static final int WITH = 1;

    /** Its permit is out. */
    private static final int TAKEN = 0;

    /** It has none, for the limit was lowered. */
    private static final int NOBODYS = -1;

    /** Places lie two cache lines apart, because processors fetch lines in pairs. */
    private static final int STRIDE = 128 / Integer.BYTES;

    /** 2<sup>64</sup> divided by the golden ratio, which spreads threads with consecutive ids evenly (Knuth, TAOCP 6.4). */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle DEBT;

    static {
        try {
            DEBT = MethodHandles.lookup().findVarHandle(StripedPermits.class, "debt", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** A power of two, or none. They are the first places. */
    private final int slots;

    /** A power of two. */
    private final int counters;

    private final int[] places;
    private final ReentrantLock resizing = new ReentrantLock();
    private volatile int limit;
    private volatile int debt;

    /** @param limit how many there are, above zero */
    static StripedPermits of(int limit) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new StripedPermits(limit, slotsFor(limit, processors), countersFor(limit, processors));
    }

    StripedPermits(int limit, int slots, int counters) {
        this.slots = slots;
        this.counters = counters;
        this.places = new int[(slots + counters + 1) * STRIDE];
        this.limit = limit;
        for (int slot = 0; slot < slots; slot++) {
            places[at(slot)] = NOBODYS;
        }
        add(limit);
    }

    /** Half of the permits at most, for the others have to be found too. */
    static int slotsFor(int limit, int processors) {
        return limit <= FEW ? 0 : powerOfTwo(Math.min(limit / 2, most(SLOTS_PER_PROCESSOR * processors)));
    }

    static int countersFor(int limit, int processors) {
        int permits = limit - slotsFor(limit, processors);
        return limit <= FEW
                ? 1
                : powerOfTwo(Math.min(permits / LEAST_PER_COUNTER, most(COUNTERS_PER_PROCESSOR * processors)));
    }

    private static int most(int wanted) {
        return Math.min(MOST_OF_A_KIND, wanted);
    }

    private static int powerOfTwo(int atMost) {
        return Integer.highestOneBit(Math.max(1, atMost));
    }

    int limit() {
        return limit;
    }

    /** How many are out; each place as seen at some time during the call. */
    int taken() {
        return Math.max(0, limit + debt - free());
    }

    private int free() {
        int total = 0;
        for (int place = 0; place < slots + counters; place++) {
            total += Math.max(0, (int) PLACE.getVolatile(places, at(place)));
        }
        return total;
    }

    /** Takes one and answers where it has to go back to, or {@link #NONE}. */
    int tryTake() {
        int hash = hash();
        if (slots > 0) {
            int slot = hash & (slots - 1);
            if (PLACE.compareAndSet(places, at(slot), WITH, TAKEN) && mayKeep(slot)) {
                return slot;
            }
        }
        int counter = slots + (hash & (counters - 1));
        return take(counter) && mayKeep(counter) ? counter : search(hash);
    }

    /**
     * Takes one if more than so many are free, and answers where it has to go back to, or {@link #NONE}. Several threads that do so
     * at the same time can leave a few less.
     *
     * @param keep how many have to stay free, for others; zero or more
     */
    int tryTake(int keep) {
        return keep > 0 && free() <= keep ? NONE : tryTake();
    }

    private int search(int hash) {
        int all = slots + counters;
        int first = (hash & Integer.MAX_VALUE) % all;
        for (int i = 0; i < 2 * all; i++) {
            int place = (first + i) % all;
            while (take(place)) {
                if (mayKeep(place)) {
                    return place;
                }
            }
        }
        return NONE;
    }

    /** Brings one back. */
    void giveBack(int place) {
        if (mayKeep(place)) {
            if (place < slots) {
                PLACE.setRelease(places, at(place), WITH);
            } else {
                PLACE.getAndAdd(places, at(place), 1);
            }
        }
    }

    /** Whether there is no debt to be paid with the permit of that place, which is out. */
    private boolean mayKeep(int place) {
        if (!paysDebt()) {
            return true;
        }
        if (place < slots) {
            PLACE.setRelease(places, at(place), NOBODYS);
        }
        return false;
    }

    /** Makes one permit less of them, as soon as there is one to be had, without changing the limit. */
    void withhold() {
        DEBT.getAndAdd(this, 1);
        takeAwayWhatIsFree();
    }

    /** Ends what {@link #withhold} began. */
    void release() {
        if (!paysDebt()) {
            add(1);
        }
    }

    private boolean take(int place) {
        int at = at(place);
        int seen = (int) PLACE.getOpaque(places, at);
        while (seen > 0) {
            if (PLACE.compareAndSet(places, at, seen, seen - 1)) {
                return true;
            }
            seen = (int) PLACE.getOpaque(places, at);
        }
        return false;
    }

    /** Lowers the debt by one, if there is any. */
    private boolean paysDebt() {
        int owed = debt;
        while (owed > 0) {
            if (DEBT.compareAndSet(this, owed, owed - 1)) {
                return true;
            }
            owed = debt;
        }
        return false;
    }

    /** Changes how many there are. Takes effect at once: with fewer, nobody gets one before enough have come back. */
    void resize(int newLimit) {
        resizing.lock();
        try {
            int more = newLimit - limit;
            limit = newLimit;
            if (more > 0) {
                while (more > 0 && paysDebt()) {
                    more--;
                }
                add(more);
            } else if (more < 0) {
                DEBT.getAndAdd(this, -more);
                takeAwayWhatIsFree();
            }
        } finally {
            resizing.unlock();
        }
    }

    private void takeAwayWhatIsFree() {
        for (int place = 0; place < slots + counters; place++) {
            while (debt > 0 && take(place)) {
                giveBack(place);
            }
        }
    }

    /** To slots that have none, and the rest in equal parts to the counters. */
    private void add(int permits) {
        int rest = permits;
        for (int slot = 0; slot < slots && rest > 0; slot++) {
            if (PLACE.compareAndSet(places, at(slot), NOBODYS, WITH)) {
                rest--;
            }
        }
        for (int i = 0; i < counters && rest > 0; i++) {
            int part = rest / (counters - i);
            PLACE.getAndAdd(places, at(slots + i), part);
            rest -= part;
        }
    }

    private static int hash() {
        return (int) ((Thread.currentThread().getId() * GOLDEN_RATIO) >>> Integer.SIZE);
    }

    private static int at(int place) {
        return (place + 1) * STRIDE; // the first line holds the array's length, which is read at each access
    }
}
