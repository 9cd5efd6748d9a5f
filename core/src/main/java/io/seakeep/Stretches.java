package io.seakeep;

/**
 * Amounts, by the stretch of time in which they came, the oldest first. A stretch takes up what comes until it is long enough, so
 * a window of any length needs few of them. While there are none, it takes no memory for them. For one thread.
 */
final class Stretches {

    private static final long[] NOTHING = {};
    private static final int START = 0;
    private static final int END = 1;
    private static final int AMOUNT = 2;
    private static final int FIELDS = 3;

    private final long lengthNanos;
    private final int capacity;
    private long[] ring = NOTHING;
    private int oldest;
    private int count;
    private long total;

    /**
     * @param lengthNanos how long a stretch gets before the next begins
     * @param capacity how many there can be; what comes beyond that makes the newest one longer
     */
    Stretches(long lengthNanos, int capacity) {
        this.lengthNanos = lengthNanos;
        this.capacity = capacity;
    }

    long total() {
        return total;
    }

    /** Adds what came in the time that ends now; nothing is kept of nothing. */
    void add(long fromNanos, long toNanos, long more) {
        if (more == 0) {
            return;
        }
        int newest = count == 0 ? begin(fromNanos) : at(count - 1);
        if (toNanos - ring[newest + START] > lengthNanos && fromNanos != ring[newest + START] && count < capacity) {
            newest = begin(fromNanos);
        }
        ring[newest + END] = toNanos;
        ring[newest + AMOUNT] += more;
        total += more;
    }

    private int begin(long fromNanos) {
        if (ring.length == 0) {
            ring = new long[capacity * FIELDS];
        }
        int begun = at(count++);
        ring[begun + START] = fromNanos;
        ring[begun + AMOUNT] = 0;
        return begun;
    }

    /** Takes out the stretches that began then or before, and answers what was in them. */
    long takeBegunBy(long nanos) {
        return takeWhile(START, nanos);
    }

    /** Takes out the stretches that ended then or before, and answers what was in them. */
    long takeEndedBy(long nanos) {
        return takeWhile(END, nanos);
    }

    private long takeWhile(int field, long nanos) {
        long taken = 0;
        while (count > 0 && ring[at(0) + field] - nanos <= 0) {
            taken += ring[at(0) + AMOUNT];
            oldest = (oldest + 1) % capacity;
            count--;
        }
        total -= taken;
        if (count == 0) {
            ring = NOTHING;
        }
        return taken;
    }

    private int at(int place) {
        return (oldest + place) % capacity * FIELDS;
    }
}
