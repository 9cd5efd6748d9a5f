package io.seakeep.bulkhead;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A number of permits, spread over counters so that threads seldom meet. Each counter holds those of its permits that are free; one
 * is taken from the calling thread's own counter, from another one only if that is empty, and goes back to where it came from.
 *
 * <p><b>Never more than there are.</b> A permit is taken by a compare-and-set that lowers a counter, and nothing raises one but the
 * return of a permit or a higher limit. So the sum of the counters and the permits that are out never changes by itself.
 *
 * <p><b>A refusal</b> means that each counter was seen empty, twice in a row, for a permit can come back to a counter that was
 * passed already. With threads that come and go meanwhile it can happen all the same that the last one is not found.
 *
 * <p><b>A lower limit</b> takes away what is free and leaves the rest as a debt. From then on whoever brings a permit back, or takes
 * one, pays with it as long as there is debt; so nobody gets in before enough have left. A lock keeps changes of the limit apart
 * from each other and from nothing else.
 *
 * <p><b>Progress.</b> Lock-free: a compare-and-set is repeated only when another thread has taken or returned a permit. Up to
 * {@value #FEW} permits there is one counter, and the answer is exact.
 */
final class StripedPermits {

    /** The answer of {@link #tryTake} when there was none. */
    static final int NONE = -1;

    /** With so few permits it is not worth while to look for the last ones in several places. */
    private static final int FEW = 16;

    private static final int LEAST_PER_STRIPE = 8;
    private static final int MOST_STRIPES = 64;

    /** Counters lie two cache lines apart, because processors fetch lines in pairs. */
    private static final int STRIDE = 128 / Integer.BYTES;

    /** 2<sup>64</sup> divided by the golden ratio, which spreads threads with consecutive ids evenly (Knuth, TAOCP 6.4). */
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private static final VarHandle FREE = MethodHandles.arrayElementVarHandle(int[].class);

    private final int stripes;
    private final int[] free;
    private final AtomicInteger debt = new AtomicInteger();
    private final ReentrantLock resizing = new ReentrantLock();
    private volatile int limit;

    /** @param limit how many there are, above zero */
    StripedPermits(int limit) {
        this(limit, stripesFor(limit, Runtime.getRuntime().availableProcessors()));
    }

    StripedPermits(int limit, int stripes) {
        this.stripes = stripes;
        this.free = new int[(stripes + 1) * STRIDE];
        this.limit = limit;
        add(limit);
    }

    /** A power of two, so that every permit that is free can be found in few places. */
    static int stripesFor(int limit, int processors) {
        int wanted = limit <= FEW ? 1 : Math.min(limit / LEAST_PER_STRIPE, 4 * processors);
        return Integer.highestOneBit(Math.max(1, Math.min(wanted, MOST_STRIPES)));
    }

    int limit() {
        return limit;
    }

    /** How many are out; each counter as seen at some time during the call. */
    int taken() {
        return Math.max(0, limit + debt.get() - free());
    }

    private int free() {
        int total = 0;
        for (int stripe = 0; stripe < stripes; stripe++) {
            total += (int) FREE.getVolatile(free, at(stripe));
        }
        return total;
    }

    /** Takes one and answers where it has to go back to, or {@link #NONE}. */
    int tryTake() {
        return tryTake(0);
    }

    /**
     * Takes one if more than so many are free, and answers where it has to go back to, or {@link #NONE}. Several threads that do so
     * at the same time can leave a few less.
     *
     * @param keep how many have to stay free, for others; zero or more
     */
    int tryTake(int keep) {
        if (keep > 0 && free() <= keep) {
            return NONE;
        }
        int home = home();
        if (take(home) && !paysDebt()) {
            return home;
        }
        return search(home);
    }

    private int search(int home) {
        for (int i = 1; i < 2 * stripes + 1; i++) {
            int stripe = (home + i) & (stripes - 1);
            while (take(stripe)) {
                if (!paysDebt()) {
                    return stripe;
                }
            }
        }
        return NONE;
    }

    /** Brings one back. */
    void giveBack(int stripe) {
        if (!paysDebt()) {
            FREE.getAndAdd(free, at(stripe), 1);
        }
    }

    /** Makes one permit less of them, as soon as there is one to be had, without changing the limit. */
    void withhold() {
        debt.incrementAndGet();
        takeAwayWhatIsFree();
    }

    /** Ends what {@link #withhold} began. */
    void release() {
        giveBack(home());
    }

    private boolean take(int stripe) {
        int at = at(stripe);
        int seen = (int) FREE.getOpaque(free, at);
        while (seen > 0) {
            if (FREE.compareAndSet(free, at, seen, seen - 1)) {
                return true;
            }
            seen = (int) FREE.getOpaque(free, at);
        }
        return false;
    }

    /** Lowers the debt by one, if there is any. */
    private boolean paysDebt() {
        int owed = debt.get();
        while (owed > 0) {
            if (debt.compareAndSet(owed, owed - 1)) {
                return true;
            }
            owed = debt.get();
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
                debt.addAndGet(-more);
                takeAwayWhatIsFree();
            }
        } finally {
            resizing.unlock();
        }
    }

    private void takeAwayWhatIsFree() {
        for (int stripe = 0; stripe < stripes; stripe++) {
            while (debt.get() > 0 && take(stripe)) {
                giveBack(stripe);
            }
        }
    }

    private void add(int permits) {
        int each = permits / stripes;
        int rest = permits % stripes;
        for (int stripe = 0; stripe < stripes; stripe++) {
            FREE.getAndAdd(free, at(stripe), each + (stripe < rest ? 1 : 0));
        }
    }

    private int home() {
        return (int) ((Thread.currentThread().getId() * GOLDEN_RATIO) >>> Integer.SIZE) & (stripes - 1);
    }

    private static int at(int stripe) {
        return (stripe + 1) * STRIDE; // the first line holds the array's length, which is read at each access
    }
}
